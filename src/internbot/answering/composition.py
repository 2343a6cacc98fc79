"""Quotes -> the text of an answer: Markdown with [n] markers, its sentences, its citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from internbot.answering import dating
from internbot.answering.answers import Citation, Sentence
from internbot.answering.passages import PlacedUnit
from internbot.answering.quoting import Quote
from internbot.index.catalog import DocumentHead
from internbot.sources.documents import Span

_BULLET = re.compile(r"^(?:[-*•‣·–]|\d{1,3}[.)])\s+")
_MARKUP = re.compile(r"([\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|^[#+-](?=\s))")


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's words with what proves them."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence to show with the quote that proves it; the quote's text is needed for the citation."""

    quote: Quote
    text: str


def compose(quotes: Sequence[Cited], today: date, dated: Collection[int] = ()) -> Composed:
    """The answer that says the quotes in their order.

    Sentences of one quote share its citation. Each document's part is a paragraph, each list item a line; a statement
    whose truth passes with time is followed by its source's date.

    Args:
        quotes: what is said, in this order.
        today: of the injected clock.
        dated: positions of quotes whose date is given in any case.
    """
    lines: list[str] = []
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    previous: DocumentHead | None = None
    for number, cited in enumerate(quotes, start=1):
        head = cited.quote.document
        citations.append(citation(number, head, cited.quote.span, cited.text))
        if previous is not None and previous.row != head.row:
            lines.append("")
        previous = head
        units = cited.quote.units
        whole = " ".join(unit.text for unit in units)
        note = dating.note(whole, head.published, today, always=number - 1 in dated)
        for at, unit in enumerate(units):
            shown = shown_text(unit)
            sentences.append(Sentence(text=shown, citations=(number,), support="supported"))
            last = at == len(units) - 1
            in_list = unit.unit.kind in ("item", "row") and _starts_block(units, at)
            # One mark on the line that introduces a list and one on its last item are enough.
            goes_on = not last and units[at + 1].unit.kind in ("item", "row")
            marked = unit.unit.kind not in ("item", "row") or not goes_on
            piece = (
                escape(shown) + (f" ({note})" if note and last else "") + (f" [{number}]" if marked else "")
            )
            if in_list:
                lines.append(f"- {piece}")
            elif not lines or lines[-1] == "" or _starts_line(units, at, quotes, number):
                lines.append(piece)
            else:
                lines[-1] += f" {piece}"
    return Composed("\n".join(_spaced(lines)), tuple(sentences), tuple(citations))


def citation(number: int, head: DocumentHead, span: Span, text: str) -> Citation:
    """The citation of a span of a stored document.

    Args:
        text: the characters that the span covers.
    """
    return Citation(
        number=number,
        document=head.id,
        title=head.title,
        url=head.url,
        kind=head.kind,
        published=head.published,
        retrieved=head.retrieved.date(),
        quote=text,
        start=span.start,
        end=span.end,
        sha256=head.sha256,
    )


def escape(text: str) -> str:
    """Plain text as Markdown that shows the same characters."""
    return _MARKUP.sub(r"\\\1", text)


def shown_text(unit: PlacedUnit) -> str:
    """A unit on one line, without the bullet of a list item."""
    text = " ".join(unit.text.split())
    return _BULLET.sub("", text) if unit.unit.kind == "item" else text


def _starts_block(units: Sequence[PlacedUnit], at: int) -> bool:
    return at == 0 or units[at - 1].unit.block != units[at].unit.block


def _starts_line(units: Sequence[PlacedUnit], at: int, quotes: Sequence[Cited], number: int) -> bool:
    """Whether a sentence begins a line of its own: after a list, or in another paragraph of its document."""
    before = units[at - 1] if at else (quotes[number - 2].quote.units[-1] if number > 1 else None)
    if before is None:
        return True
    return before.unit.kind in ("item", "row") and units[at].unit.kind not in ("item", "row")


def _spaced(lines: Sequence[str]) -> list[str]:
    """Markdown needs a blank line after a list, and none twice."""
    spaced: list[str] = []
    for line in lines:
        after_list = bool(spaced) and spaced[-1].startswith("- ") and not line.startswith("- ")
        before_list = (
            bool(spaced) and spaced[-1] and not spaced[-1].startswith("- ") and line.startswith("- ")
        )
        if (after_list or before_list) and line and spaced[-1]:
            spaced.append("")
        spaced.append(line)
    return spaced
