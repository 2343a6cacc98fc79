from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from fetching.board_server import BoardServer, Page, broken
from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.feeds.workable import WorkableReader
from internbot.listings.places import PlaceResolver
from listings.feeds.board_payloads import collected, payload, raw, read

WIDGET = "/api/v1/widget/accounts/northwind?details=true"
V3 = "/api/v3/accounts/northwind/jobs"


@pytest.fixture
def workable(places: PlaceResolver) -> WorkableReader:
    return WorkableReader(places)


def result(code: str, **fields: Any) -> dict[str, Any]:
    """A job as version 3 lists it."""
    return {
        "id": 1,
        "shortcode": code,
        "title": "Cave Mapping Intern",
        "remote": False,
        "workplace": "hybrid",
        "location": {"country": "Germany", "countryCode": "DE", "city": "Berlin", "region": "Berlin"},
        "locations": [{"country": "Germany", "countryCode": "DE", "city": "Berlin", "region": "Berlin"}],
        "state": "published",
        "published": "2026-10-05T00:00:00.000Z",
        "type": "full",
        "language": "en",
    } | fields


def test_rows_of_one_job_are_one_record(workable: WorkableReader) -> None:
    documents = read(workable, raw("workable"))
    assert set(documents) == {"C0FFEE", "BEEF01"}
    listing = documents["C0FFEE"].listing
    assert [place.country for place in listing.locations] == ["ES", "PT"]
    assert (listing.title, listing.company) == ("Cave Mapping Intern", "Northwind")
    assert listing.employment_type == "internship"  # though its hours are full-time
    assert listing.degree_levels == ("bachelor",)
    assert listing.posted_at == date(2026, 10, 5)  # not when it was created
    assert listing.qualifications == ("Requirements:", "2+ years of experience with lamps")


def test_hidden_places_stay_hidden(workable: WorkableReader) -> None:
    listing = read(workable, raw("workable"))["BEEF01"].listing
    assert [place.city for place in listing.locations] == ["Berlin"]
    assert listing.remote == "yes"


def test_the_widget(workable: WorkableReader, board: BoardServer, fetch: Fetch) -> None:
    board.put(WIDGET, payload("workable"))
    found, failures = collected(workable, f"{board.address}/api/v1/widget/accounts/northwind", fetch)
    assert not failures
    documents = read(workable, found.raw)
    assert {document.listing.company for document in documents.values()} == {"Northwind"}


def test_version_3_stands_in_with_its_pages(
    workable: WorkableReader, board: BoardServer, fetch: Fetch
) -> None:
    board.put(V3, b"", status=500)
    board.next(
        V3,
        _page({"total": 3, "results": [result("A"), result("B")], "nextPage": "t0ken"}),
        _page({"total": 3, "results": [result("C", state="closed")]}),
    )
    found, failures = collected(workable, f"{board.address}/accounts/northwind", fetch)
    assert not failures
    documents = read(workable, found.raw)
    assert {number: document.listing.active for number, document in documents.items()} == {
        "A": "open",
        "B": "open",
        "C": "closed",
    }
    assert documents["A"].listing.remote == "hybrid"
    assert documents["A"].listing.posted_at == date(2026, 10, 5)
    bodies = [asked.body for asked in board.asked if asked.method == "POST"]
    assert bodies == [b"{}", b'{"token":"t0ken"}']


def test_a_page_of_version_3_that_fails(workable: WorkableReader, board: BoardServer, fetch: Fetch) -> None:
    board.next(V3, _page({"results": [result("A")], "nextPage": "x"}), broken(500))
    found, failures = collected(workable, f"{board.address}/accounts/northwind", fetch)
    assert set(read(workable, found.raw)) == {"A"}
    assert len(failures) == 1


def test_an_address_without_an_account(workable: WorkableReader, fetch: Fetch) -> None:
    with pytest.raises(SourceError, match="names no account"):
        list(workable.collect("https://jobs.example.org/northwind", fetch))


def _page(content: object) -> Page:
    return Page(json.dumps(content).encode())
