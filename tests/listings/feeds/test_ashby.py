from __future__ import annotations

from datetime import date

import pytest

from fetching.board_server import BoardServer
from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.ashby import AshbyReader
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from listings.feeds.board_payloads import collected, payload, raw, read

PATH = "/posting-api/job-board/North%20Wind?includeCompensation=true"


@pytest.fixture
def ashby(places: PlaceResolver) -> AshbyReader:
    return AshbyReader(places)


def test_fields(ashby: AshbyReader) -> None:
    listing = read(ashby, raw("ashby"))["0a-1"].listing
    assert (listing.title, listing.company) == ("Lamp Engineering Intern", "North Wind")
    assert (listing.employment_type, listing.remote) == ("internship", "hybrid")
    assert listing.posted_at == date(2026, 10, 20)
    assert listing.salary == Salary(min=20000, max=25000, currency="NOK", per="month")  # and no equity
    assert listing.responsibilities == ("What you'll do:", "Draw maps of caves", "Mend lamps")


def test_all_places_and_addresses_where_their_names_say_nothing(ashby: AshbyReader) -> None:
    listing = read(ashby, raw("ashby"))["0a-1"].listing
    assert [place.text for place in listing.locations] == ["Oslo, Norway", "London, UK", "Bergen, Norway"]


def test_pay_that_is_not_to_be_shown_is_not(ashby: AshbyReader) -> None:
    listing = read(ashby, raw("ashby"))["0a-2"].listing
    assert (listing.salary, listing.remote) == (None, "yes")


def test_unlisted_postings_are_left_out(ashby: AshbyReader) -> None:
    assert set(read(ashby, raw("ashby"))) == {"0a-1", "0a-2"}


def test_a_board(ashby: AshbyReader, board: BoardServer, fetch: Fetch) -> None:
    board.put(PATH, payload("ashby"))
    place = f"{board.address}/posting-api/job-board/North%20Wind"
    found, failures = collected(ashby, place, fetch)
    assert not failures
    assert set(read(ashby, found.raw)) == {"0a-1", "0a-2"}
    board.put(PATH, {"jobs": None})
    with pytest.raises(SourceError, match="no list of jobs"):
        list(ashby.collect(place, fetch))
