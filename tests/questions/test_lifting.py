from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from internbot.listings.condition_names import CONDITION_NAMES, label
from internbot.listings.filters import (
    Days,
    ListingFilter,
    ListingQuery,
    PayRange,
    PlaceChoice,
    Range,
    TermChoice,
)
from internbot.listings.query import Reading
from internbot.questions.lifting import lifted

from .conftest import Ask

FULL = ListingFilter(
    companies=("Northwind",),
    not_companies=("Southwind",),
    titles=("analyst",),
    not_titles=("senior",),
    disciplines=("data",),
    not_disciplines=("sales",),
    places=(PlaceChoice(label="Oslo", city="Oslo"),),
    not_places=(PlaceChoice(label="Lima", city="Lima"),),
    remote=("yes",),
    employment_types=("internship",),
    not_employment_types=("contract",),
    terms=(TermChoice(season="summer", year=2027),),
    not_terms=(TermChoice(season="winter"),),
    degrees=("phd",),
    not_degrees=("mba",),
    experience=Range(most=2),
    sponsorship=("yes",),
    status=("open",),
    posted=Days(first=date(2026, 1, 1)),
    closes=Days(last=date(2026, 3, 1)),
    stated=("pay",),
    not_stated=("degree",),
    pay=PayRange(least=30),
    paid=True,
    skills=("python",),
    words=("harbour",),
    not_words=("night",),
    documents=("a",),
)
NOTHING = Reading(ListingQuery(), None)


def test_every_condition_has_a_name() -> None:
    assert set(FULL.conditions()) == set(ListingFilter.model_fields) == set(CONDITION_NAMES)


@pytest.mark.parametrize("name", sorted(CONDITION_NAMES))
def test_each_condition_is_taken_away_by_its_name(name: str) -> None:
    query = lifted(f"Without the condition on {label(name)}", NOTHING, ListingQuery(filter=FULL))
    assert query is not None
    assert query.filter == FULL.without(name)


@pytest.mark.parametrize(
    ("turns", "chips"),
    [
        (("which roles in Seattle sponsor visas?", "without the visa condition"), {"places": ["Seattle"]}),
        (("which remote roles are in Seattle?", "ok, drop the place filter"), {"remote": ["yes"]}),
        (("which remote roles are in Seattle?", "remove the remote condition"), {"places": ["Seattle"]}),
        (("which roles are in Seattle or Bellevue?", "without Bellevue"), {"places": ["Seattle"]}),
        (("which remote roles are in Seattle?", "without any conditions"), {}),
        (("which open roles are in Seattle?", "whatever the status"), {"places": ["Seattle"]}),
    ],
)
def test_a_follow_up_takes_conditions_away(ask: Ask, turns: tuple[str, ...], chips: dict[str, Any]) -> None:
    question = ask(*turns)
    assert question.kind == "listings"
    assert question.listings is not None
    assert question.listings.filter.chips() == chips


def test_what_was_no_condition_is_not_taken_away(ask: Ask) -> None:
    question = ask("which roles are in Seattle?", "without a degree")
    assert question.listings is None or question.listings.filter.chips() != {}


@pytest.mark.parametrize(
    ("turns", "chips"),
    [
        (
            (
                "which roles are in Seattle and sponsor visas?",
                "without the visa condition",
                "only the remote ones",
                "and in Canada?",
            ),
            {"places": ["Canada"], "remote": ["yes"]},
        ),
        (
            ("data scientist roles", "only the senior ones", "in Bellevue", "without the place condition"),
            {"titles": ["senior data scientist"]},
        ),
        (
            ("which roles are in Seattle?", "the first one", "and in Bellevue?", "which of those are open?"),
            {"places": ["Bellevue"], "status": ["open"]},
        ),
    ],
)
def test_chains_of_four(ask: Ask, turns: tuple[str, ...], chips: dict[str, Any]) -> None:
    question = ask(*turns)
    assert question.listings is not None
    assert question.listings.filter.chips() == chips
