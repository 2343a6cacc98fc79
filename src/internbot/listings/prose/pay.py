"""Pay that prose states clearly: amounts with their currency and period."""

from __future__ import annotations

import re

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.listings.record import PayPeriod, Salary
from internbot.sources.documents import Span

_CODES = "usd|eur|gbp|cad|aud|inr|chf|sgd|jpy|sek|nok|dkk|pln|brl|mxn|nzd|hkd|ils|cny"
_SIGN = rf"(?:us\$|ca\$|c\$|a\$|au\$|s\$|nz\$|hk\$|[$€£₹¥]|(?:{_CODES})\s?\$?)"
_SIGNS = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD", "nz$": "NZD", "hk$": "HKD",
    "€": "EUR", "£": "GBP", "₹": "INR",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_PERIOD = (
    r"(?:\s*(?:/|per|an?|each)\s*(hour|hr|day|week|wk|month|mo|year|yr|annum)\b|\s*(hourly|annually|monthly|weekly|yearly"
    r"|p\.?a\.?)(?!\w))"
)
_RANGE = re.compile(
    rf"(?<![\w$])({_SIGN})\s?({_NUMBER})\s?(k\b)?(?:{_PERIOD})?\s?(?:{_CODES})?"
    rf"(?:(?:[\w ]{{0,60}}?\b(?:up to|and)|\s*(?:-|to))\s*(?:{_SIGN})?\s?({_NUMBER})\s?(k\b)?)?"
    rf"\s?({_CODES})?(?:{_PERIOD})?"
)
_ABOUT_PAY = re.compile(
    r"\b(?:pay|paid|pays|salary|salaries|compensation|wages?|rate|earn|hourly|remuneration|base)\b"
)
_OTHER = re.compile(
    r"\b(?:bonus|stipend|reimburs\w*|tuition|relocation|allowance|revenue|saves?|401|discount|budget|sales|fund\w*|equity"
    r"|donat\w*|prize|awards?|housing|invest\w*|valuation|credits?|up to a total)\b"
)
_PERIODS: dict[str, PayPeriod] = {
    "hour": "hour", "hr": "hour", "hourly": "hour", "day": "day", "week": "week", "wk": "week", "weekly": "week",
    "month": "month", "mo": "month", "monthly": "month",
}  # fmt: skip
_LIKELY: dict[PayPeriod, tuple[float, float]] = {"hour": (3, 1_000), "year": (5_000, 9_999_999)}


def read_pay(text: Clauses) -> Fact[Salary] | None:
    """The pay; None where there are several different ones, or where the amount does not fit its period."""
    if not text.has("$", "€", "£", "₹", "usd", "eur", "gbp", "cad", "inr", "aud", "chf"):
        return None
    found: dict[Salary, Span] = {}
    for match in _RANGE.finditer(text.plain):
        if (salary := _salary(match)) is None:
            continue
        clause = text.around(match.start())
        start = max(clause.start - 80, 0)
        around = text.plain[start : clause.end]
        if _ABOUT_PAY.search(around) and not _OTHER.search(text.plain, clause.start, clause.end):
            found.setdefault(salary, Span(match.start(), match.start() + len(match[0].rstrip())))
    return Fact(*found.popitem()) if len(found) == 1 else None


def _salary(match: re.Match[str]) -> Salary | None:
    sign, low, thousand, per, ly, high, high_thousand, code, last_per, last_ly = match.groups()
    period = per or ly or last_per or last_ly
    if period is None:
        return None
    least = _amount(low, thousand or high_thousand)
    most = _amount(high, high_thousand or thousand) if high else None
    named: PayPeriod = _PERIODS.get(period, "year")
    lowest, highest = _LIKELY.get(named, (1, 9_999_999))
    if not lowest <= least <= highest or (most is not None and not least <= most <= highest):
        return None
    code = (code or sign.strip(" $")).upper()
    currency = _SIGNS.get(sign) or (code if code.lower() in _CODES.split("|") else None)
    return Salary(min=least, max=most if most is not None else least, currency=currency, per=named)


def _amount(number: str, thousand: str | None) -> float:
    return float(re.sub(r"[,' ]", "", number)) * (1000 if thousand else 1)
