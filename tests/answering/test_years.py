"""Years of a question and of what is said."""

from __future__ import annotations

import pytest

from internbot.answering.years import is_of, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("the tasting of 2019", {2019}),
        ("2015-16 survey", {2015, 2016}),
        ("from 2019 to 2021", {2019, 2021}),
        ("2021–2023", {2021, 2022, 2023}),
        ("In 2024, 30 came.", {2024}),
        ("a wage of $2000 or 2,000 crowns", set()),
        ("2019-09-01", {2019}),
        ("room 20199 in 1850", set()),
    ],
)
def test_years_are_read_and_sums_are_none(text: str, years: set[int]) -> None:
    assert years_of(text) == years


def test_what_a_sentence_says_itself_counts_before_what_stands_above_and_the_day_of_the_text() -> None:
    asked = frozenset({2019})
    assert is_of(asked, "Forty came in 2019.", ("Tastings of 2020",), 2021)
    assert not is_of(asked, "Forty came in 2020.", ("Tastings of 2019",), 2019)
    assert is_of(asked, "Forty came.", ("Tastings of 2019",), 2021)
    assert not is_of(asked, "Forty came.", ("Tastings",), 2021)
    assert is_of(asked, "Forty came.", ("Tastings",), 2019)
    assert is_of(asked, "Forty came.", ("Tastings",), None)
