from __future__ import annotations

import pytest

from internbot.listings.record import PayPeriod, Salary
from internbot.listings.salaries import read_amount, read_period, read_salary


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (25.5, 25.5),
        ("75000", 75000),
        ("75,000.50", 75000.5),
        ("75.000,50", 75000.5),
        ("75 000", 75000),
        ("$1,250", 1250),
        ("40k", 40000),
        (0, None),
        ("0", None),
        (-3, None),
        (float("nan"), None),
        ("9" * 400, None),
        (True, None),
        ("competitive", None),
        (None, None),
    ],
)
def test_amounts(value: object, amount: float | None) -> None:
    assert read_amount(value) == amount


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("per-year-salary", "year"),
        ("per-hour-wage", "hour"),
        ("1 YEAR", "year"),
        ("MONTH", "month"),
        ("one-time", "total"),
        ("", None),
        (None, None),
    ],
)
def test_periods(text: object, period: PayPeriod | None) -> None:
    assert read_period(text) == period


def test_units_that_lie_are_not_believed() -> None:
    assert read_salary("9,700", "19,000", "USD", "year") == Salary(min=9700, max=19000, currency="USD")
    assert read_salary(60000, 80000, "USD", "hour") == Salary(min=60000, max=80000, currency="USD")
    assert read_salary(9700, 19000, "EUR", "month") == Salary(
        min=9700, max=19000, currency="EUR", per="month"
    )


def test_pay_that_is_none() -> None:
    assert read_salary(None, "", "USD", "year") is None
    assert read_salary(0, 0, "USD", "year") is None
    assert read_salary(50, 40, "USD", "hour") is None
    assert read_salary(40, None, "dollars", None) == Salary(min=40)
