from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from internbot.listings.record import (
    ANYWHERE_ON_EARTH,
    Listing,
    Place,
    Salary,
    Season,
    Status,
    Term,
)

SEATTLE = Place(text="Seattle, WA", city="Seattle", region="US-WA", country="US", zone="America/Los_Angeles")
BERLIN = Place(text="Berlin", city="Berlin", region="DE-BE", country="DE", zone="Europe/Berlin")
SOMEWHERE = Place(text="Multiple locations")


def listing(**fields: object) -> Listing:
    return Listing.model_validate({"id": "x", "title": "Intern", **fields})


def test_a_date_stays_a_date_and_an_instant_an_instant() -> None:
    assert listing(expires_at="2026-03-01").expires_at == date(2026, 3, 1)
    assert not isinstance(listing(expires_at="2026-03-01").expires_at, datetime)
    assert listing(expires_at="2026-03-01T17:00:00Z").expires_at == datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("places", "closes", "where"),
    [
        ((SEATTLE,), datetime(2026, 3, 2, 8, tzinfo=UTC), "America/Los_Angeles"),
        ((BERLIN,), datetime(2026, 3, 1, 23, tzinfo=UTC), "Europe/Berlin"),
        ((BERLIN, SEATTLE), datetime(2026, 3, 2, 8, tzinfo=UTC), "Europe/Berlin, America/Los_Angeles"),
        ((), datetime(2026, 3, 2, 12, tzinfo=UTC), "anywhere on Earth"),
        ((BERLIN, SOMEWHERE), datetime(2026, 3, 2, 12, tzinfo=UTC), "anywhere on Earth"),
    ],
)
def test_a_date_only_deadline_lasts_to_the_end_of_that_day(
    places: tuple[Place, ...], closes: datetime, where: str
) -> None:
    posting = listing(locations=places, expires_at=date(2026, 3, 1), active="open")
    assert posting.deadline() == closes
    assert posting.deadline_at() == where
    assert posting.status(closes - timedelta(seconds=1)) == "open"
    assert posting.status(closes) == "closed"


def test_a_remote_posting_closes_anywhere_on_earth() -> None:
    assert (
        listing(locations=(BERLIN,), remote="yes", expires_at="2026-03-01").deadline_at()
        == "anywhere on Earth"
    )


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "unknown"),
        ({"active": "open"}, "open"),
        ({"active": "closed", "expires_at": "2030-01-01"}, "closed"),
        ({"expires_at": "2030-01-01"}, "open"),
        ({"active": "open", "expires_at": "2026-03-08"}, "closed"),
        ({"active": "open", "term": ("Summer 2025",)}, "closed"),
        ({"active": "open", "term": ("Summer 2025", "Summer 2026")}, "open"),
        ({"active": "open", "term": ("Summer",)}, "open"),
        ({"term": ("Summer 2026",)}, "unknown"),
    ],
)
def test_status(fields: dict[str, object], status: Status) -> None:
    if "term" in fields:
        terms = fields["term"]
        assert isinstance(terms, tuple)
        fields = fields | {"term": tuple(Term.parse(term) for term in terms)}
    assert listing(**fields).status(datetime(2026, 3, 10, 12, tzinfo=UTC)) == status


@given(
    st.sampled_from(["open", "closed", "unknown"]),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.lists(st.integers(2020, 2030), max_size=2),
    st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),
)
def test_closed_is_never_open(active: Status, expires: date | None, years: list[int], now: datetime) -> None:
    terms = tuple(Term(season="summer", year=year) for year in years)
    posting = listing(active=active, expires_at=expires, term=terms)
    if active == "closed" or (expires and now.date() > expires + timedelta(days=1)):
        assert posting.status(now) == "closed"
    if years and now.year > max(years):
        assert posting.status(now) == "closed"


@pytest.mark.parametrize(
    ("text", "term"),
    [("Summer 2026", "Summer 2026"), ("autumn of 2025", "Fall 2025"), ("Winter", "Winter"), ("2026", None)],
)
def test_terms(text: str, term: str | None) -> None:
    parsed = Term.parse(text)
    assert (str(parsed) if parsed else None) == term


def test_a_winter_younger_than_its_posting_is_the_next_one() -> None:
    winter = Term(season="winter", year=2026)
    assert winter.end() == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert winter.end(posted=date(2026, 10, 1)) == datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("season", "posted", "last"),
    [
        ("fall", date(2024, 8, 20), date(2025, 12, 31)),
        ("fall", date(2024, 5, 1), date(2024, 12, 31)),
        ("summer", date(2024, 10, 1), date(2025, 9, 30)),
        ("spring", date(2024, 11, 5), date(2025, 6, 30)),
        ("winter", date(2024, 9, 1), date(2025, 4, 30)),
    ],
)
def test_a_season_without_a_year_ends_half_a_year_after_its_posting_or_later(
    season: Season, posted: date, last: date
) -> None:
    end = Term(season=season).end(posted)
    assert end == datetime.combine(last, time(23, 59), ANYWHERE_ON_EARTH) + timedelta(minutes=1)
    stale = Listing(id="a", title="Intern", term=(Term(season=season),), posted_at=posted, active="open")
    assert stale.status(end) == "closed"
    assert stale.status(end - timedelta(seconds=1)) == "open"
    assert Term(season=season).end() is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"employment_type": "intern"},
        {"experience_years": -1},
        {"salary": {"currency": "USD"}},
        {"salary": {"min": 5, "max": 4}},
        {"apply_url": "javascript:alert(1)"},
        {"colour": "blue"},
    ],
)
def test_wrong_records_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        listing(**wrong)


def test_a_salary_may_be_one_sided() -> None:
    assert Salary(min=10, currency="EUR", per="hour").max is None
