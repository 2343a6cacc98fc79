"""Numbers, sums of money, shares and dates of a text, in one form: "three" is 3, "$9.5k" is 9,500 dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from internbot.verification.words import Reading, Token

Kind = Literal["number", "ordinal", "money", "share", "date"]

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
           "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
           "dozens": 12.0, "lakh": 1e5}  # fmt: skip
_ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
_FIGURE = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(k|mn|m|bn|b|st|nd|rd|th|s)?", re.IGNORECASE)
_CURRENCIES = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr"}
_MONEY = {"dollar": "usd", "dollars": "usd", "usd": "usd", "euro": "eur", "euros": "eur", "eur": "eur", "pound": "gbp",
          "pounds": "gbp", "gbp": "gbp", "rupee": "inr", "rupees": "inr", "inr": "inr", "yen": "jpy", "cad": "cad",
          "cents": "cent", "cent": "cent", "pence": "penny", "francs": "chf", "chf": "chf"}  # fmt: skip
_MEASURES = {
    unit: names[0]
    for names in (
        ("hour", "hours", "hr", "hrs"), ("day", "days"), ("week", "weeks", "wk", "wks"), ("month", "months"),
        ("year", "years", "yr", "yrs"), ("minute", "minutes", "min", "mins"), ("second", "seconds", "sec"),
        ("decade", "decades"), ("century", "centuries"), ("semester", "semesters"), ("quarter", "quarters"),
        ("km", "kilometer", "kilometers", "kilometre", "kilometres"), ("mile", "miles", "mi"), ("ft", "feet", "foot"),
        ("meter", "meters", "metre", "metres"), ("kg", "kilogram", "kilograms"), ("lb", "lbs"), ("gallon", "gallons"),
        ("liter", "liters", "litre", "litres"), ("inch", "inches"), ("acre", "acres"), ("hectare", "hectares"),
        ("gb",), ("mb",), ("tb",), ("credit", "credits"), ("point", "points"),
    )
    for unit in names
}  # fmt: skip
_PERIODS = {
    word: unit
    for unit, words in (
        ("hour", "hour hours hourly hr hrs"),
        ("day", "day days daily"),
        ("week", "week weeks weekly"),
        ("month", "month months monthly"),
        ("year", "year years yearly annual annually"),
        ("minute", "minute minutes"),
        ("semester", "semester semesters"),
    )
    for word in words.split()
}
_RANGES = frozenset({"to", "and", "or"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_BEFORE_MONTHS = frozenset(
    "in by of since until before after from to early late mid during through every and".split()  # noqa: SIM905 - shorter
)
_SQUARED = frozenset({"square", "cubic", "full", "consecutive"})
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:(?=T\d)|\b)")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, or a date.

    Attributes:
        kind: what it is.
        value: of a number, or of a year alone; 0 for other dates.
        unit: a currency, a measure, or empty where none is named.
        day: (year, month, day), 0 for each that is not named; (0, 0, 0) for a number.
        first, last: numbers of its first and last token.
    """

    kind: Kind
    value: float
    unit: str
    day: tuple[int, int, int]
    first: int
    last: int

    def said_by(self, other: Quantity) -> bool:
        """Whether `other`, of the evidence, says this quantity: equal, or a date that is at least as exact."""
        if {self.kind, other.kind} == {"date", "number"}:
            # A figure that may be a year, such as "1000".
            return self.value == other.value > 0 and not self.unit and not other.unit
        if self.kind == "date" or other.kind == "date":
            return self.kind == other.kind and all(
                not mine or mine == theirs for mine, theirs in zip(self.day, other.day, strict=True)
            )
        if abs(self.value - other.value) > 1e-9 * max(1.0, abs(self.value)):
            return False
        if (self.kind == "share") != (other.kind == "share") or (self.kind == "ordinal") != (
            other.kind == "ordinal"
        ):
            return False
        return not (self.unit and other.unit and self.unit != other.unit)


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Everything in a text that is a number, a sum, a share or a date, from left to right."""
    found = list(_found(reading))
    for at in range(len(found) - 1, 0, -1):
        one, other = found[at - 1], found[at]
        between = [token.folded for token in reading.tokens[one.last + 1 : other.first]]
        joined = one.kind == "number" and not one.unit and len(between) <= 1 and set(between) <= _RANGES
        # "ten to twelve weeks", "5 to 10%": the last one names the unit of both.
        if joined and other.kind in ("number", "money", "share"):
            found[at - 1] = replace(one, unit=other.unit, kind=other.kind)
    return tuple(found)


def measures(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Words for lengths of time: number of the token, and the unit ("hourly" is of hours)."""
    known = ((at, _PERIODS.get(token.folded)) for at, token in enumerate(reading.tokens))
    return tuple((at, unit) for at, unit in known if unit)


