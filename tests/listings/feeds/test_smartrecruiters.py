from __future__ import annotations

from datetime import date

import pytest

from fetching.board_server import BoardServer, broken
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.smartrecruiters import SmartRecruitersReader
from internbot.listings.places import PlaceResolver
from listings.feeds.board_payloads import collected, payload, raw, read

PATH = "/v1/companies/Northwind1/postings"
LISTED = ("id", "name", "uuid", "refNumber", "company", "releasedDate", "location", "typeOfEmployment")


@pytest.fixture
def smart(places: PlaceResolver) -> SmartRecruitersReader:
    return SmartRecruitersReader(places)


def serve(board: BoardServer, count: int) -> None:
    """A company with so many postings, their texts in their details."""
    whole = payload("smartrecruiters")["content"][0]
    many = [
        whole | {"id": f"{number:03}", "postingUrl": f"https://jobs.example.org/{number}"}
        for number in range(count)
    ]
    short = [{name: posting[name] for name in LISTED} for posting in many]
    for offset in range(0, count, 100):
        content = {
            "offset": offset,
            "limit": 100,
            "totalFound": count,
            "content": short[offset : offset + 100],
        }
        board.put(f"{PATH}?limit=100&offset={offset}", content)
    for posting in many:
        board.put(f"{PATH}/{posting['id']}", posting)


def test_fields(smart: SmartRecruitersReader) -> None:
    listing = read(smart, raw("smartrecruiters"))["7001"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "Northwind")
    assert [(place.text, place.city, place.country) for place in listing.locations] == [
        ("Dublin, , Ireland", "Dublin", "IE")
    ]
    assert (listing.employment_type, listing.remote, listing.active) == ("internship", "hybrid", "open")
    assert listing.posted_at == date(2026, 10, 1)
    assert listing.description == "Northwind maps caves & tunnels.\nYou map.\nSoup on Fridays."
    assert listing.responsibilities == ("What you'll do:", "Draw maps of caves", "Mend lamps")
    assert listing.qualifications == ("Strong legs",)


def test_a_list_without_details(smart: SmartRecruitersReader) -> None:
    listing = read(smart, raw("smartrecruiters"))["7002"].listing
    assert [(place.text, place.country) for place in listing.locations] == [("Pune, MH, India", "IN")]
    assert (listing.employment_type, listing.remote, listing.active) == ("full_time", "yes", "closed")
    assert listing.source_url == "https://jobs.smartrecruiters.com/Northwind1/7002"
    assert listing.description is None


def test_pages_and_details(smart: SmartRecruitersReader, board: BoardServer, fetch: Fetch) -> None:
    serve(board, 103)
    found, failures = collected(smart, f"{board.address}{PATH}", fetch)
    documents = read(smart, found.raw)
    assert not failures
    assert len(documents) == 103
    assert all(document.listing.qualifications == ("Strong legs",) for document in documents.values())
    assert len(board.asked) == 2 + 103


def test_a_detail_that_fails_is_told_and_one_that_is_gone_is_closed(
    smart: SmartRecruitersReader, board: BoardServer, fetch: Fetch
) -> None:
    serve(board, 3)
    board.next(f"{PATH}/001", broken(500))
    del board.pages[f"{PATH}/002"]
    found, failures = collected(smart, f"{board.address}{PATH}", fetch)
    assert set(read(smart, found.raw)) == {"000"}
    assert [failure.reason.split(":")[0] for failure in failures] == ["posting 001"]
