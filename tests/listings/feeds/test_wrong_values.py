"""Values of another kind than a board usually sends: never more than one posting is lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from internbot.listings.feeds.registry import boards
from internbot.listings.places import PlaceResolver
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Failure
from listings.feeds.board_payloads import NAMES, item, payload

_WRONG: tuple[object, ...] = (
    None,
    7,
    -1.5,
    True,
    "",
    "\x00 <b>",
    [],
    [None, "a", {}],
    {},
    {"name": []},
    "9" * 400,
)


def _spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from _spots(inner, (*path, key))


@pytest.mark.parametrize("name", NAMES)
def test_any_value_may_be_of_any_kind(places: PlaceResolver, name: str) -> None:
    reader = next(board for board in boards(places).values() if board.name.replace("-", "_") == name)
    whole = payload(name)
    listed = (
        whole if isinstance(whole, list) else next(v for v in whole.values() if isinstance(v, list) and v)
    )
    first = listed[0]
    key = next((k for k, v in whole.items() if v is listed), None) if isinstance(whole, dict) else None
    for number, spot in enumerate(_spots(first)):
        posting = copy.deepcopy(first)
        inside = posting
        for step in spot[:-1]:
            inside = inside[step]
        inside[spot[-1]] = _WRONG[number % len(_WRONG)]
        content = [posting] if key is None else {**whole, key: [posting]}
        found = list(reader.read(item(content)))
        assert len(found) <= 1
        assert all(isinstance(one, ListingDocument | Failure) for one in found)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrong", _WRONG, ids=repr)
def test_every_field_of_a_posting_may_be_wrong(places: PlaceResolver, name: str, wrong: object) -> None:
    reader = next(board for board in boards(places).values() if board.name.replace("-", "_") == name)
    whole = payload(name)
    listed = (
        whole if isinstance(whole, list) else next(v for v in whole.values() if isinstance(v, list) and v)
    )
    key = next((k for k, v in whole.items() if v is listed), None) if isinstance(whole, dict) else None
    for field in listed[0]:
        posting = listed[0] | {field: wrong}
        found = list(reader.read(item([posting] if key is None else {**whole, key: [posting]})))
        assert all(isinstance(one, ListingDocument | Failure) for one in found)
