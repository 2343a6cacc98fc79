"""A few records side by side: the fields in which they differ, and the lines that only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from internbot.answering.field_answers import section_lines
from internbot.answering.record_wording import FACTS, fact
from internbot.index.catalog import DocumentHead
from internbot.listings.filters import ListingQuery, RecordField
from internbot.listings.found import Found, FoundListing
from internbot.listings.rendering import heading
from internbot.sources.documents import Span

MOST_COMPARED = 4
"""Records that are laid side by side; of more, only the counts are compared."""
_MOST_LINES = 6
"""Lines of a section that are shown of one record."""
_SECTIONS: tuple[tuple[RecordField, str], ...] = (
    ("qualifications", "asks for"),
    ("responsibilities", "has among its responsibilities"),
)
_INSTEAD: tuple[RecordField, str] = ("description", "says of itself")
"""What is compared where no record has one of the sections."""


@dataclass(frozen=True, slots=True)
class OwnLines:
    """What one record alone says in a section.

    Attributes:
        document: its id.
        said: what stands above the lines.
        spans: the lines, in the stored text of its document.
        more: number of further lines that are not shown.
    """

    document: str
    said: str
    spans: tuple[Span, ...]
    more: int


def is_compared(found: Found) -> bool:
    """Whether a result is of so few records that they are to be laid side by side."""
    return found.query.mode == "compare" and found.query.group_by is None and 1 < found.total <= MOST_COMPARED


def differing_fields(rows: Sequence[FoundListing], query: ListingQuery) -> tuple[RecordField, ...]:
    """The short fields that were asked for, and those in which the records differ."""
    told = [name for name in FACTS if len({fact(one.listing, name) for one in rows}) > 1]
    if len({one.listing.expires_at for one in rows}) > 1:
        told.append("expires_at")
    asked = [name for name in query.fields if name in FACTS or name == "expires_at"]
    return tuple(dict.fromkeys((*asked, *told)))


def own_lines(
    rows: Sequence[FoundListing], texts: Mapping[str, tuple[DocumentHead, str]]
) -> Iterator[OwnLines]:
    """For each record the lines of its sections that no other one has, section by section.

    Args:
        rows: the records.
        texts: heads and stored texts of their documents.
    """
    stored = [one for one in rows if one.document in texts]
    parted = any(name in one.field_spans for one in stored for name, _ in _SECTIONS)
    for name, verb in _SECTIONS if parted else (_INSTEAD,):
        lines = {one.document: section_lines(one, name, texts[one.document][1]) for one in stored}
        said = {
            document: {span.of(texts[document][1]) for span in spans} for document, spans in lines.items()
        }
        for one in stored:
            others = {line for document, held in said.items() if document != one.document for line in held}
            text = texts[one.document][1]
            own = [span for span in lines[one.document] if span.of(text) not in others]
            if own:
                yield OwnLines(
                    one.document,
                    f"Only “{heading(one.listing)}” {verb}:",
                    tuple(own[:_MOST_LINES]),
                    max(0, len(own) - _MOST_LINES),
                )
