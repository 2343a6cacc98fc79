"""A chat model's answer, sentence by sentence, each told only after it was proved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from internbot.answering import dating
from internbot.answering.answers import Citation, Dropped, Event, Sentence
from internbot.answering.chain import AnswerChain, Retrieved
from internbot.answering.composition import citation, escape
from internbot.answering.gate import NOTHING, Checks, Gate, Markers, Proof, Proved, Refused
from internbot.errors import ChatModelError
from internbot.sources.documents import Span

MOST_SHOWN = 14
"""Sentences after which an answer is long enough."""
MOST_WRITTEN = 40
"""Sentences that are checked of an answer, so that one without an end ends."""

Current = Callable[[Sequence[str]], set[str]]
"""Of some hashes of stored texts, those that still are in the index."""
Ending = Literal["finished", "no_answer", "failed", "long"]


@dataclass(slots=True)
class Telling:
    """An answer as far as it was told: its Markdown, sentences and citations, numbered in the order of telling."""

    today: date
    lines: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, Span], int] = field(default_factory=dict)
    _in_list: bool = False

    @property
    def text(self) -> str:
        """Markdown with [n] markers."""
        return "\n".join(self.lines).strip()

    def told(self, text: str) -> Iterator[Event]:
        """A line of our own, which needs no proof."""
        sentence = Sentence(text=text, support="not_needed")
        self.sentences.append(sentence)
        self.lines += [escape(text), ""]
        yield Event(kind="sentence", data=sentence)

    def proved(self, one: Proved) -> Iterator[Event]:
        """A proved sentence, after the citations that it is the first to need."""
        numbers = []
        for proof in one.proofs:
            key = (proof.document.id, proof.span)
            if key not in self._numbers:
                self._numbers[key] = len(self.citations) + 1
                self.citations.append(citation(self._numbers[key], proof.document, proof.span, proof.text))
                yield Event(kind="citation", data=self.citations[-1])
            numbers.append(self._numbers[key])
        sentence = Sentence(text=one.text, citations=tuple(numbers), support="supported")
        self.sentences.append(sentence)
        self._write(one, numbers)
        yield Event(kind="sentence", data=sentence)

    def _write(self, one: Proved, numbers: Sequence[int]) -> None:
        marks = "".join(f"[{number}]" for number in numbers)
        piece = f"{escape(one.text)}{self._note(one.text, one.proofs)} {marks}"
        if one.item:
            if self.lines and self.lines[-1] and not self._in_list:
                self.lines.append("")
            self.lines.append(f"- {piece}")
            self._in_list = True
            return
        if self.lines and self.lines[-1] and not one.paragraph:
            self.lines[-1] += f" {piece}"
            return
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines.append(piece)
        self._in_list = False

    def _note(self, text: str, proofs: Sequence[Proof]) -> str:
        """How old a statement is whose truth passes with time."""
        heads = {proof.document.id: proof.document for proof in proofs}
        said = " ".join((text, *(proof.text for proof in proofs)))
        notes = [dating.note(said, head.published, self.today) for head in heads.values()]
        told = "; ".join(dict.fromkeys(note for note in notes if note))
        return f" ({told})" if told else ""


@dataclass(slots=True)
class Outcome:
    """How a model's answer went.

    Attributes:
        ending: `no_answer` where the model itself says that the passages do not answer.
        error: why it failed, where it did.
        first_sentence: `time.perf_counter()` when the first sentence was told; None where none was.
        dropped: what was withheld, in order.
    """

    ending: Ending = "finished"
    error: ChatModelError | None = None
    first_sentence: float | None = None
    dropped: list[Dropped] = field(default_factory=list)
    markers: Markers = field(default_factory=Markers)


class GatedWriter:
    """Tells what a chat model writes, as far as it is proved."""

    def __init__(self, chain: AnswerChain, verifier: Checks, current: Current) -> None:
        self._chain = chain
        self._verifier = verifier
        self._current = current
        self.name = chain.model.name
        self.prompt_sha256 = chain.prompt.sha256

    def write(self, retrieved: Retrieved, telling: Telling, outcome: Outcome) -> Iterator[Event]:
        """Events of the sentences that pass; `telling` and `outcome` hold the rest. Closing it stops the model."""
        packed = self._chain.packed(retrieved)
        gate = Gate(retrieved.question, packed.passages, self._verifier)
        outcome.markers = gate.markers
        shown = 0
        with closing(self._chain.stream(retrieved.question, packed)) as drafts:
            try:
                for number, draft in enumerate(drafts):
                    if shown == MOST_SHOWN or number == MOST_WRITTEN:
                        outcome.ending = "long"
                        return
                    if draft.text.upper().startswith(NOTHING):
                        outcome.ending = "no_answer"
                        return
                    checked = gate.check(draft)
                    if isinstance(checked, Proved) and not self._is_current(checked):
                        checked = Refused(checked.text, "its source was changed just now")
                    if isinstance(checked, Refused):
                        outcome.dropped.append(Dropped(text=checked.text, reason=checked.reason))
                        continue
                    shown += 1
                    outcome.first_sentence = outcome.first_sentence or time.perf_counter()
                    yield from telling.proved(checked)
            except ChatModelError as error:
                outcome.ending, outcome.error = "failed", error

    def _is_current(self, one: Proved) -> bool:
        hashes = {proof.document.sha256 for proof in one.proofs}
        return hashes <= self._current([proof.document.id for proof in one.proofs])
