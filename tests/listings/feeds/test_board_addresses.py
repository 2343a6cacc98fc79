"""Which address each way of naming a board leads to; nothing is fetched here."""

from __future__ import annotations

import pytest

from internbot.errors import FetchError, InternbotError
from internbot.fetching.requests import Request, Response
from internbot.listings.feeds.registry import boards
from internbot.listings.places import PlaceResolver

_GREENHOUSE = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"
_LEVER = "https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100"
_ASHBY = "https://api.ashbyhq.com/posting-api/job-board/North%20Wind?includeCompensation=true"
_SMART = "https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100&offset=0"
_WORKABLE = "https://apply.workable.com/api/v1/widget/accounts/acme?details=true"
_AMAZON = "https://www.amazon.jobs/en/search.json?base_query=data+intern&result_limit=100&offset=0"


@pytest.mark.parametrize(
    ("scheme", "place", "asked"),
    [
        ("greenhouse", "acme", _GREENHOUSE),
        ("greenhouse", "https://boards.greenhouse.io/acme", _GREENHOUSE),
        ("greenhouse", "https://job-boards.greenhouse.io/acme/jobs/5", _GREENHOUSE),
        ("greenhouse", "https://boards.greenhouse.io/embed/job_board?for=acme", _GREENHOUSE),
        ("greenhouse", "https://boards-api.greenhouse.io/v1/boards/acme", _GREENHOUSE),
        ("lever", "acme", _LEVER),
        ("lever", "https://jobs.lever.co/acme/0-1-2", _LEVER),
        ("lever", "https://jobs.eu.lever.co/acme", _LEVER.replace("api.", "api.eu.")),
        ("ashby", "North Wind", _ASHBY),
        ("ashby", "https://jobs.ashbyhq.com/North%20Wind/0a", _ASHBY),
        ("smartrecruiters", "Acme", _SMART),
        ("smartrecruiters", "https://careers.smartrecruiters.com/Acme", _SMART),
        ("workable", "acme", _WORKABLE),
        ("workable", "https://apply.workable.com/acme/j/C0FFEE/", _WORKABLE),
        ("recruitee", "acme", "https://acme.recruitee.com/api/offers/"),
        ("recruitee", "https://jobs.acme.example/o/5", "https://jobs.acme.example/api/offers/"),
        ("amazon", "data intern", _AMAZON),
        ("teamtailor", "acme", "https://acme.teamtailor.com/jobs.json"),
        ("teamtailor", "career.acme.example", "https://career.acme.example/jobs.json"),
        ("teamtailor", "https://career.acme.example/jobs", "https://career.acme.example/jobs.json"),
    ],
)
def test_ways_to_name_a_board(places: PlaceResolver, scheme: str, place: str, asked: str) -> None:
    assert _first_asked(places, scheme, place) == asked


@pytest.mark.parametrize(
    "scheme", ["greenhouse", "lever", "ashby", "smartrecruiters", "workable", "recruitee"]
)
@pytest.mark.parametrize("place", ["", "a/../../b", "a?x=1", "evil.example/#", "user@host"])
def test_a_name_leads_nowhere_else(places: PlaceResolver, scheme: str, place: str) -> None:
    assert _first_asked(places, scheme, place) is None


def _first_asked(places: PlaceResolver, scheme: str, place: str) -> str | None:
    seen: list[str] = []

    def fetch(request: Request) -> Response:
        seen.append(request.url)
        raise FetchError("is not asked in this test")

    with pytest.raises(InternbotError):
        list(boards(places)[scheme].collect(place, fetch))
    return seen[0] if seen else None
