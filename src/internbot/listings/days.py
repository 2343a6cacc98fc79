"""Phrases for days in questions: "this week", "in the last 7 days", "before March 1", "in May"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from internbot.listings.filters import Days

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = r"(\d{1,3}|an?|one|two|three|four|five|six|seven|ten)"
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_DATE = rf"(?:(\d{{4}})-(\d\d)-(\d\d)|{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?(?!\d)" + (
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(\d{{4}}))?)"
)
_BOUND = re.compile(rf"\b(before|until|till|by|after|since|from|on)?\s*(?:the\s+)?{_DATE}")
_BETWEEN = re.compile(rf"\bbetween\s+{_DATE}\s+and\s+{_DATE}")
_LAST = re.compile(
    rf"\b(?:in|within|over|during)?\s*(?:the\s+)?(?:last|past)\s+(?:{_NUMBER}\s+)?(day|week|month|year)s?\b"
)
_NEXT = re.compile(
    rf"\b(?:in|within|over|during)?\s*(?:the\s+)?(?:next|coming)\s+(?:{_NUMBER}\s+)?(day|week|month|year)s?\b"
)
_WITHIN = re.compile(rf"\b(?:with)?in\s+{_NUMBER}\s+(day|week|month)s?\b")
_THIS = re.compile(r"\b(?:in\s+)?this\s+(week|month|year)\b|\b(today|tomorrow|yesterday|soon)\b")
_BOUND_MONTH = re.compile(
    rf"\b(before|until|till|through|by|after|since|from)\s+(?:the\s+)?((?:end|beginning|start)\s+of\s+)?{_MONTH}(?:\s+(\d{{4}}))?(?!\s*\d)\b"
)
_BOUND_YEAR = re.compile(r"\b(before|until|till|through|by|after|since|from|in)\s+(20\d\d)\b(?!-)")
_CALENDAR = re.compile(r"(?<!\bthe )\bnext\s+(week|month|year)\b")
_IN_MONTH = re.compile(rf"\b(?:in|during)\s+{_MONTH}(?:\s+(\d{{4}}))?(?!\s*\d)\b")

_LED = re.compile(
    r"\b(before|until|till|through|by|after|since|from)(?:\s+the)?(\s+(?:end|beginning|start)\s+of)?\s*$"
)
"""Before a span of days, says which side of it is meant: "before this week"."""


@dataclass(frozen=True, slots=True)
class DaysMention:
    """Days that a text names, and where it names them (offsets in the folded text)."""

    days: Days
    start: int
    end: int


def mentions_of_days(folded: str, today: date) -> Iterator[DaysMention]:
    """Every phrase for days in a folded text, from left to right, without overlaps."""
    taken: list[tuple[int, int]] = []
    for pattern, meaning in (
        (_BETWEEN, _between), (_BOUND, _bound), (_BOUND_MONTH, _bound_month), (_BOUND_YEAR, _bound_year),
        (_LAST, _last), (_CALENDAR, _calendar), (_NEXT, _next), (_WITHIN, _next),
        (_THIS, _this), (_IN_MONTH, _in_month),
    ):  # fmt: skip
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if days := meaning(match, today):
                if meaning in (_calendar, _this, _last, _next):
                    days = _side(days, folded[: match.start()], past=meaning is _last)
                taken.append(match.span())
                yield DaysMention(days, *match.span())


def _date(groups: tuple[str | None, ...], today: date) -> date | None:
    year, month, day, name, number, year_after, number_before, name_after, last_year = groups
    try:
        if year and month and day:
            return date(int(year), int(month), int(day))
        word, written = (name or name_after or ""), (number or number_before or "0")
        given = year_after or last_year
        month_number = _MONTHS.index(word[:3]) + 1
        if given:
            return date(int(given), month_number, int(written))
        # Without a year the nearest such day is meant, up to half a year back.
        years = [date(today.year + offset, month_number, int(written)) for offset in (-1, 0, 1)]
        return min(years, key=lambda day: abs((day - today).days - 90))
    except ValueError:
        return None


def _bound(match: re.Match[str], today: date) -> Days | None:
    word, day = match.group(1), _date(match.groups()[1:], today)
    if day is None:
        return None
    if word == "before":
        return Days(last=day - timedelta(days=1))
    if word in ("until", "till", "by"):
        return Days(last=day)
    if word == "after":
        return Days(first=day + timedelta(days=1))
    return Days(first=day) if word in ("since", "from") else Days(first=day, last=day)


def _bound_month(match: re.Match[str], today: date) -> Days | None:
    """ "Before December" ends with November, "until December" with December."""
    word, part, name, year = match.groups()
    if part and part.startswith("end") and word in ("before", "by"):
        word = "until"
    if name == "may" and not year and word not in ("before", "until", "since", "after", "by"):
        return None
    month = _MONTHS.index(name[:3]) + 1
    if year:
        number = int(year)
    else:
        # The nearest such month: the coming one for deadlines, the last one for what has been.
        past = word in ("since", "from")
        number = today.year - (past and month > today.month) + (not past and month < today.month)
    first = date(number, month, 1)
    return _around(word, first, date(number, month, monthrange(number, month)[1]))


def _bound_year(match: re.Match[str], _today: date) -> Days | None:
    word, year = match.group(1), int(match.group(2))
    return _around(word, date(year, 1, 1), date(year, 12, 31))


def _around(word: str, first: date, last: date) -> Days:
    if word in ("before", "by"):
        return Days(last=first - timedelta(days=1))
    if word in ("until", "till", "through"):
        return Days(last=last)
    if word == "after":
        return Days(first=last + timedelta(days=1))
    return Days(first=first) if word in ("since", "from") else Days(first=first, last=last)


def _side(days: Days, before: str, *, past: bool) -> Days:
    """The days before, until, after or since a span, where `before` ends in that word; else the span itself."""
    led = _LED.search(before)
    if led is None or days.first is None or days.last is None:
        return days
    word, part = led.groups()
    if past and word != "before":
        return days  # "since the last two weeks" are those weeks.
    if word == "by" or (word == "before" and part and "end" in part):
        word = "until"
    return _around(word, days.first, days.last)


def _calendar(match: re.Match[str], today: date) -> Days:
    unit = match.group(1)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return Days(first=monday, last=monday + timedelta(days=6))
    if unit == "month":
        year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        return Days(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))
    return Days(first=date(today.year + 1, 1, 1), last=date(today.year + 1, 12, 31))


def _between(match: re.Match[str], today: date) -> Days | None:
    groups = match.groups()
    last = _date(groups[9:], today)
    first = _date(groups[:9], today)
    if first and last and any(groups[at] for at in (14, 17)) and not any(groups[at] for at in (0, 5, 8)):
        # The year of "between July 1 and July 15, 2026" is that of both, unless a new year lies between them.
        first = _in_year(first, last.year - ((first.month, first.day) > (last.month, last.day)))
    return Days(first=first, last=last) if first and last else None


def _in_year(day: date, year: int) -> date:
    """The same day of another year; the last of February where there is no 29th."""
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _length(match: re.Match[str]) -> int:
    number, unit = match.groups()
    count = 1 if number is None else _NUMBERS.get(number) or int(number)
    return count * _UNITS[unit]


def _last(match: re.Match[str], today: date) -> Days:
    return Days(first=today - timedelta(days=_length(match)), last=today)


def _next(match: re.Match[str], today: date) -> Days:
    return Days(first=today, last=today + timedelta(days=_length(match)))


def _this(match: re.Match[str], today: date) -> Days:
    unit, word = match.groups()
    monday = today - timedelta(days=today.weekday())
    months_last = date(today.year, today.month, monthrange(today.year, today.month)[1])
    spans = {
        "week": (monday, monday + timedelta(days=6)),
        "month": (today.replace(day=1), months_last),
        "year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1),) * 2,
        "yesterday": (today - timedelta(days=1),) * 2,
        "soon": (today, today + timedelta(days=14)),
    }
    first, last = spans[unit or word]
    return Days(first=first, last=last)


def _in_month(match: re.Match[str], today: date) -> Days:
    month = _MONTHS.index(match.group(1)[:3]) + 1
    year = int(match.group(2)) if match.group(2) else today.year
    return Days(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))
