"""What the tests of formats share: reading a text as a file, and the folder of real inputs, where there is one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Document, Failure, Item, Reader

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
REAL = Path(__file__).parents[4] / "shared" / "data"


def item(source: str | bytes, key: str, *, url: str | None = None) -> Item:
    """A file with this content."""
    raw = source.encode() if isinstance(source, str) else source
    return Item(key=key, raw=raw, retrieved=NOW, url=url)


def read(reader: Reader, found: Item) -> tuple[list[ListingDocument], list[Document], list[Failure]]:
    """Postings, other documents and failures of an item that the reader accepts."""
    assert reader.accepts(found)
    everything = list(reader.read(found))
    postings = [one for one in everything if isinstance(one, ListingDocument)]
    others = [one for one in everything if isinstance(one, Document) and not isinstance(one, ListingDocument)]
    for posting in postings:
        for span in posting.field_spans.values():
            assert 0 <= span.start < span.end <= len(posting.text)
    return postings, others, [one for one in everything if isinstance(one, Failure)]


def real(*parts: str) -> Item:
    """A real input; the test is skipped where there are none."""
    path = REAL.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no real inputs: {Path(*parts)} is absent")
    return item(path.read_bytes(), path.name)


def said(posting: ListingDocument, name: str) -> str:
    """The words of a posting's text that a field is cited by."""
    return posting.field_spans[name].of(posting.text)
