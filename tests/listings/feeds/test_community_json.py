"""Community lists as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from internbot.listings.feeds.community_json import CommunityJsonReader
from internbot.listings.places import PlaceResolver
from listings.feeds.readings import item, read, real, said


@pytest.fixture
def reader(places: PlaceResolver) -> CommunityJsonReader:
    return CommunityJsonReader(places)


def row(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"row-{number}",
        "company_name": "Borealis Mapping ",
        "title": " Survey Intern ",
        "locations": ["Oslo, Norway"],
        "terms": ["Summer 2026"],
        "sponsorship": "Other",
        "active": True,
        "is_visible": True,
        "date_posted": 1767225600,
        "url": f"https://borealis.example/jobs?token={number}&utm_source=List&ref=List",
        **fields,
    }


def test_a_row_becomes_a_record(reader: CommunityJsonReader) -> None:
    [posting], _, failures = read(reader, item(json.dumps([row(1)]), "list.json"))
    listing = posting.listing
    assert (listing.title, listing.company) == ("Survey Intern", "Borealis Mapping")
    assert (listing.locations[0].city, listing.locations[0].country) == ("Oslo", "NO")
    assert [str(term) for term in listing.term] == ["Summer 2026"]
    assert listing.posted_at == date(2026, 1, 1)  # seconds, not milliseconds
    assert (listing.active, listing.employment_type, listing.sponsorship) == ("open", "internship", "unknown")
    assert listing.apply_url == "https://borealis.example/jobs?token=1&utm_source=List&ref=List"
    assert posting.id == "list.json#row-1"
    assert posting.raw == json.dumps(row(1)).encode()
    assert json.loads(posting.metadata["paths"])["company"] == "company_name"
    assert failures == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Offers Sponsorship", "yes"),
        ("Does Not Offer Sponsorship", "no"),
        ("U.S. Citizenship is Required", "citizens_only"),
        ("Other", "unknown"),
        ("", "unknown"),
    ],
)
def test_sponsorship(reader: CommunityJsonReader, written: str, value: str) -> None:
    [posting], _, _ = read(reader, item(json.dumps([row(1, sponsorship=written)]), "list.json"))
    assert posting.listing.sponsorship == value


@pytest.mark.parametrize(("active", "visible", "status"), [
    (True, True, "open"), (True, False, "closed"), (False, True, "closed"), (False, False, "closed"),
])  # fmt: skip
def test_only_what_is_active_and_visible_is_open(
    reader: CommunityJsonReader, active: bool, visible: bool, status: str
) -> None:
    [posting], _, _ = read(reader, item(json.dumps([row(1, active=active, is_visible=visible)]), "list.json"))
    assert posting.listing.active == status


def test_past_terms_are_stale_whatever_the_list_says(reader: CommunityJsonReader) -> None:
    [posting], _, _ = read(reader, item(json.dumps([row(1, terms=["Fall 2023"])]), "list.json"))
    assert posting.listing.active == "open"
    assert posting.listing.status(datetime(2026, 3, 10, tzinfo=UTC)) == "closed"


def test_seasons_without_a_year(reader: CommunityJsonReader) -> None:
    rows = [row(1, season="Fall", title="Intern - Fall 2026"), row(2, season="Fall")]
    for one in rows:
        del one["terms"]
    dated, undated = read(reader, item(json.dumps(rows), "list.json"))[0]
    assert [str(term) for term in dated.listing.term] == ["Fall 2026"]
    assert said(dated, "term") == "Fall 2026"
    assert [str(term) for term in undated.listing.term] == ["Fall"]


def test_a_list_named_after_a_term_gives_its_year_to_that_season(reader: CommunityJsonReader) -> None:
    rows = [row(1, season="Summer"), row(2, season="Fall")]
    for one in rows:
        del one["terms"]
    postings, _, _ = read(reader, item(json.dumps(rows), "Summer2025-Internships/listings.json"))
    assert [str(*one.listing.term) for one in postings] == ["Summer 2025", "Fall"]
    assert postings[0].listing.status(datetime(2026, 3, 10, tzinfo=UTC)) == "closed"


def test_rows_of_one_job_are_one_record_with_many_places(reader: CommunityJsonReader) -> None:
    address = "https://borealis.example/jobs/7"
    rows = [
        row(1, url=f"{address}?utm_source=a"),
        row(2, url=f"{address}/apply?ref=b", locations=["Bergen, Norway"]),
        row(3, url=f"{address}?token=9"),
        row(4, url=address, title="Drilling Intern"),
    ]
    postings, _, _ = read(reader, item(json.dumps(rows), "list.json"))
    assert [one.listing.title for one in postings] == ["Survey Intern", "Survey Intern", "Drilling Intern"]
    assert [place.city for place in postings[0].listing.locations] == ["Oslo", "Bergen"]


def test_repeated_ids_that_differ_in_substance_stay_apart(reader: CommunityJsonReader) -> None:
    rows = [row(1), row(1, title="Drilling Intern", url="https://borealis.example/9")]
    postings, _, _ = read(reader, item(json.dumps(rows), "list.json"))
    assert len({one.id for one in postings}) == 2


def test_empty_addresses_and_missing_places_are_kept_as_unknown(reader: CommunityJsonReader) -> None:
    [posting], _, _ = read(
        reader, item(json.dumps([row(1, url="", locations=[], date_posted=0)]), "list.json")
    )
    assert (posting.listing.apply_url, posting.listing.locations, posting.listing.posted_at) == (
        None,
        (),
        None,
    )


def test_in_a_list_of_internships_titles_without_the_word_are_ones_too(reader: CommunityJsonReader) -> None:
    rows = [row(1), row(2), row(5), row(3, title="Hydrology Analyst"), row(4, title="New Grad Analyst")]
    kinds = [one.listing.employment_type for one in read(reader, item(json.dumps(rows), "list.json"))[0]]
    assert kinds == ["internship"] * 4 + ["unknown"]
    graduates = [row(1, title="Analyst"), row(2, title="Engineer"), row(3, title="Tax Intern")]
    kinds = [
        one.listing.employment_type for one in read(reader, item(json.dumps(graduates), "grads.json"))[0]
    ]
    assert kinds == ["unknown", "unknown", "internship"]


def test_rows_without_a_title_are_reported(reader: CommunityJsonReader) -> None:
    postings, _, failures = read(reader, item(json.dumps([row(1, title=" "), row(2)]), "list.json"))
    assert len(postings) == 1
    assert failures[0].key == "list.json#1"
    assert "title" in failures[0].reason


def test_other_json_is_not_taken(reader: CommunityJsonReader) -> None:
    assert not reader.accepts(item('{"jobs": []}', "jobs.json"))
    assert not reader.accepts(item(json.dumps(row(1)), "rows.jsonl"))


@pytest.mark.parametrize(
    "name",
    [
        "Ouckah__Summer2025-Internships.json",
        "SimplifyJobs__Summer2024-Internships.json",
        "cvrve__Summer2025-Internships.json",
    ],
)
def test_real_lists(reader: CommunityJsonReader, name: str) -> None:
    found = real("listings", name)
    rows = json.loads(found.raw)
    postings, _, failures = read(reader, found)
    assert failures == []
    assert len({one.id for one in postings}) == len(postings)
    assert len({r["id"] for r in rows}) * 0.98 <= len(postings) <= len(rows)
    shown = {r["url"].strip() for r in rows if r["active"] and r["is_visible"]}
    opened = {one.listing.apply_url or "" for one in postings if one.listing.active == "open"}
    assert opened <= shown | {""}
    assert len(opened) >= 0.97 * len(shown)
