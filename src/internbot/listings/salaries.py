"""Pay as fields state it: amounts, currency and period, each of them only where it is sure."""

from __future__ import annotations

import re

from internbot.listings.record import PayPeriod, Salary

_PERIODS: tuple[tuple[re.Pattern[str], PayPeriod], ...] = (
    (re.compile(r"\b(?:hour|hourly|hr|h)\b"), "hour"),
    (re.compile(r"\b(?:day|daily)\b"), "day"),
    (re.compile(r"\b(?:week|weekly|wk)\b"), "week"),
    (re.compile(r"\b(?:month|monthly|mo)\b"), "month"),
    (re.compile(r"\b(?:year|yearly|annual|annually|annum|yr)\b"), "year"),
    (re.compile(r"\b(?:one time|onetime|total|stipend|fixed)\b"), "total"),
)
_AMOUNT = re.compile(r"\d+(?:[.,]\d{3})*(?:[.,]\d{1,2})?")
_LEAST_A_YEAR = 7.25 * 2080
"""USD that a year of full-time work pays at the federal minimum wage (29 U.S.C. 206: 7.25 an hour)."""
_MOST_AN_HOUR = 1000
_MOST = 1e12
"""An amount that no posting pays in any currency; a number from there on is something else."""


def read_amount(value: object) -> float | None:
    """A number above zero, also as text ("60000", "60.000,50", "40k"); None for 0, which means not told, and else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if 0 < value < _MOST else None
    if not isinstance(value, str):
        return None
    digits = re.sub(r"[^\d.,]", "", value)
    thousands = 1000 if re.search(r"\dk\b", value.lower()) else 1
    if not _AMOUNT.fullmatch(digits):
        return None
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = digits[: cents.start()] if cents else digits
    amount = float(f"{re.sub(r'[.,]', '', whole)}.{cents[1] if cents else 0}") * thousands
    return amount if 0 < amount < _MOST else None


def read_period(text: object) -> PayPeriod | None:
    """The period that a field names ("per-year-salary", "1 YEAR", "HOUR"); None where it names none."""
    if not isinstance(text, str):
        return None
    words = re.sub(r"[\W_]+", " ", text.lower())
    return next((period for pattern, period in _PERIODS if pattern.search(words)), None)


def read_salary(lowest: object, highest: object, currency: object, period: PayPeriod | None) -> Salary | None:
    """The pay of fields; None where they state no amount, or a lowest one above the highest.

    A period that cannot be true of its amounts (dollars of a year below the minimum wage of a year, an hour of
    a thousand) is left unknown, since then one of the two is wrong.
    """
    low, high = read_amount(lowest), read_amount(highest)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    code = currency.strip().upper() if isinstance(currency, str) else ""
    money = code if re.fullmatch("[A-Z]{3}", code) else None
    least, most = low if low is not None else high, high if high is not None else low
    assert least is not None
    assert most is not None
    doubtful = money == "USD" and (
        (period == "year" and least < _LEAST_A_YEAR) or (period == "hour" and most > _MOST_AN_HOUR)
    )
    return Salary(min=low, max=high, currency=money, per=None if doubtful else period)
