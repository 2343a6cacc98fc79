from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.errors import InvalidRequest
from internbot.listings.disciplines import DISCIPLINES
from internbot.listings.filter_text import FilterText
from internbot.listings.filters import (
    Days,
    ListingFilter,
    PayRange,
    PlaceChoice,
    Range,
    StatedField,
    TermChoice,
)
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.store import ListingStore
from internbot.listings.vocabulary import NO_RECORDS

PLACES = (
    PlaceChoice(label="Seattle", city="Seattle"),
    PlaceChoice(label="Nowhereville on Sea", city="Nowhereville on Sea"),
    PlaceChoice(label="Cambridge", city="Cambridge"),
    PlaceChoice(label="Washington", region="US-WA"),
    PlaceChoice(label="Georgia", region="US-GA"),
    PlaceChoice(label="Georgia", countries=("GE",)),
    PlaceChoice(label="Canada", countries=("CA",)),
    PlaceChoice(label="Paris, France", city="Paris", countries=("FR",)),
    PlaceChoice(label="Portland, Oregon", city="Portland", region="US-OR"),
)


@pytest.fixture(scope="module")
def text() -> FilterText:
    return FilterText(Gazetteer())


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
amounts = st.none() | st.floats(0, 1e9, allow_nan=False)
years = st.floats(0, 40, allow_nan=False)
days = st.dates(date(1990, 1, 1))
ranges_of_days = st.builds(Days, first=days, last=st.none() | days) | st.builds(Days, last=days)


def many(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


terms = many(
    st.builds(
        TermChoice,
        season=st.none() | st.sampled_from(["winter", "spring", "summer", "fall"]),
        year=st.none() | st.integers(1990, 2099),
    )
)
filters = st.builds(
    ListingFilter,
    documents=many(words),
    companies=many(words),
    not_companies=many(words),
    titles=many(words),
    not_titles=many(words),
    disciplines=many(st.sampled_from(DISCIPLINES)),
    not_disciplines=many(st.sampled_from(DISCIPLINES)),
    places=many(st.sampled_from(PLACES)),
    not_places=many(st.sampled_from(PLACES)),
    remote=many(st.sampled_from(["yes", "no", "hybrid", "unknown"])),
    employment_types=many(st.sampled_from(["internship", "full_time", "contract"])),
    not_employment_types=many(st.sampled_from(["part_time", "unknown"])),
    terms=terms,
    not_terms=terms,
    degrees=many(st.sampled_from(["bachelor", "phd", "high_school"])),
    not_degrees=many(st.sampled_from(["mba"])),
    experience=st.none()
    | st.builds(Range, least=years, most=st.none() | years)
    | st.builds(Range, most=years),
    sponsorship=many(st.sampled_from(["yes", "no", "citizens_only", "unknown"])),
    status=many(st.sampled_from(["open", "closed", "unknown"])),
    pay=st.none()
    | st.builds(
        PayRange,
        least=amounts,
        most=amounts,
        per=st.sampled_from(["hour", "month", "year"]),
        currency=st.sampled_from(["USD", "EUR", "INR"]),
    ),
    paid=st.none() | st.booleans(),
    posted=st.none() | ranges_of_days,
    closes=st.none() | ranges_of_days,
    stated=many(st.sampled_from(get_args(StatedField))),
    not_stated=many(st.sampled_from(get_args(StatedField))),
    skills=many(words),
    words=many(words),
    not_words=many(words),
)


@given(filters)
def test_what_is_written_reads_as_the_same_filter(text: FilterText, wanted: ListingFilter) -> None:
    line = text.write(wanted)
    assert FilterText.is_one(line)
    assert text.read(line, NO_RECORDS) == wanted


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ListingFilter()),
        ("place=Seattle status=open", ListingFilter(places=(PLACES[0],), status=("open",))),
        ("Place = Seattle   status = open", ListingFilter(places=(PLACES[0],), status=("open",))),
        ("place=WA", ListingFilter(places=(PLACES[3],))),
        ('place="Paris, France"', ListingFilter(places=(PLACES[7],))),
        ("place=seatle", ListingFilter(places=(PLACES[0],))),
        ("pay>=30/hour", ListingFilter(pay=PayRange(least=30))),
        ("pay>=$30/hr pay<=50USD/h", ListingFilter(pay=PayRange(least=30, most=50))),
        ("pay<=4k€/month", ListingFilter(pay=PayRange(most=4000, per="month", currency="EUR"))),
        ("paid=yes", ListingFilter(paid=True)),
        ("states=pay states!=deadline,degree", ListingFilter(stated=("pay",), not_stated=("deadline", "degree"))),
        ("type=full-time remote!=yes", None),
        ("type!=internship", ListingFilter(not_employment_types=("internship",))),
        ("type=Full-Time", ListingFilter(employment_types=("full_time",))),
        ("term=summer-2026,fall", ListingFilter(
            terms=(TermChoice(season="summer", year=2026), TermChoice(season="fall")))),
        ("experience<3", ListingFilter(experience=Range(most=2))),
        ("experience>=1 experience<=3", ListingFilter(experience=Range(least=1, most=3))),
        ("closes<2026-12-01", ListingFilter(closes=Days(last=date(2026, 11, 30)))),
        ("posted=2026-03-01", ListingFilter(posted=Days(first=date(2026, 3, 1), last=date(2026, 3, 1)))),
        ("skill=python,java skill=sql", ListingFilter(skills=("python or java", "sql"))),
        ('company!="Northwind Traders",Contoso', ListingFilter(not_companies=("Northwind Traders", "Contoso"))),
        ("field=ml", ListingFilter(disciplines=("machine_learning",))),
    ],
)  # fmt: skip
def test_what_people_type(
    text: FilterText, store: ListingStore, line: str, expected: ListingFilter | None
) -> None:
    if expected is None:
        with pytest.raises(InvalidRequest):
            text.read(line, store.vocabulary())
    else:
        assert text.read(line, store.vocabulary()) == expected


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("colour=red", ["colour", "company", "place"]),
        ("remote=perhaps", ["perhaps", "hybrid"]),
        ("status>=open", ["status", "="]),
        ("status=open Seattle", ["Seattle", "place"]),
        ("experience=lots", ["lots", "number"]),
        ("posted>=yesterday", ["yesterday", "YYYY-MM-DD"]),
        ("pay>=30", ["30", "hour"]),
        ("pay>=30/fortnight", ["fortnight", "month"]),
        ("pay>=30USD/hour pay<=30EUR/hour", ["currency"]),
        ("place=Seatttttle", ["Seatttttle", "Seattle"]),
        ("term=monsoon", ["monsoon", "summer"]),
        ("term=!", ["term"]),
        ('company="unclosed', ["unclosed"]),
    ],
)
def test_what_is_not_known_is_named_with_what_is(
    text: FilterText, store: ListingStore, line: str, named: list[str]
) -> None:
    with pytest.raises(InvalidRequest) as error:
        text.read(line, store.vocabulary())
    assert all(one in str(error.value) for one in named), str(error.value)


def test_a_question_is_no_filter() -> None:
    assert not FilterText.is_one("open internships in Seattle")
    assert not FilterText.is_one("pay of at least 30 dollars")
    assert FilterText.is_one("colour=red")
