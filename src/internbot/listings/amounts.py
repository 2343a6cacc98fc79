"""Pay in a question: "at least $30 an hour", "over 120k a year", "between 2,000 and 3,000 euros a month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from internbot.listings.filters import PayRange, RateOfPay
from internbot.listings.vocabulary import ListingVocabulary

SYMBOLS = MappingProxyType({"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"})
"""What a sign of a currency stands for; `$` is US dollars unless the records hold other dollars only."""
PERIODS: MappingProxyType[str, RateOfPay] = MappingProxyType(
    {
        "hour": "hour", "hours": "hour", "hr": "hour", "h": "hour", "hourly": "hour", "day": "day", "daily": "day",
        "week": "week", "wk": "week", "weekly": "week", "month": "month", "mo": "month", "monthly": "month",
        "year": "year", "yr": "year", "y": "year", "annum": "year", "yearly": "year", "annually": "year",
    }
)  # fmt: skip
"""What people write for a period of pay."""
_WORDS = MappingProxyType(
    {
        "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "s$": "SGD", "dollar": "$", "dollars": "$", "bucks": "$",
        "us dollars": "USD", "canadian dollars": "CAD", "australian dollars": "AUD", "euro": "EUR", "euros": "EUR",
        "pound": "GBP", "pounds": "GBP", "rupee": "INR", "rupees": "INR", "franc": "CHF", "francs": "CHF",
    }
)  # fmt: skip
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")
_CODE = r"usd|cad|aud|nzd|sgd|hkd|eur|gbp|inr|chf|jpy|sek|dkk|nok|pln|ils"
_BEFORE = rf"(?:(?:{_CODE}|us\$|ca?\$|a\$|s\$|[$€£₹])\s*)?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?k\b)?\s?\+?"
_AFTER = rf"(?:\s*(?:(?:(?:us |canadian |australian )?dollars?|bucks|euros?|pounds?|rupees?|francs?|{_CODE})\b|[€£]))?"
_PER = (
    r"(?:\s*(?:/|per |an? |each |every )\s*(?:hour|hr|h|day|week|wk|month|mo|year|yr|annum)\b"
    r"|\s+(?:hourly|daily|weekly|monthly|yearly|annually)\b)?"
)
_AMOUNT = (
    rf"(?P<before%s>{_BEFORE})(?<![\w.,])(?P<number%s>{_NUMBER})(?![\w,]*\d)"
    rf"(?P<after%s>{_AFTER})(?P<per%s>{_PER})"
)
_ONE = _AMOUNT.replace("%s", "")
_TWO = _AMOUNT.replace("%s", "2")
_PAYS = (
    r"(?:(?:that |which )?(?:pay(?:s|ing)?|earn(?:s|ing)?|making|offer(?:s|ing)?|salary|wage|stipend|paid)"
    r"(?: of)? )?"
)
_KINDS = (
    ("between", re.compile(rf"{_PAYS}(?:between |from )?{_ONE}\s*(?:and|to|-|–)\s*{_TWO}")),
    ("below", re.compile(rf"{_PAYS}(?:less than|lower than|under|below|<)\s*{_ONE}")),
    ("most", re.compile(rf"{_PAYS}(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?)\s*{_ONE}")),
    ("above", re.compile(rf"{_PAYS}(?:more than|higher than|greater than|better than|over|above|>)\s*{_ONE}")),
    ("least", re.compile(
        rf"{_PAYS}(?:at least |a minimum of |minimum (?:of )?|no less than |not less than |from )?{_ONE}"
        r"(?:\s*\+|\s+(?:or|and) (?:more|above|over|up|higher))?"
    )),
)  # fmt: skip
_OF_PAY = re.compile(r"\b(?:pay\w*|paid|salar\w+|wages?|earn\w*|stipends?|compensat\w+|hourly rate)\b")
_CENT = 0.01
_MOST_AN_HOUR, _LEAST_A_YEAR = 250, 10_000

UNPAID = re.compile(r"\bunpaid\b|\b(?:not|n't|without|no) (?:paid|pay)\b")
PAID = re.compile(
    r"(?<!best )(?<!best-)(?<!highest )(?<!highest-)(?<!better )(?<!higher )\bpaid\b"
    r"(?= (?:[\w-]+ ){0,6}(?:internships?|interns?|co-?ops?|jobs?|roles?|positions?|openings?|postings?|ones?"
    r"|opportunit\w+))"
    r"|\b(?:are|is) (?:also )?paid\b(?! (?:well|more|less|the|by|better|at|hourly|weekly|monthly|\$|\d))"
    r"|\bwith (?:a )?(?:pay|salary|stipend)\b"
)


@dataclass(frozen=True, slots=True)
class PayMention:
    """An amount that a text asks for, and where (offsets in the folded text)."""

    pay: PayRange
    start: int
    end: int


def mentions_of_pay(flat: str, vocabulary: ListingVocabulary) -> Iterator[PayMention]:
    """Every amount of pay in a folded text; a number counts as pay by its currency, or beside such words by its
    period or by the "k" of thousands.

    Without a period, the amount's size tells it: up to 250 an hour, from 10,000 a year, else a month.
    """
    taken: list[tuple[int, int]] = []
    about_pay = _OF_PAY.search(flat) is not None
    for kind, pattern in _KINDS:
        for match in pattern.finditer(flat):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            held = match.groupdict()
            currency = next(
                (held[name] for name in ("before", "after", "before2", "after2") if held.get(name)), ""
            )
            per = next((held[name] for name in ("per", "per2") if held.get(name)), "")
            numbers = [held[name] for name in ("number", "number2") if held.get(name)]
            if not (currency or (about_pay and (per or any("k" in one for one in numbers)))):
                continue
            taken.append(match.span())
            amounts = [_amount(one) for one in numbers]
            pay = PayRange(
                least=min(amounts) + _CENT * (kind == "above")
                if kind in ("between", "least", "above")
                else None,
                most=max(amounts) - _CENT * (kind == "below")
                if kind in ("between", "most", "below")
                else None,
                per=_period(per, max(amounts)),
                currency=_currency(currency.strip(), vocabulary),
            )
            yield PayMention(pay, *match.span())


def usual_currency(vocabulary: ListingVocabulary, among: tuple[str, ...] = ()) -> str:
    """The currency of an amount that names none: the one that most records state, US dollars where none does."""
    counts = {code: n for code, n in vocabulary.currencies.items() if not among or code in among}
    return max(counts, key=lambda code: (counts[code], code)) if counts else "USD"


def _amount(text: str) -> float:
    thousands = "k" in text
    return float(text.rstrip("+k ").replace(",", "")) * (1000 if thousands else 1)


def _period(text: str, amount: float) -> RateOfPay:
    words = re.findall(r"[a-z]+", text)
    if words:
        return PERIODS[words[-1]]
    if amount <= _MOST_AN_HOUR:
        return "hour"
    return "year" if amount >= _LEAST_A_YEAR else "month"


def _currency(text: str, vocabulary: ListingVocabulary) -> str:
    known = _WORDS.get(text, text)
    if known == "$":
        held = [code for code in _DOLLARS if vocabulary.currencies.get(code)]
        return "USD" if "USD" in held or not held else usual_currency(vocabulary, _DOLLARS)
    if not known:
        return usual_currency(vocabulary)
    return SYMBOLS.get(known, known.upper())
