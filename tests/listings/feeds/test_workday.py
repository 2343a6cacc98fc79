from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from fetching.board_server import BoardServer, Page, broken
from internbot.errors import SourceError
from internbot.fetching.requests import Fetch, Request, Response
from internbot.listings.feeds.workday import WorkdayReader
from internbot.listings.places import PlaceResolver
from listings.feeds.board_payloads import READ, collected, payload, raw, read

SITE = "/wday/cxs/northwind/Careers"
JOBS = f"{SITE}/jobs"


@pytest.fixture
def workday(places: PlaceResolver) -> WorkdayReader:
    return WorkdayReader(places)


def posting(number: int) -> dict[str, Any]:
    return {
        "title": f"Cave Mapping Intern {number}",
        "externalPath": f"/job/Seattle/Cave_JR{number:04}",
        "locationsText": "2 Locations",
        "postedOn": "Posted 3 Days Ago",
        "bulletFields": [f"JR{number:04}"],
    }


def detail(number: int, posted: str = "Posted 3 Days Ago") -> dict[str, Any]:
    info = payload("workday")["jobPostings"][0]["jobPostingInfo"]
    return {
        "jobPostingInfo": info
        | {
            "jobReqId": f"JR{number:04}",
            "postedOn": posted,
            "externalUrl": f"https://jobs.example.org/{number}",
        },
        "hiringOrganization": {"name": "Northwind Caves Inc.", "url": ""},
        "similarJobs": [{"title": posted}],
        "userAuthenticated": False,
    }


def serve(board: BoardServer, count: int, total: int | None = None) -> None:
    """A site with so many postings, in pages of 20, of which only the first tells the total."""
    for start in range(0, count, 20):
        postings = [posting(number) for number in range(start, min(start + 20, count))]
        said = (count if total is None else total) if start == 0 else 0
        board.next(JOBS, Page(json.dumps({"total": said, "jobPostings": postings}).encode()))
    for number in range(count):
        board.put(f"{SITE}/job/Seattle/Cave_JR{number:04}", detail(number))


def test_fields(workday: WorkdayReader) -> None:
    listing = read(workday, raw("workday"))["JR100001"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "Northwind Caves Inc.")
    assert [place.text for place in listing.locations] == ["US, WA, Seattle", "US, CA, Santa Clara"]
    assert (listing.employment_type, listing.remote, listing.active) == ("internship", "hybrid", "open")
    assert (listing.posted_at, listing.expires_at) == (date(2026, 10, 2), date(2026, 12, 15))
    assert listing.responsibilities == ("What you'll do:", "Draw maps of caves", "Mend lamps")


def test_a_list_without_details_says_little(workday: WorkdayReader) -> None:
    documents = read(workday, raw("workday"))
    assert set(documents) == {"JR100001", "R-2002-1", "JR100003"}
    listing = documents["R-2002-1"].listing
    assert [place.city for place in listing.locations] == ["Chicago"]
    assert (listing.posted_at, listing.company, listing.source_url) == (None, None, None)
    assert documents["JR100003"].listing.locations == ()  # "5 Locations" is no place


def test_pages_though_the_total_is_told_once(
    workday: WorkdayReader, board: BoardServer, fetch: Fetch
) -> None:
    serve(board, 45)
    found, failures = collected(workday, board.address + SITE, fetch)
    assert not failures
    assert len(read(workday, found.raw)) == 45
    bodies = [json.loads(asked.body) for asked in board.asked if asked.method == "POST"]
    assert bodies == [
        {"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""} for offset in (0, 20, 40)
    ]


def test_days_that_are_told_as_ages_change_nothing(
    workday: WorkdayReader, board: BoardServer, fetch: Fetch
) -> None:
    serve(board, 1)
    first, _ = collected(workday, board.address + SITE, fetch)
    serve(board, 1)
    board.put(f"{SITE}/job/Seattle/Cave_JR0000", detail(0, "Posted 30+ Days Ago"))
    again, _ = collected(workday, board.address + SITE, fetch)
    assert again.sha256 == first.sha256
    assert b"Posted" not in first.raw


def test_more_than_it_shows_is_told(workday: WorkdayReader, board: BoardServer, fetch: Fetch) -> None:
    serve(board, 3, total=2000)
    board.next(JOBS, Page(b'{"total": 0, "jobPostings": []}'))
    found, failures = collected(workday, f"{board.address}{SITE}?q=cave+intern", fetch)
    assert len(read(workday, found.raw)) == 3
    assert ["no more than 2000" in failure.reason for failure in failures] == [True]
    assert json.loads(board.asked[0].body)["searchText"] == "cave intern"


def test_details_that_fail_or_are_gone(workday: WorkdayReader, board: BoardServer, fetch: Fetch) -> None:
    serve(board, 3)
    board.next(f"{SITE}/job/Seattle/Cave_JR0001", broken(500))
    del board.pages[f"{SITE}/job/Seattle/Cave_JR0002"]
    found, failures = collected(workday, board.address + SITE, fetch)
    assert set(read(workday, found.raw)) == {"JR0000"}
    assert len(failures) == 1


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("northwind.wd5/Careers", "https://northwind.wd5.myworkdayjobs.com/wday/cxs/northwind/Careers/jobs"),
        (
            "https://northwind.wd5.myworkdayjobs.com/en-US/Careers",
            "https://northwind.wd5.myworkdayjobs.com/wday/cxs/northwind/Careers/jobs",
        ),
        ("https://careers.example.org/wday/cxs/n/S/jobs", "https://careers.example.org/wday/cxs/n/S/jobs"),
    ],
)
def test_ways_to_name_a_site(workday: WorkdayReader, place: str, asked: str) -> None:
    seen: list[str] = []

    def fetch(request: Request) -> Response:
        seen.append(request.url)
        return Response(request.url, b'{"total": 0, "jobPostings": []}', "application/json", READ)

    list(workday.collect(place, fetch))
    assert seen == [asked]


@pytest.mark.parametrize(
    "place", ["northwind", "northwind/Careers", "https://northwind.wd5.myworkdayjobs.com/"]
)
def test_what_names_no_site(workday: WorkdayReader, fetch: Fetch, place: str) -> None:
    with pytest.raises(SourceError, match="names no site"):
        list(workday.collect(place, fetch))
