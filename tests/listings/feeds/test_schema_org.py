from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.schema_org import is_job_posting, job_posting_draft
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary


@pytest.fixture
def drafted(places: PlaceResolver) -> Any:
    def draft(page: str | None = None, **posting: object) -> Draft:
        values = {"title": "Cave Mapper", **posting}
        return job_posting_draft(values, places, identity="1", raw=b"{}", page=page, source_format="json-ld")

    return draft


def test_what_is_a_job_posting() -> None:
    assert is_job_posting({"@type": "JobPosting"})
    assert is_job_posting({"@type": ["Thing", "http://schema.org/JobPosting"]})
    assert not is_job_posting({"@type": "JobPostingList"})
    assert not is_job_posting(["JobPosting"])


def test_fields(drafted: Any) -> None:
    found = drafted(
        url="https://example.org/7",
        hiringOrganization={"@type": "Organization", "name": "Northwind"},
        employmentType=["FULL_TIME", "INTERN"],
        datePosted="2026-10-01T08:00:00+02:00",
        validThrough="2026-12-01T17:00Z",
        description="<p>You map.</p><h3>Requirements</h3><ul><li>Legs</li></ul>",
        responsibilities="Draw maps",
        qualifications="Strong legs",
        educationRequirements={
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "bachelor degree",
        },
        experienceRequirements={"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 18},
        skills="Drawing, Walking",
    )
    assert (found.company, found.employment_type) == ("Northwind", "FULL_TIME, INTERN")
    assert (found.posted_at, found.expires_at) == (date(2026, 10, 1), datetime(2026, 12, 1, 17, tzinfo=UTC))
    assert (found.description, found.responsibilities) == ("You map.", ("Draw maps",))
    assert found.qualifications == ("Requirements:", "Legs", "Strong legs")
    assert (list(found.degrees), found.experience_years) == (["bachelor degree"], 1.5)
    assert list(found.skills) == ["Drawing", "Walking"]
    assert found.paths["company"] == "hiringOrganization"
    assert "salary" not in found.paths


@pytest.mark.parametrize(
    ("location", "written"),
    [
        ("Rome, Italy", ["Rome, Italy"]),
        ({"address": "Rome, Italy"}, ["Rome, Italy"]),
        (
            {"address": {"addressLocality": "Wilmington", "addressRegion": "NC", "addressCountry": "US"}},
            ["Wilmington, NC, United States"],
        ),
        (
            {"address": {"addressLocality": "Wilmington", "addressCountry": {"name": "DE"}}},
            ["Wilmington, Germany"],
        ),
        (
            [{"address": {"addressLocality": "Rome"}}, {"address": {"addressLocality": "Oslo"}}],
            ["Rome", "Oslo"],
        ),
        ({"name": "Main office"}, ["Main office"]),
        (None, []),
    ],
)
def test_places(drafted: Any, location: object, written: list[str]) -> None:
    assert list(drafted(jobLocation=location).places) == written


def test_remote_work_and_where_one_may_live(drafted: Any) -> None:
    found = drafted(
        jobLocationType="TELECOMMUTE", applicantLocationRequirements={"@type": "Country", "name": "USA"}
    )
    assert (found.remote, list(found.places)) == ("yes", ["United States"])
    assert drafted(jobLocationType="ONSITE").remote is None


@pytest.mark.parametrize(
    ("base", "pay"),
    [
        (
            {"currency": "USD", "value": {"minValue": 20, "maxValue": 30, "unitText": "HOUR"}},
            Salary(min=20, max=30, currency="USD", per="hour"),
        ),
        (
            {"currency": "EUR", "value": {"value": "1,200.00", "unitText": "MONTH"}},
            Salary(min=1200, max=1200, currency="EUR", per="month"),
        ),
        ({"currency": "EUR", "value": 900}, Salary(min=900, max=900, currency="EUR")),
        ({"currency": "USD", "minValue": 5, "unitText": "DAY"}, Salary(min=5, currency="USD", per="day")),
        ({"currency": "USD", "value": {"minValue": 0, "maxValue": 0}}, None),
        ("competitive", None),
        (None, None),
    ],
)
def test_pay(drafted: Any, base: object, pay: Salary | None) -> None:
    assert drafted(baseSalary=base).salary == pay


def test_the_page_is_the_source_and_its_link_the_way_to_apply(drafted: Any) -> None:
    found = drafted(page="https://example.org/jobs", url="https://example.org/apply/7")
    assert (found.source_url, found.apply_url) == ("https://example.org/jobs", "https://example.org/apply/7")
    alone = drafted(page="https://example.org/jobs", url="javascript:alert(1)")
    assert alone.apply_url == "https://example.org/jobs"
