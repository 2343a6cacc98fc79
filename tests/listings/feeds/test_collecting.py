from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from fetching.board_server import BoardServer, broken
from internbot.errors import FetchError, SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.collecting import MOST_PAGES, Gathering, board_name
from internbot.sources.documents import Item


@pytest.mark.parametrize(
    ("place", "name"),
    [("acme", "acme"), (" acme/ ", "acme"), ("North Wind", "North%20Wind"), ("N%20W", "N%20W")],
)
def test_names_as_they_stand_in_an_address(place: str, name: str) -> None:
    assert board_name("ashby", place) == name


@pytest.mark.parametrize("place", ["", "a/../b", "a?b", "a#b", "..", "a\nb", "user@host"])
def test_what_could_lead_elsewhere_is_no_name(place: str) -> None:
    with pytest.raises(SourceError, match="no name of a board"):
        board_name("ashby", place)


def test_the_same_postings_give_the_same_item(board: BoardServer, fetch: Fetch) -> None:
    board.put("/a", [])
    items = []
    for postings in ([{"id": 1, "b": "é"}, {"id": 2}], [{"id": 2}, {"b": "é", "id": 1}, {"id": 2}, "none"]):
        found = Gathering("acme:x", fetch)
        found.get(f"{board.address}/a")
        assert found.add(postings) == 2
        (item,) = found.items("jobs", {"name": "Acme"})
        assert isinstance(item, Item)
        items.append(item)
    assert items[0] == items[1]
    assert json.loads(items[0].raw) == {"name": "Acme", "jobs": [{"id": 1, "b": "é"}, {"id": 2}]}


def test_pages_until_one_fails(board: BoardServer, fetch: Fetch) -> None:
    board.put("/1", [1])
    board.put("/2", [2])
    board.next("/2", broken(500))
    found = Gathering("acme:x", fetch)
    assert list(found.pages((f"{board.address}/{number}", None) for number in (1, 2, 3))) == [[1]]
    assert [failure.key for failure in found.failures] == ["acme:x"]
    assert "page 2" in found.failures[0].reason
    with pytest.raises(FetchError):
        list(Gathering("acme:x", fetch).pages([(f"{board.address}/nothing", None)]))


def test_a_board_that_never_ends_is_left(board: BoardServer, fetch: Fetch) -> None:
    board.put("/1", [1])

    def endless() -> Iterator[tuple[str, None]]:
        while True:
            yield f"{board.address}/1", None

    found = Gathering("acme:x", fetch)
    assert sum(1 for _ in found.pages(endless())) == MOST_PAGES
    assert "more than" in found.failures[0].reason
