from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fetching.board_server import BoardServer, broken
from internbot.errors import PageGone
from internbot.fetching.requests import Fetch, Request, Response
from internbot.listings.feeds.lever import LeverReader
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from listings.feeds.board_payloads import READ, collected, payload, raw, read

PATH = "/v0/postings/north-wind"


@pytest.fixture
def lever(places: PlaceResolver) -> LeverReader:
    return LeverReader(places)


def postings(count: int) -> list[dict[str, Any]]:
    """So many postings, each with an address of its own."""
    one = payload("lever")[0]
    return [
        one | {"id": f"{n:03}", "hostedUrl": f"https://jobs.lever.co/north-wind/{n:03}"} for n in range(count)
    ]


def page(skip: int) -> str:
    return f"{PATH}?mode=json&skip={skip}&limit=100"


def test_fields(lever: LeverReader) -> None:
    listing = read(lever, raw("lever"))["a1b2"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "north-wind")
    assert [place.city for place in listing.locations] == ["Denver", "Boulder"]
    assert (listing.employment_type, listing.remote) == ("internship", "hybrid")
    assert listing.posted_at == date(2025, 11, 27)  # from milliseconds
    assert listing.salary == Salary(min=25, max=32.5, currency="USD", per="hour")
    assert listing.source_url == "https://jobs.lever.co/north-wind/a1b2"
    assert listing.apply_url == "https://jobs.lever.co/north-wind/a1b2/apply"


def test_the_text_of_three_places(lever: LeverReader) -> None:
    document = read(lever, raw("lever"))["a1b2"]
    listing = document.listing
    assert listing.description == (
        "Northwind maps caves.\nPerks:\n- Soup\nWe are unable to sponsor visas for this position.\nPaid weekly."
    )
    assert listing.responsibilities == ("What you will do:", "Draw maps of caves", "Mend lamps")
    assert listing.qualifications == ("Who you are:", "Currently pursuing a Bachelor's degree")
    assert listing.sponsorship == "no"
    assert "sponsor" in document.field_spans["sponsorship"].of(document.text)


def test_what_is_not_told_stays_unknown(lever: LeverReader) -> None:
    listing = read(lever, raw("lever"))["c3d4"].listing
    assert (listing.remote, listing.employment_type, listing.salary) == ("unknown", "unknown", None)
    assert [(place.text, place.country) for place in listing.locations] == [("Germany", "DE")]
    assert listing.description == "You guide.\nYou like the dark."


def test_pages(lever: LeverReader, board: BoardServer, fetch: Fetch) -> None:
    many = postings(230)
    for skip in (0, 100, 200):
        board.put(page(skip), many[skip : skip + 100])
    found, failures = collected(lever, board.address + PATH, fetch)
    assert not failures
    assert len(read(lever, found.raw)) == 230
    assert board.paths() == [page(0), page(100), page(200)]


def test_a_page_that_fails_leaves_the_others(lever: LeverReader, board: BoardServer, fetch: Fetch) -> None:
    board.put(page(0), postings(100))
    board.put(page(100), postings(101)[100:])
    board.next(page(100), broken(500))
    found, failures = collected(lever, board.address + PATH, fetch)
    assert len(read(lever, found.raw)) == 100
    assert [failure.reason.split(":")[0] for failure in failures] == ["page 2"]


def test_a_server_that_does_not_page_is_asked_no_more(
    lever: LeverReader, board: BoardServer, fetch: Fetch
) -> None:
    many = postings(100)
    board.put(page(0), many)
    board.put(page(100), many)
    found, _ = collected(lever, board.address + PATH, fetch)
    assert len(read(lever, found.raw)) == 100
    assert board.paths() == [page(0), page(100)]


def test_a_site_that_is_unknown_is_looked_for_in_the_eu(lever: LeverReader) -> None:
    def fetch(request: Request) -> Response:
        if request.url.startswith("https://api.lever.co/"):
            raise PageGone("404")
        assert request.url.startswith("https://api.eu.lever.co/v0/postings/north-wind?")
        return Response(request.url, raw("lever"), "application/json", READ)

    found, failures = collected(lever, "north-wind", fetch)
    assert not failures
    assert set(read(lever, found.raw)) == {"a1b2", "c3d4"}
