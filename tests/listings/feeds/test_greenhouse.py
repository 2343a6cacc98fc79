from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from fetching.board_server import BoardServer, broken
from internbot.errors import FetchError, SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.greenhouse import GreenhouseReader
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from listings.feeds.board_payloads import collected, payload, raw, read

PATH = "/v1/boards/northwind/jobs?content=true&pay_transparency=true"


@pytest.fixture
def greenhouse(places: PlaceResolver) -> GreenhouseReader:
    return GreenhouseReader(places)


def test_fields(greenhouse: GreenhouseReader) -> None:
    document = read(greenhouse, raw("greenhouse"))["501"]
    listing = document.listing
    assert (listing.title, listing.company) == ("Cave Mapper", "Northwind")
    assert [place.region for place in listing.locations] == ["US-WA"]
    assert (listing.employment_type, listing.remote) == ("internship", "hybrid")
    assert [str(term) for term in listing.term] == ["Summer 2027"]
    assert listing.degree_levels == ("bachelor", "master")
    assert listing.posted_at == date(2026, 9, 16)  # when it was first published, where it was
    assert listing.expires_at == datetime(2026, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-8)))
    assert listing.salary == Salary(min=30, max=45.5, currency="USD", per="hour")
    assert listing.description == "Northwind maps caves & tunnels."
    assert listing.responsibilities == ("What you'll do:", "Draw maps of caves", "Mend lamps")
    assert listing.active == "open"
    assert document.url == listing.apply_url == "https://job-boards.greenhouse.io/northwind/jobs/501"


def test_content_escaped_twice_and_content_that_was_cut(greenhouse: GreenhouseReader) -> None:
    documents = read(greenhouse, raw("greenhouse"))
    assert documents["502"].listing.description == "Northwind maps caves & tunnels."
    assert documents["503"].listing.responsibilities == (
        "What you'll do:",
        "Draw maps of caves",
        "Mend lamps",
    )


def test_what_is_not_told_stays_unknown(greenhouse: GreenhouseReader) -> None:
    documents = read(greenhouse, raw("greenhouse"))
    assert documents["502"].listing.salary is None  # two currencies
    assert documents["502"].listing.expires_at is None
    assert documents["502"].listing.employment_type == "unknown"  # "International"
    assert documents["503"].listing.posted_at is None  # only updated_at
    assert documents["503"].listing.company == "north wind"


def test_offices_count_only_where_the_place_names_none(greenhouse: GreenhouseReader) -> None:
    documents = read(greenhouse, raw("greenhouse"))
    assert [place.text for place in documents["501"].listing.locations] == ["Seattle, WA"]
    assert [place.text for place in documents["502"].listing.locations] == ["Lisbon, Portugal"]
    assert documents["503"].listing.remote == "yes"
    paths = {
        number: json.loads(document.metadata["paths"])["locations"] for number, document in documents.items()
    }
    assert paths == {"501": "location.name", "502": "offices", "503": "location.name"}


def test_a_board_is_the_same_in_any_order(
    greenhouse: GreenhouseReader, board: BoardServer, fetch: Fetch
) -> None:
    content = payload("greenhouse")
    board.put(PATH, content)
    place = f"{board.address}/v1/boards/northwind"
    first, failures = collected(greenhouse, place, fetch)
    assert not failures
    assert set(read(greenhouse, first.raw)) == {"501", "502", "503"}
    board.put(PATH, {"jobs": content["jobs"][::-1], "meta": {"total": 3}})
    again, _ = collected(greenhouse, place, fetch)
    assert again.sha256 == first.sha256
    assert board.paths() == [PATH, PATH]


def test_a_board_that_cannot_be_had(greenhouse: GreenhouseReader, board: BoardServer, fetch: Fetch) -> None:
    board.next(PATH, broken(500))
    board.put(PATH, {"error": "no such board"})
    place = f"{board.address}/v1/boards/northwind/jobs"
    with pytest.raises(FetchError):
        list(greenhouse.collect(place, fetch))
    with pytest.raises(SourceError, match="no list of jobs"):
        list(greenhouse.collect(place, fetch))
    board.put(PATH, b"<html>sign in</html>", media_type="text/html")
    with pytest.raises(FetchError, match="no JSON"):
        list(greenhouse.collect(place, fetch))


@pytest.mark.parametrize("place", ["", "a/b", "a b c?x", ".."])
def test_what_is_no_name_of_a_board(greenhouse: GreenhouseReader, fetch: Fetch, place: str) -> None:
    with pytest.raises(SourceError, match="no name of a board"):
        list(greenhouse.collect(place, fetch))
