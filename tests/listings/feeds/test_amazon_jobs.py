from __future__ import annotations

from datetime import date

import pytest

from fetching.board_server import BoardServer
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.amazon_jobs import AmazonJobsReader
from internbot.listings.places import PlaceResolver
from listings.feeds.board_payloads import collected, payload, raw, read

PATH = "/en/search.json?base_query=intern"


@pytest.fixture
def amazon(places: PlaceResolver) -> AmazonJobsReader:
    return AmazonJobsReader(places)


def test_fields(amazon: AmazonJobsReader) -> None:
    listing = read(amazon, raw("amazon_jobs"))["300001"].listing
    assert (listing.title, listing.company) == ("Cave Mapping Intern, 2027", "Amazon.com Caves LLC")
    assert [(place.text, place.city) for place in listing.locations] == [
        ("US, WA, Seattle", "Seattle"),
        ("US, CA, Sunnyvale", "Sunnyvale"),
    ]
    assert (listing.employment_type, listing.remote) == ("internship", "no")
    assert listing.posted_at == date(2026, 8, 8)
    assert listing.source_url == "https://www.amazon.jobs/en/jobs/300001/cave-mapping-intern"
    assert listing.term == ()  # a year is no term


def test_sections_that_are_headings_in_prose(amazon: AmazonJobsReader) -> None:
    listing = read(amazon, raw("amazon_jobs"))["300001"].listing
    assert listing.description == "We map caves for parcels.\nA day in the life\nYou walk a lot."
    assert listing.responsibilities == ("Key job responsibilities:", "Draw maps of caves", "Mend lamps")
    assert listing.qualifications == (
        "Basic qualifications:",
        "Currently enrolled in a Bachelor's degree",
        "Strong legs",
        "Preferred qualifications:",
        "Owns a lamp",
    )


def test_non_internship_experience_makes_no_internship(amazon: AmazonJobsReader) -> None:
    listing = read(amazon, raw("amazon_jobs"))["300002"].listing
    assert (listing.employment_type, listing.experience_years) == ("full_time", 3)
    assert listing.locations[0].city == "Bengaluru"
    assert listing.company == "Amazon"


def test_a_single_job(amazon: AmazonJobsReader) -> None:
    assert set(read(amazon, payload("amazon_jobs")["jobs"][0])) == {"300001"}


def test_pages(amazon: AmazonJobsReader, board: BoardServer, fetch: Fetch) -> None:
    one = payload("amazon_jobs")["jobs"][0]
    many = [one | {"id_icims": f"{number:03}", "job_path": f"/en/jobs/{number}"} for number in range(120)]
    for offset in (0, 100):
        board.put(
            f"{PATH}&result_limit=100&offset={offset}", {"hits": 120, "jobs": many[offset : offset + 100]}
        )
    first, failures = collected(amazon, f"{board.address}{PATH}", fetch)
    assert not failures
    assert len(read(amazon, first.raw)) == 120
    board.put(
        f"{PATH}&result_limit=100&offset=0",
        {"hits": 120, "jobs": [job | {"updated_time": "6 hours"} for job in many[:100]]},
    )
    again, _ = collected(amazon, f"{board.address}{PATH}", fetch)
    assert again.sha256 == first.sha256
