"""Pay as a cell or a field writes it in words ("$60/hr", "$10K per month", "30.000 - 40.000 € im Jahr")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.listings.places import PlaceResolver
from internbot.listings.record import PayPeriod, Salary
from internbot.listings.salaries import read_amount, read_period, read_salary

_AMOUNT = re.compile(
    r"(?<![\w.,])(?:[A-Z]{0,3}[$€£₹¥] ?)?(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?) ?(k\b)?",
    re.I,
)
_SIGNS = (
    ("US$", "USD"), ("CA$", "CAD"), ("C$", "CAD"), ("AU$", "AUD"), ("A$", "AUD"), ("S$", "SGD"), ("NZ$", "NZD"),
    ("HK$", "HKD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"),
)  # fmt: skip
_CODE = re.compile(
    r"\b(USD|EUR|GBP|CAD|AUD|INR|CHF|SGD|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ARS|CLP|NZD|HKD|ILS|CNY|KRW|TWD|ZAR"
    r"|TRY|AED|SAR|THB|IDR|MYR|PHP|VND|NGN|KES|EGP)\b"
)
_PERIODS: tuple[tuple[re.Pattern[str], PayPeriod], ...] = (
    (re.compile(r"\b(?:std|stunde|heure|hora|ora)\b", re.I), "hour"),
    (re.compile(r"\b(?:monat\w*|mois|mensuel\w*|mes|mensual\w*|mese)\b", re.I), "month"),
    (re.compile(r"\b(?:jahr\w*|annuel\w*|an|a[nñ]o|anual\w*|anno|p\.? ?a\b)", re.I), "year"),
)


_LONGEST = 200  # characters: what is longer is no amount


def read_written_pay(text: str, resolver: PlaceResolver, places: Sequence[str]) -> Salary | None:
    """The pay; None where it holds no amount, or more than a lowest and a highest one.

    Args:
        text: as written.
        resolver: tells the country of the places: a bare dollar sign means that of the United States only there.
        places: of the posting, as written.
    """
    text = text[:_LONGEST]
    found = list(_AMOUNT.finditer(text))
    if not 1 <= len(found) <= 2:
        return None
    thousands = any(match[2] for match in found)
    amounts = [read_amount(match[1]) for match in found]
    low, high = (
        amount * 1000 if amount is not None and (match[2] or (thousands and amount < 1000)) else amount
        for amount, match in ((amounts[0], found[0]), (amounts[-1], found[-1]))
    )
    code = _CODE.search(text.upper())
    currency = code[1] if code else next((name for sign, name in _SIGNS if sign in text.upper()), None)
    if currency is None and "$" in text:
        countries = {place.country for written in places for place in resolver.resolve(written).places}
        currency = "USD" if countries == {"US"} else None
    period = read_period(text) or next((named for pattern, named in _PERIODS if pattern.search(text)), None)
    return read_salary(low, high, currency, period)
