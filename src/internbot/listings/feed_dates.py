"""Dates and instants as job boards write them; what is relative ("Posted 3 Days Ago") or has no year is unknown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from internbot.sources.dates import read_date

_EPOCH_YEARS = range(2000, 2100)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)


def read_day(value: object) -> date | None:
    """The day that a field states, in its own time zone; None where it states none.

    Args:
        value: ISO 8601, "2026-09-18 12:55:59 UTC", "August  8, 2026", RFC 822, or seconds or milliseconds since
            1970 as a number (read in UTC).
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        instant = _of_epoch(value)
        return instant.date() if instant else None
    return read_date(value)


def read_end(value: object) -> datetime | date | None:
    """The deadline that a field states: an instant where it gives a time, else a day; None where it states none."""
    if isinstance(value, str) and (found := _INSTANT.fullmatch(" ".join(value.split()))):
        zone = (found[3] or "").upper()
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        try:
            return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
        except ValueError:
            return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_epoch(value)
    return read_date(value)


def _of_epoch(value: float) -> datetime | None:
    """The instant of seconds or milliseconds since 1970: whichever lies between 2000 and 2100."""
    for seconds in (value, value / 1000):
        try:
            instant = datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            continue
        if instant.year in _EPOCH_YEARS:
            return instant
    return None
