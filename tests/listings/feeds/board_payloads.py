"""Payloads of boards in their real shape, with invented postings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from internbot.listings.feeds.base import Board, Fetch
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Failure, Item, Reader

_FOLDER = Path(__file__).parent / "boards"
READ = datetime(2026, 11, 22, tzinfo=UTC)

NAMES = tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


def raw(name: str) -> bytes:
    """The bytes of a payload."""
    return (_FOLDER / f"{name}.json").read_bytes()


def payload(name: str) -> Any:
    """A payload, decoded anew at each call."""
    return json.loads(raw(name))


def item(content: bytes | object, key: str = "download") -> Item:
    """An item without a telling name."""
    return Item(
        key=key, raw=content if isinstance(content, bytes) else json.dumps(content).encode(), retrieved=READ
    )


def read(reader: Reader, content: bytes | object) -> Mapping[str, ListingDocument]:
    """The documents of a payload by the id of their record; there must be no failure."""
    found: dict[str, ListingDocument] = {}
    for one in reader.read(item(content)):
        assert isinstance(one, ListingDocument), one
        found[one.listing.id] = one
    return found


def collected(board: Board, place: str, fetch: Fetch) -> tuple[Item, list[Failure]]:
    """What a board collects: its one item, and the failures after it."""
    first, *rest = board.collect(place, fetch)
    assert isinstance(first, Item)
    assert first.key == f"{board.scheme}:{place}"
    assert all(isinstance(one, Failure) and one.key == first.key for one in rest)
    return first, [one for one in rest if isinstance(one, Failure)]
