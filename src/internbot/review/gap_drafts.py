"""A draft for what could not be answered: what the sources do say of it, each sentence quoted, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from internbot.answering.answers import Citation, Sentence
from internbot.answering.asked import Asked
from internbot.answering.composition import citation
from internbot.answering.relevance import Judgement
from internbot.index.catalog import DocumentHead
from internbot.sources.documents import Span
from internbot.verification.words import read, stem

_MOST = 6
_OF_EACH = 2
_LONGEST = 500
_LEAST_OF_BEST = 0.25
"""A further sentence must score this share of the best one's."""
_SAME = 0.8
"""Share of common words from which two sentences say the same."""
_SLOT_WORDS = {
    "count": "a number", "sum": "an amount of money", "share": "a share", "number": "a number", "year": "a year",
    "day": "a day", "time": "a time", "person": "a person",
}  # fmt: skip
_ADDRESS = re.compile(r"\S+://\S+")
_MARKS = "-*•– "
"""What a list's items begin with."""
_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class GapDraft:
    """What to begin an article with.

    Attributes:
        question: that could not be answered.
        quotes: the sentences nearest to it that have words of it, of several sources, best first.
        unheld: content words of the question that no source holds.
        unsaid: further ones that none of the quotes has.
        lacking: what the question asks for and no quote gives, such as "an amount of money"; None where unknown.
    """

    question: str
    quotes: tuple[Citation, ...]
    unheld: tuple[str, ...]
    unsaid: tuple[str, ...]
    lacking: str | None

    @property
    def missing(self) -> str:
        """What is missing, in a line."""
        parts = []
        if self.unheld:
            parts.append(f"no source has the {_words(self.unheld)}")
        if self.unsaid:
            parts.append(f"none of these sentences has the {_words(self.unsaid)}")
        if self.lacking:
            parts.append(f"none of them gives {self.lacking}")
        return "; ".join(parts) or "these sentences have the question's words, but do not answer it"

    @property
    def text(self) -> str:
        """Markdown for the reviewer to go on with."""
        return "\n\n".join(_quoted(one) for one in self.quotes)


def draft(question: str, judgement: Judgement, held: Callable[[str], bool]) -> GapDraft:
    """The draft for a question.

    Args:
        judgement: of the evidence for it.
        held: whether any source holds a word.
    """
    quotes = tuple(
        citation(number, head, span, text)
        for number, (head, span, text) in enumerate(_chosen(judgement, question), start=1)
    )
    around = " ".join((*(one.quote for one in quotes), *(one.title for one in quotes)))
    said = {token.stem for token in read(around).tokens}
    asked = {token.stem: token.text for token in read(question).tokens if token.content}
    unheld = tuple(word for word in asked.values() if not held(word))
    unsaid = tuple(word for key, word in asked.items() if key not in said and word not in unheld)
    gap = Asked.of(question)
    lacking = None
    if gap.slot in _SLOT_WORDS and not any(gap.filled(one.quote) for one in quotes):
        lacking = _SLOT_WORDS[gap.slot]
    return GapDraft(question, quotes, unheld, unsaid, lacking)


def written_text(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> str:
    """What a chat model wrote and the check let through, as Markdown that names its sources."""
    cited = {one.number: one for one in citations}
    lines = []
    for sentence in sentences:
        sources = dict.fromkeys(_source(cited[number]) for number in sentence.citations if number in cited)
        lines.append(f"{_plain(sentence.text)} ({'; '.join(sources)})" if sources else _plain(sentence.text))
    return "\n\n".join(lines)


def _chosen(judgement: Judgement, question: str) -> list[tuple[DocumentHead, Span, str]]:
    ranked = sorted(
        (
            (float(score), -rank, candidate, number)
            for rank, (candidate, row) in enumerate(
                zip(judgement.candidates, judgement.sentences, strict=True)
            )
            for number, score in enumerate(row)
            if candidate.chunk.units[number].kind not in ("heading", "code")
        ),
        key=lambda one: (-one[0], -one[1], one[3]),
    )
    asked = {token.stem for token in read(question).tokens if token.content}
    chosen: list[tuple[DocumentHead, Span, str]] = []
    words: list[frozenset[str]] = []
    of_document: Counter[int] = Counter()
    for score, _, candidate, number in ranked:
        if len(chosen) == _MOST or score <= 0 or score < _LEAST_OF_BEST * ranked[0][0]:
            break
        unit = candidate.chunk.units[number]
        text = candidate.chunk.unit_text(unit)
        mine = frozenset(stem(word.casefold()) for word in re.findall(r"\w+", _ADDRESS.sub(" ", text)))
        # Nearness alone always finds something; a sentence without a word of the question says nothing of it.
        if not asked & {token.stem for token in read(f"{candidate.chunk.document.title}. {text}").tokens}:
            continue
        same = any(len(mine & other) >= _SAME * min(len(mine), len(other)) for other in words)
        if (
            of_document[candidate.chunk.document.row] == _OF_EACH
            or len(text) > _LONGEST
            or len(mine) < 4
            or same
        ):
            continue
        of_document[candidate.chunk.document.row] += 1
        words.append(mine)
        chosen.append((candidate.chunk.document, unit.span, text))
    return chosen


def _quoted(one: Citation) -> str:
    return f"According to {_source(one)}: “{_plain(one.quote.lstrip(_MARKS))}”"


def _source(one: Citation) -> str:
    dated = f"{one.published:%-d %B %Y}" if one.published else "undated"
    return f"{_plain(one.title)}, {dated}"


def _plain(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))


def _words(words: Sequence[str]) -> str:
    told = ", ".join(f"“{word}”" for word in words)
    return f"word {told}" if len(words) == 1 else f"words {told}"
