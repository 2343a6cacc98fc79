"""Citations of a record, field by field: each quotes the words that the field was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from internbot.answering.answers import Citation
from internbot.answering.composition import citation
from internbot.index.catalog import DocumentHead
from internbot.listings.filters import RecordField
from internbot.listings.found import FoundListing
from internbot.sources.documents import Span

ROW_FIELDS: tuple[RecordField, ...] = (
    "title",
    "company",
    "locations",
    "remote",
    "employment_type",
    "term",
    "expires_at",
)
"""What every row of a result says, in the order in which a record is rendered."""


@dataclass(slots=True)
class RecordCitations:
    """Gives out numbers, one for each quote.

    Fields that stand side by side share a quote; fields that stand apart, as the sentences of a prose posting do,
    get one each. A quote that was cited before keeps its number.
    """

    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def cite(
        self, found: FoundListing, fields: Iterable[RecordField], head: DocumentHead, text: str
    ) -> dict[str, int]:
        """Number of the citation of each field, and of `status`; fields without a place in the text are left out.

        Args:
            found: the record.
            fields: those that are said of it.
            head: of its document.
            text: of its document, as stored; the record's spans count in it.
        """
        named: dict[str, Span] = {
            name: span for name in dict.fromkeys(fields) if (span := _placed(found.field_spans, name, text))
        }
        deciding = _deciding(found)
        if deciding and (span := _placed(found.field_spans, deciding, text)):
            named["status"] = span
        if not named:
            named["title"] = _first_line(text)
        numbers: dict[str, int] = {}
        for run in _runs(sorted(named.items(), key=lambda item: (item[1].start, item[1].end)), text):
            whole = Span(min(span.start for _, span in run), max(span.end for _, span in run))
            number = self.number(head, whole, text)
            numbers |= {name: number for name, _ in run}
        return numbers

    def number(self, head: DocumentHead, span: Span, text: str) -> int:
        """Number of the citation of a span of a document; `text` is all of the document's."""
        key = (head.id, span.start, span.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(citation(self._numbers[key], head, span, span.of(text)))
        return self._numbers[key]


def _deciding(found: FoundListing) -> RecordField | None:
    """The field that makes a record open or closed."""
    if found.status == "unknown":
        return None
    listing = found.listing
    if listing.active == found.status:
        return "active"
    if found.status == "open" or listing.deadline() == listing.ends():
        return "expires_at"
    return "term"


def _placed(spans: Mapping[str, Span], name: str, text: str) -> Span | None:
    span = spans.get(name)
    return span if span and 0 <= span.start < span.end <= len(text) and span.of(text).strip() else None


def _first_line(text: str) -> Span:
    end = text.find("\n")
    return Span(0, end if end > 0 else len(text))


def _runs(named: list[tuple[str, Span]], text: str) -> list[list[tuple[str, Span]]]:
    """Spans in their order, gathered where nothing but white space stands between them."""
    runs: list[list[tuple[str, Span]]] = []
    end = 0
    for name, span in named:
        if runs and not text[end : span.start].strip():
            runs[-1].append((name, span))
        else:
            runs.append([(name, span)])
        end = max(end, span.end)
    return runs
