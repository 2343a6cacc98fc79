"""Dates as sources write them: read where they are certain, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# fmt: off
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)
# fmt: on
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$"
)


def read_date(value: object) -> date | None:
    """The calendar day that `value` states, or None.

    Understands dates and datetimes, ISO 8601, RFC 822, and English dates such as `August 8, 2026`.
    All-numeric dates other than ISO are not read, since day and month cannot be told apart.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) > 80:
        return None
    text = " ".join(value.split())
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.match(text):
        month = _month(found[2])
        day = found[1] or found[3]
        return _day(int(found[4]), month, int(day)) if month and day else None
    if "," in text and ":" in text:
        try:
            return parsedate_to_datetime(text).date()
        except (ValueError, TypeError, OverflowError):
            return None
    return None


def _month(word: str) -> int:
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
