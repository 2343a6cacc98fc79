"""The whole sentences of a passage: where they stand, and which one a claim repeats word for word."""

from __future__ import annotations

from dataclasses import dataclass

from internbot import sentences
from internbot.answering.composition import shown_text
from internbot.answering.passages import PlacedUnit
from internbot.answering.quoting import leans_on_before
from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.sources.documents import Span

_LEAST_WORDS = 3
"""A "No." that the source has somewhere proves none of the model's."""
_ENDS = " .!?\"'”’)"


@dataclass(frozen=True, slots=True)
class Proof:
    """Exact words of a stored document.

    Attributes:
        text: stands at `span` of the document's text.
        shown: the same on one line, as the quoting answer shows it.
    """

    document: DocumentHead
    span: Span
    text: str
    shown: str


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [span.of(text) for span in sentences.split(text)]


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def words_at(chunk: StoredChunk, span: Span) -> str:
    """The text of a passage at a span of its document."""
    return chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]


def whole_sentences(chunk: StoredChunk, span: Span) -> Proof | None:
    """The whole sentences that a span touches, with the one before where the first leans on it; no heading alone."""
    units = chunk.units
    touched = [i for i, unit in enumerate(units) if meet(unit.span, span) and unit.kind != "heading"]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    if first == last and len(parts := sentences.split(chunk.unit_text(units[first]))) > 1:
        # A field of a record may hold a whole text.
        start = units[first].span.start
        held = [Span(one.start + start, one.end + start) for one in parts]
        near = [one for one in held if meet(one, span)] or held
        part = Span(near[0].start, near[-1].end)
        words = words_at(chunk, part)
        return Proof(chunk.document, part, words, " ".join(words.split()))
    if first and units[first - 1].kind == units[first].kind == "paragraph":
        first -= leans_on_before(chunk.unit_text(units[first]))
    quoted = [unit for unit in units[first : last + 1] if unit.kind != "heading"]
    wide = Span(quoted[0].span.start, quoted[-1].span.end)
    shown = " ".join(shown_text(PlacedUnit(unit, chunk.unit_text(unit))) for unit in quoted)
    return Proof(chunk.document, wide, words_at(chunk, wide), shown)


def introducing(chunk: StoredChunk, span: Span) -> Proof | None:
    """What stands above the list that a span begins in; None where it is in none."""
    units = chunk.units
    first = next((i for i, unit in enumerate(units) if meet(unit.span, span)), 0)
    if units[first].kind != "item":
        return None
    before = next((unit for unit in reversed(units[:first]) if unit.kind != "item"), None)
    return None if before is None else whole_sentences(chunk, before.span)


def repeated(chunk: StoredChunk, claim: str) -> Span | None:
    """Where a passage holds a claim as a whole sentence, word for word but for marks at its end and white space."""
    wanted = _bare(claim)
    if len(wanted.split()) < _LEAST_WORDS:
        return None
    for unit in chunk.units:
        if unit.kind == "heading":
            continue
        start = unit.span.start
        if _bare(shown_text(PlacedUnit(unit, chunk.unit_text(unit)))) == wanted:
            return unit.span
        for part in sentences.split(chunk.unit_text(unit)):
            span = Span(part.start + start, part.end + start)
            if _bare(words_at(chunk, span)) == wanted:
                return span
    return None


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(_ENDS)
