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
_PERIOD_BEFORE = re.compile(
    r"\b(hourly|annual|monthly|weekly)\b(?:\s+\w+){0,4}?\W*(?:is|of|from|between)?\s*$"
)
_ABOUT_PAY = re.compile(
    r"\b(?:pay|paid|pays|salary|salaries|compensation|wages?|rate|earn|hourly|remuneration|base|stipend)\b"
)
_OTHER = re.compile(
    r"\b(?:bonus|reimburs\w*|tuition|relocation|allowance|revenue|saves?|401|discount|budget|sales|fund\w*|equity"
    r"|donat\w*|prize|awards?|housing|travel|meals?|invest\w*|valuation|credits?|up to a total)\b"
)
_PERIODS: dict[str, PayPeriod] = {
    "hour": "hour", "hr": "hour", "hourly": "hour", "day": "day", "week": "week", "wk": "week", "weekly": "week",
    "month": "month", "mo": "month", "monthly": "month",
}  # fmt: skip
_NEAR = 400  # characters before and after an amount that are read
_ALONE = 12  # characters beside the amount in a line that holds nothing else
_LIKELY: dict[PayPeriod, tuple[float, float]] = {"hour": (3, 1_000), "year": (5_000, 9_999_999)}


def read_pay(text: Clauses) -> Fact[Salary] | None:
    """The pay; None where there are several different ones, or where the amount does not fit its period."""
    if not text.has("$", "€", "£", "₹", "usd", "eur", "gbp", "cad", "inr", "aud", "chf"):
        return None
    found: dict[Salary, Span] = {}
    for match in _RANGE.finditer(text.plain):
        clause = text.around(match.start())
        before = _PERIOD_BEFORE.search(text.plain, max(clause.start, match.start() - 80), match.start())
        if (salary := _salary(match, before[1] if before else None)) is None:
            continue
        first, last = match.start() - _NEAR, min(clause.end, match.end() + _NEAR)
        around = text.plain[max(clause.start - 80, first, 0) : last]
        alone = clause.end - clause.start - len(match[0]) < _ALONE
        if (alone or _ABOUT_PAY.search(around)) and not _OTHER.search(
            text.plain, max(clause.start, first), last
        ):
            found.setdefault(salary, Span(match.start(), match.start() + len(match[0].rstrip())))
    return Fact(*found.popitem()) if len(found) == 1 else None


def _salary(match: re.Match[str], before: str | None) -> Salary | None:
    sign, low, thousand, per, ly, high, high_thousand, code, last_per, last_ly = match.groups()
    period = per or ly or last_per or last_ly or before
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
