from __future__ import annotations

from datetime import date

import pytest

from fetching.board_server import BoardServer
from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.teamtailor import TeamtailorReader
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from listings.feeds.board_payloads import collected, item, payload, raw, read


@pytest.fixture
def teamtailor(places: PlaceResolver) -> TeamtailorReader:
    return TeamtailorReader(places)


def test_fields(teamtailor: TeamtailorReader) -> None:
    listing = read(teamtailor, raw("teamtailor"))["t-1"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "Northwind")
    assert [(place.city, place.country) for place in listing.locations] == [
        ("Copenhagen", "DK"),
        ("Madrid", "ES"),
    ]
    assert (listing.employment_type, listing.active) == ("internship", "open")
    assert (listing.posted_at, listing.expires_at) == (date(2026, 10, 4), date(2026, 12, 24))
    assert listing.description == "Northwind maps caves & tunnels."
    assert listing.source_url == "https://career.northwind.example/jobs/1-cave"


def test_what_the_posting_says_wins_over_its_item(teamtailor: TeamtailorReader) -> None:
    listing = read(teamtailor, raw("teamtailor"))["t-2"].listing
    assert (listing.company, listing.description) == ("Northwind Tours", "You guide.")
    assert (listing.remote, [place.country for place in listing.locations]) == ("yes", ["SE"])
    assert listing.salary == Salary(min=30000, max=35000, currency="SEK", per="month")
    assert listing.posted_at == date(2026, 10, 5)


def test_another_json_feed_is_none(teamtailor: TeamtailorReader) -> None:
    assert not teamtailor.accepts(item({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}]}))


def test_a_site_and_its_further_pages(teamtailor: TeamtailorReader, board: BoardServer, fetch: Fetch) -> None:
    content = payload("teamtailor")
    first, second = content["items"]
    board.put("/jobs.json", content | {"items": [first], "next_url": f"{board.address}/jobs.json?page=2"})
    board.put("/jobs.json?page=2", content | {"items": [second]})
    found, failures = collected(teamtailor, f"{board.address}/jobs", fetch)
    assert not failures
    documents = read(teamtailor, found.raw)
    assert set(documents) == {"t-1", "t-2"}
    assert documents["t-1"].listing.company == "Northwind"
    board.put("/jobs.json", {"items": "none"})
    with pytest.raises(SourceError, match="no feed of jobs"):
        list(teamtailor.collect(board.address, fetch))
