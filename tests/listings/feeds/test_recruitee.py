from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fetching.board_server import BoardServer
from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.recruitee import RecruiteeReader
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from listings.feeds.board_payloads import collected, payload, raw, read

PATH = "/api/offers/"


@pytest.fixture
def recruitee(places: PlaceResolver) -> RecruiteeReader:
    return RecruiteeReader(places)


def test_fields(recruitee: RecruiteeReader) -> None:
    listing = read(recruitee, raw("recruitee"))["41"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "Northwind")
    assert (listing.employment_type, listing.remote, listing.active) == ("internship", "no", "open")
    assert listing.degree_levels == ("bachelor",)
    assert listing.posted_at == date(2026, 9, 18)
    assert listing.expires_at == datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)
    assert listing.salary == Salary(min=1200, max=1500, currency="EUR", per="month")  # from strings
    assert listing.responsibilities == ("What you'll do:", "Draw maps of caves", "Mend lamps")
    assert listing.qualifications == ("Strong legs",)


def test_all_places_by_what_they_are_and_not_by_their_names(recruitee: RecruiteeReader) -> None:
    listing = read(recruitee, raw("recruitee"))["42"].listing
    assert [place.city for place in listing.locations] == ["Berlin", "Paris"]
    assert (listing.remote, listing.salary, listing.degree_levels) == ("hybrid", None, ())


def test_an_offer_that_is_not_published_is_closed(recruitee: RecruiteeReader) -> None:
    assert read(recruitee, raw("recruitee"))["43"].listing.active == "closed"


def test_a_site(recruitee: RecruiteeReader, board: BoardServer, fetch: Fetch) -> None:
    board.put(PATH, payload("recruitee"))
    found, failures = collected(recruitee, board.address, fetch)
    assert not failures
    assert set(read(recruitee, found.raw)) == {"41", "42", "43"}
    board.put(PATH, [])
    with pytest.raises(SourceError, match="no list of offers"):
        list(recruitee.collect(f"{board.address}/careers", fetch))
