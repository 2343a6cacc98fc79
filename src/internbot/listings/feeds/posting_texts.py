"""Full-text postings in JSONL: the text stays as it is, and a record is attached where a line is a posting."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.named_fields import NamedFields
from internbot.listings.feeds.named_spans import named_spans
from internbot.listings.feeds.posting_signs import is_posting
from internbot.listings.places import PlaceResolver
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Document, Failure, Item, Span
from internbot.sources.jsonl import JsonLinesReader

_FIELDS = (
    "company",
    "places",
    "city",
    "employment_type",
    "apply_url",
    "salary",
    "deadline",
    "expires",
    "terms",
)


class PostingTextsReader:
    """Reads JSONL as `JsonLinesReader` does: same documents, same texts.

    A line is a posting where its keys are those of a list of jobs, or where its `text` has the sections of one.
    """

    name = "posting_texts"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places
        self._lines = JsonLinesReader()

    def accepts(self, item: Item) -> bool:
        """By name or media type."""
        return self._lines.accepts(item)

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The documents of all lines, with a record where one is a posting.

        Raises:
            SourceError: the item holds no text.
        """
        known: dict[tuple[str, ...], NamedFields | None] = {}
        for document, value in self._lines.values(item):
            if isinstance(document, Failure):
                yield document
                continue
            names = tuple(value)
            if names not in known:
                known[names] = NamedFields.guessed(names)
            try:
                yield self._attached(document, value, known[names]) or document
            except SourceError as error:
                yield document
                yield Failure(f"{item.key}#{document.id}", str(error))

    def _attached(
        self, document: Document, value: Mapping[str, Any], fields: NamedFields | None
    ) -> ListingDocument | None:
        if "text" in value:
            return self._full_text(document, value)
        if fields is None:
            return None
        raw = document.raw or b""
        identity = document.id.rpartition("#")[2]
        draft = fields.draft(value, identity, raw, self._places, self.name)
        if draft is None:
            return None
        return self._drafting.attached(document, draft, named_spans(document, value, fields, draft.paths))

    def _full_text(self, document: Document, value: Mapping[str, Any]) -> ListingDocument | None:
        """The record of a line with a `text`: what its other keys and the text itself say."""
        fields = NamedFields.configured({}, tuple(value))
        said = [name for name in _FIELDS if name in fields.columns and value.get(fields.columns[name])]
        named = "company" in said and len(said) >= 2
        if not (named or is_posting(document.title, document.text)):
            return None
        draft = fields.draft(
            value, document.id, json.dumps(value, ensure_ascii=False).encode(), self._places, self.name
        )
        return self._drafting.attached(document, draft, text_spans(document.text, draft)) if draft else None


def text_spans(text: str, draft: Draft) -> dict[str, Span]:
    """Where a text says the title, company and places of its draft, and where its description stands: everywhere."""
    spans: dict[str, Span] = {}
    for name, values in (
        ("title", (draft.title,)),
        ("company", (draft.company,)),
        ("locations", draft.places),
    ):
        for value in values:
            at = text.find(value) if value else -1
            if value and at >= 0:
                spans.setdefault(name, Span(at, at + len(value)))
    return spans
