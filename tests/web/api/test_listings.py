"""`GET /api/v1/listings` on a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from web.listing_site import RECORDS, listing_site
from web.requests import send


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with listing_site(tmp_path_factory.mktemp("listings-api"), RECORDS) as (address, _):
        yield address


def listed(url: str, query: str, status: int = 200) -> Any:
    response = send(url, f"/api/v1/listings?{query}")
    assert response.status == status, response.text
    assert response.headers["content-type"] == "application/json"
    return json.loads(response.text)


def test_counts_are_complete_and_a_page_of_records_comes_with_them(url: str) -> None:
    found = listed(url, "")
    assert (found["total"], found["open"], found["undated"], found["closed"]) == (31, 29, 1, 1)
    assert (found["limit"], found["offset"], len(found["items"])) == (10, 0, 10)
    rest = listed(url, "limit=100&offset=10")
    assert len(rest["items"]) == 21
    assert len({item["id"] for item in found["items"] + rest["items"]}) == 31


@pytest.mark.parametrize(
    "query",
    [
        "where=" + quote("place=Oslo type=internship"),
        "place=Oslo&type=internship",
        "q=internships+in+oslo",
        "q=internships&place=Oslo",
        "company=Orchid",
        "pay=" + quote(">=25EUR/hour"),
        "closes=" + quote("<=2026-12-31") + "&status=open",
        "company=" + quote("!=Rill") + "&place=Oslo&sponsorship=yes",
    ],
)
def test_conditions_come_in_three_forms(url: str, query: str) -> None:
    found = listed(url, query)
    assert [item["title"] for item in found["items"]] == ["Maps intern"]
    assert found["where"]
    assert listed(url, "where=" + quote(found["where"]))["total"] == 1


def test_an_item_says_what_is_known_and_nothing_else(url: str) -> None:
    maps, tea = listed(url, "place=Oslo")["items"]
    assert maps["salary"] == {"min": 30.0, "max": None, "currency": "EUR", "per": "hour"}
    assert maps["last_seen_at"] == listed(url, "place=Oslo")["checked_on"] is not None
    assert (maps["deadline"], maps["closes_in"], maps["status"]) == ("2026-12-24", "Europe/Oslo", "open")
    assert (tea["salary"], tea["deadline"], tea["closes_in"], tea["url"]) == (None, None, None, None)
    assert (tea["employment_type"], tea["sponsorship"], tea["status"]) == ("unknown", "no", "unknown")


def test_repeated_fields_are_alternatives_and_the_order_is_chosen(url: str) -> None:
    found = listed(url, "company=Orchid&company=Heron")
    assert found["total"] == 3
    assert found["filters"] == {"companies": ["Orchid", "Heron"]}
    assert [chip["without"] for chip in found["chips"]] == ["company=Heron", "company=Orchid"]
    newest = listed(url, "company=Rill&sort=newest&limit=1")
    assert newest["items"][0]["title"] == "River intern 28"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plce=Oslo", "plce"),
        ("where=colour%3Dred", "colour"),
        ("place=Zzyzxqq", "Zzyzxqq"),
        ("sort=loudest", "sort"),
        ("limit=101", "limit"),
        ("limit=0", "limit"),
        ("offset=-1", "offset"),
        ("pay=lots", "pay"),
        ("q=" + "a" * 301, "q"),
        ("where=" + "a" * 4001, "where"),
        ("word=" + "a" * 4001, "where"),
        ("closes=tomorrow", "closes"),
    ],
)
def test_what_cannot_be_met_is_refused_with_the_one_body(url: str, query: str, said: str) -> None:
    error = listed(url, query, 422)["error"]
    assert error["code"] == "invalid_request"
    assert said in error["message"]


def test_quotation_marks_and_signs_stay_part_of_a_value(url: str) -> None:
    assert listed(url, "title=" + quote('Maps "intern" \\ place=Lima'))["filters"]["titles"] == [
        'Maps "intern" \\ place=Lima'
    ]
