"""A chat model's answer, sentence by sentence, each told only after it was proved."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from internbot.answering import dating, wording
from internbot.answering.answers import Citation, Dropped, Event, Sentence
from internbot.answering.chain import AnswerChain, Retrieved
from internbot.answering.composition import citation, escape, shown_text
from internbot.answering.gate import NOTHING, Checks, Gate, Proved, Refused
from internbot.answering.quoting import Quote
from internbot.answering.reading_ahead import ReadingAhead
from internbot.answering.translation import LANGUAGES, Translator
from internbot.answering.whole_sentences import Proof
from internbot.errors import ChatModelError
from internbot.sources.documents import Span

MOST_SHOWN = 14
"""Sentences after which an answer is long enough."""
MOST_WRITTEN = 40
"""Sentences that are checked of an answer, so that one without an end ends."""

NOWHERE = "no passage has this number"
"""Why a marker was dropped."""

Current = Callable[[Sequence[str]], Mapping[str, str]]
"""Of documents, by id, the hashes of the texts that the index holds now."""
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
class Written:
    """What became of a model's answer.

    Attributes:
        telling: what was shown of it.
        ending: `no_answer` where the model itself says that the passages do not answer.
        error: why it failed, where it did.
        first_sentence: `time.perf_counter()` when the first sentence was shown; None where none was.
        dropped: the sentences that were withheld, and the markers that point nowhere, in order.
    """

    telling: Telling
    ending: Ending = "finished"
    error: ChatModelError | None = None
    first_sentence: float | None = None
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def why_quoted(self) -> str | None:
        """Why quotes stand in for the model, or for the rest of its answer; None where they need not."""
        if self.error is not None:
            return self.error.notice
        if self.telling.citations:
            return None
        if self.dropped:
            return "The chat model wrote nothing that a source proves."
        return "The chat model wrote nothing."


class GatedWriter:
    """Tells what a chat model writes, as far as it is proved. Methods may be called from several threads."""

    def __init__(
        self, chain: AnswerChain, verifier: Checks, translator: Translator, current: Current
    ) -> None:
        self._chain = chain
        self._verifier = verifier
        self._translator = translator
        self._current = current
        self.name = chain.model.name
        self.prompt_sha256 = chain.prompt.sha256

    def write(
        self, retrieved: Retrieved, today: date, language: str = "en"
    ) -> Generator[Event, None, Written]:
        """Events of the sentences that pass, and what became of the answer. Closing it stops the model.

        Args:
            retrieved: the question with its evidence.
            today: of the injected clock.
            language: of the reader; what is only ever quoted stays in the language of its source, and what is
                translated has its quote beside it.
        """
        packed = self._chain.packed(retrieved)
        gate = Gate(retrieved.question, packed.passages, self._verifier)
        written = Written(Telling(today))
        shown, marked = 0, False
        with (
            ReadingAhead(packed.passages, self._verifier.read) as ahead,
            closing(
                self._chain.stream(
                    retrieved.question,
                    packed,
                    sent=ahead.begin,
                    under_way=ahead.under_way,
                    foreseen=gate.foresee,
                )
            ) as drafts,
        ):
            try:
                for number, draft in enumerate(drafts):
                    if shown == MOST_SHOWN or number == MOST_WRITTEN:
                        written.ending = "long"
                        break
                    if draft.text.upper().startswith(NOTHING):
                        written.ending = "no_answer"
                        break
                    checked = gate.check(draft)
                    if isinstance(checked, Proved) and not self._is_current(checked):
                        checked = Refused(checked.text, "its source was changed just now", checked.unknown)
                    written.dropped += [Dropped(text=f"[{n}]", reason=NOWHERE) for n in checked.unknown]
                    if isinstance(checked, Refused):
                        written.dropped.append(Dropped(text=checked.text, reason=checked.reason))
                        continue
                    if language in LANGUAGES and (translated := self._translated(checked, language)):
                        if not marked:
                            yield from written.telling.told(wording.machine_translated(language))
                        marked, checked = True, translated
                    shown += 1
                    written.first_sentence = written.first_sentence or time.perf_counter()
                    yield from written.telling.proved(checked)
            except ChatModelError as error:
                written.ending, written.error = "failed", error
        return written

    def _translated(self, one: Proved, language: str) -> Proved | None:
        """A sentence in the reader's language with its quote right beside it; None where it stays as it is.

        What a model does to a noun or a verb of another language no check of ours sees: so a translation is never shown
        without the words of the source.
        """
        if one.verbatim:
            return None
        said = self._translator.translated(one.text, [proof.text for proof in one.proofs], language)
        if said is None:
            return None
        return replace(one, text=f"{said} (“{' '.join(proof.shown for proof in one.proofs)}”)")

    def _is_current(self, one: Proved) -> bool:
        """Whether the texts that prove a sentence are still those that the index holds."""
        hashes = {proof.document.id: proof.document.sha256 for proof in one.proofs}
        return self._current(list(hashes)) == hashes


def unsaid(quote: Quote, said: Sequence[Citation]) -> Iterator[Proved]:
    """The sentences of a quote that no citation holds yet, each proved by itself."""
    first = True
    for placed in quote.units:
        span = placed.unit.span
        if any(
            one.document == quote.document.id and one.start < span.end and span.start < one.end
            for one in said
        ):
            continue
        shown = shown_text(placed)
        item = placed.unit.kind in ("item", "row")
        yield Proved(shown, (Proof(quote.document, span, placed.text, shown),), item, first, verbatim=True)
        first = False
