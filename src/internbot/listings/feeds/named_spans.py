"""Where the fields of a row stand in its rendering, one `Column: value` after the other."""

from __future__ import annotations

from collections.abc import Container, Mapping

from internbot.listings.feeds.named_fields import RECORD_FIELDS, NamedFields
from internbot.sources.documents import Document, Span


def named_spans(
    document: Document, record: Mapping[str, object], fields: NamedFields, known: Container[str]
) -> dict[str, Span]:
    """Spans by the record's field; of a field that several columns make up, that of the first.

    Args:
        document: the rendering of `record`, with its blocks.
        record: values by column, in the order of the rendering.
        fields: which column is which field.
        known: the record's fields of which the row says something.
    """
    columns: dict[str, Span] = {}
    waiting = [(column, " ".join(str(column).split())) for column in record]
    current: str | None = None
    for block in document.blocks:
        words = block.span.of(document.text)
        named = (
            next((pair for pair in waiting if words.startswith(f"{pair[1]}:")), None)
            if block.kind == "row"
            else None
        )
        if named is not None:
            current = named[0]
            waiting = waiting[waiting.index(named) + 1 :]
            columns[current] = block.span
        elif current is not None:
            columns[current] = Span(columns[current].start, block.span.end)
    spans: dict[str, Span] = {}
    for name, column in fields.columns.items():
        own = RECORD_FIELDS.get(name, name)
        if column in columns and own in known:
            spans.setdefault(own, columns[column])
    return spans
