from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internbot.listings.filters import (
    Days,
    ListingFilter,
    ListingQuery,
    PayRange,
    PlaceChoice,
    Range,
    StatedField,
    TermChoice,
)
from internbot.listings.query import QueryReader
from internbot.listings.store import ListingStore
from internbot.listings.wording import worded, worded_fields

TODAY = date(2026, 3, 10)

filters = st.builds(
    ListingFilter,
    companies=st.sampled_from([(), ("Contoso",)]),
    titles=st.sampled_from([(), ("software engineer",)]),
    places=st.sampled_from(
        [
            (),
            (PlaceChoice(label="Seattle", city="Seattle"),),
            (PlaceChoice(label="India", countries=("IN",)),),
        ]
    ),
    remote=st.sampled_from([(), ("yes",), ("no",), ("hybrid",)]),
    employment_types=st.sampled_from([(), ("internship",), ("full_time",)]),
    terms=st.sampled_from([(), (TermChoice(season="summer", year=2026),)]),
    degrees=st.sampled_from([(), ("phd",), ("bachelor",)]),
    experience=st.sampled_from([None, Range(most=3), Range(least=2), Range(least=1, most=4)]),
    sponsorship=st.sampled_from([(), ("yes",)]),
    status=st.sampled_from([(), ("open",), ("closed",), ("open", "unknown")]),
    posted=st.sampled_from([None, Days(first=date(2026, 1, 1), last=date(2026, 2, 1))]),
    closes=st.sampled_from([None, Days(first=date(2026, 3, 1), last=date(2026, 4, 1))]),
    skills=st.sampled_from([(), ("python",)]),
    disciplines=st.sampled_from([(), ("software",), ("machine_learning", "data")]),
    not_disciplines=st.sampled_from([(), ("finance",)]),
    not_terms=st.sampled_from([(), (TermChoice(season="fall"),)]),
    pay=st.sampled_from(
        [
            None,
            PayRange(least=30.01),
            PayRange(most=5_000, per="month", currency="EUR"),
            PayRange(least=25, most=35.5, currency="CAD"),
        ]
    ),
    paid=st.sampled_from([None, True, False]),
    stated=st.sampled_from(
        [(), *((one,) for one in get_args(StatedField)), ("pay", "degree"), ("skill", "deadline")]
    ),
    not_stated=st.sampled_from(
        [(), *((one,) for one in get_args(StatedField)), ("posted", "experience", "company")]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters, st.sampled_from(["which", "how_many", "list"]))
def test_the_words_of_a_query_read_as_the_same_query(
    store: ListingStore, reader: QueryReader, wanted: ListingFilter, mode: str
) -> None:
    query = ListingQuery.model_validate({"filter": wanted, "mode": mode})
    reading = reader.read(worded(query), store.vocabulary(), TODAY)
    assert reading.query.filter == wanted
    assert reading.query.mode == mode
    assert reading.asks == "records"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (ListingQuery(), "Which roles are there?"),
        (
            ListingQuery(mode="how_many", filter=ListingFilter(remote=("yes",))),
            "How many remote roles are there?",
        ),
        (ListingQuery(sort="experience", limit=1), "Which of the roles asks for the least experience?"),
        (ListingQuery(group_by="company"), "How many roles are there per company?"),
        (ListingQuery(sort="deadline"), "Which roles are there, sorted by deadline?"),
    ],
)
def test_wording(query: ListingQuery, text: str) -> None:
    assert worded(query) == text


def test_fields() -> None:
    assert worded_fields(ListingQuery(), ("salary",)) == "What is said about the pay of the roles?"
