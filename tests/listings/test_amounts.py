from __future__ import annotations

from typing import Any

import pytest

from internbot.listings.amounts import PAID, UNPAID, mentions_of_pay
from internbot.listings.vocabulary import RecordVocabulary


def vocabulary(**currencies: int) -> RecordVocabulary:
    return RecordVocabulary(9, {}, {}, {}, {}, {}, {}, currencies, lambda _phrase: False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay at least $40 an hour", {"least": 40, "per": "hour", "currency": "USD"}),
        ("paying more than 30 euros an hour", {"least": 30.01, "per": "hour", "currency": "EUR"}),
        ("less than £2,500.50 per month", {"most": 2500.49, "per": "month", "currency": "GBP"}),
        ("over 120k a year in salary", {"least": 120_000.01, "per": "year", "currency": "USD"}),
        ("roles that pay more than 100k", {"least": 100_000.01, "per": "year", "currency": "USD"}),
        ("between $25 and $35 per hour", {"least": 25, "most": 35, "per": "hour", "currency": "USD"}),
        ("$20-$30/hr", {"least": 20, "most": 30, "per": "hour", "currency": "USD"}),
        ("c$30+ an hour", {"least": 30, "per": "hour", "currency": "CAD"}),
        ("up to 900 chf weekly", {"most": 900, "per": "week", "currency": "CHF"}),
        ("$4,000 or more", {"least": 4000, "per": "month", "currency": "USD"}),
        ("£25,000 or more", {"least": 25_000, "per": "year", "currency": "GBP"}),
    ],
)
def test_amounts_with_their_currency_and_period(text: str, expected: dict[str, Any]) -> None:
    (mention,) = mentions_of_pay(text, vocabulary(USD=3, EUR=1))
    assert mention.pay.model_dump(exclude_none=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "less than 3 years of experience",
        "posted in the last 3 days",
        "5+ years",
        "in 2027",
        "the top 10 roles",
    ],
)
def test_other_numbers_are_no_pay(text: str) -> None:
    assert list(mentions_of_pay(text, vocabulary(USD=1))) == []


def test_the_records_settle_what_is_not_said() -> None:
    (plain,) = mentions_of_pay("paying at least 30 an hour", vocabulary(INR=5, USD=1))
    (dollars,) = mentions_of_pay("at least $30 an hour", vocabulary(INR=5, CAD=1))
    assert (plain.pay.currency, dollars.pay.currency) == ("INR", "CAD")


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("paid internships", True),
        ("paid summer marketing roles", True),
        ("the best paid internships", None),
        ("paid time off", None),
        ("unpaid internships", False),
        ("internships that are not paid", False),
    ],
)
def test_paid_and_unpaid(text: str, paid: bool | None) -> None:
    told = False if UNPAID.search(text) else True if PAID.search(text) else None
    assert told is paid