def _found(reading: Reading) -> Iterator[Quantity]:
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        found = _date(reading, at) or _number(reading, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last + 1


def _date(reading: Reading, at: int) -> Quantity | None:
    text, tokens = reading.text, reading.tokens
    token = tokens[at]
    for pattern, order in ((_ISO, (0, 1, 2)), (_SLASHED, (2, 0, 1))):
        match = pattern.match(text, token.start)
        if match:
            groups = [int(part) for part in match.groups()]
            last = max(n for n in range(at, min(at + 3, len(tokens))) if tokens[n].start < match.end())
            return _day(groups[order[0]], groups[order[1]], groups[order[2]], at, last)
    month = _month(tokens, at)
    if month:
        day = _ordinal_day(tokens, at + 1)
        last = at + bool(day)
        year = _year(tokens, last + 1)
        if (
            not day
            and not year
            and token.folded in ("may", "march", "mar", "jan", "sep", "dec")
            and not _in_before(tokens, at)
        ):
            return None
        return _day(year, month, day, at, last + bool(year))
    day = _ordinal_day(tokens, at)
    if day:
        then = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].folded == "of")
        month = _month(tokens, then)
        if month and not _ordinal_day_is_year(tokens, then + 1):
            year = _year(tokens, then + 1)
            return _day(year, month, day, at, then + bool(year))
    year = _year(tokens, at)
    if year and _plain_year(reading, at):
        return _day(year, 0, 0, at, at)
    decade = re.fullmatch(r"(1\d|20)\d0s", token.folded)
    return _day(int(token.folded[:4]), 0, -1, at, at) if decade else None


def _day(year: int, month: int, day: int, first: int, last: int) -> Quantity:
    return Quantity("date", 0.0 if month or day else float(year), "", (year, month, day), first, last)


def _month(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or not tokens[at].capital:
        return 0
    return _MONTHS.get(tokens[at].folded, 0)


def _in_before(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].folded in _BEFORE_MONTHS


def _ordinal_day(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens):
        return 0
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", tokens[at].folded)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else 0


def _ordinal_day_is_year(tokens: Sequence[Token], at: int) -> bool:
    return bool(_ordinal_day(tokens, at)) and bool(_year(tokens, at + 1))


def _year(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or not re.fullmatch(r"1\d{3}|20\d\d", tokens[at].folded):
        return 0
    return int(tokens[at].folded)


def _plain_year(reading: Reading, at: int) -> bool:
    """Whether a figure of four digits is a year, and not a count of something or a sum."""
    token = reading.tokens[at]
    before = reading.text[max(0, token.start - 2) : token.start].strip()
    after = reading.text[token.end : token.end + 2].strip()
    following = reading.tokens[at + 1].folded if at + 1 < len(reading.tokens) else ""
    return (
        before[-1:] not in tuple("$€£¥₹") and after[:1] not in ("%",) and following not in _MEASURES
        and following not in _MONEY and following not in _SCALES
    )  # fmt: skip


def _number(reading: Reading, at: int) -> Quantity | None:
    tokens, text = reading.tokens, reading.text
    token = tokens[at]
    kind: Kind = "number"
    last = at
    match = _FIGURE.fullmatch(token.folded)
    if match:
        value = float(match[1].replace(",", ""))
        suffix = match[2] or ""
        if suffix in ("st", "nd", "rd", "th"):
            kind = "ordinal"
        value *= _SUFFIXES.get(suffix, 1.0)
    elif token.folded in _UNITS:
        value = float(_UNITS[token.folded])
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if value >= 20 and following and 0 < _UNITS.get(following.folded, 0) < 10:
            value, last = value + _UNITS[following.folded], at + 1
        elif value >= 20 and following and _ORDINALS.get(following.folded, 99) < 10:
            value, last, kind = value + _ORDINALS[following.folded], at + 1, "ordinal"
    elif token.folded in _ORDINALS and (token.content or not token.opens):
        value, kind = float(_ORDINALS[token.folded]), "ordinal"
    elif token.folded in _TIMES:
        value = _TIMES[token.folded]
    elif token.folded in _SCALES:
        value = _SCALES[token.folded]
    elif token.folded == "half":
        value = 0.5
    else:
        return None
    while kind == "number" and last + 1 < len(tokens) and tokens[last + 1].folded in _SCALES:
        value, last = value * _SCALES[tokens[last + 1].folded], last + 1
    unit = _CURRENCIES.get(text[: token.start].rstrip()[-1:], "")
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if unit:
        kind, last = "money", last + (following is not None and following.folded in _MONEY)
    elif text[tokens[last].end : tokens[last].end + 3].strip().startswith("%") or (
        following and following.folded in ("percent", "percentage")
    ):
        kind = "share"
        last += following is not None and following.folded in ("percent", "percentage")
    elif following and following.folded in _MONEY:
        kind, unit, last = "money", _MONEY[following.folded], last + 1
    elif following and following.folded in _MEASURES and kind == "number":
        unit = _MEASURES[following.folded]
    elif (
        following and kind == "number" and last + 2 < len(tokens) and following.folded in _SQUARED
        and tokens[last + 2].folded in _MEASURES
    ):  # fmt: skip
        unit = _MEASURES[tokens[last + 2].folded]
    return Quantity(kind, value, unit, (0, 0, 0), at, last)
