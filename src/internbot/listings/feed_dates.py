"""Dates and instants as job boards write them; what is relative ("Posted 3 Days Ago") or has no year is unknown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

from internbot.sources.dates import read_date

_EPOCH_YEARS = range(2000, 2100)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)

_RFC_822 = re.compile(
    r"(?:[a-z]{3},? )?(\d{1,2} [a-z]{3} \d{4}) (\d\d:\d\d)(?::\d\d)?(?:[:.,]\d+)? ?([+-]\d{4}|[a-z]{1,4})?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d")


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


def read_end(value: object, *, zone: tzinfo | None = None) -> datetime | date | None:
    """The deadline that a field states: an instant where it gives a time, else a day; None where it states none.

    Args:
        value: as for `read_day`; in "20 Sep 2026 04:59:00:0" what follows the seconds is left out.
        zone: of an instant that names none itself, where the field's name does.
    """
    if isinstance(value, str) and (found := _RFC_822.fullmatch(" ".join(value.split()))):
        try:
            at = datetime.strptime(f"{found[1]} {found[2]}", "%d %b %Y %H:%M")
        except ValueError:
            return read_date(value)
        named = (found[3] or "").upper()
        if named in ("Z", "UT", "UTC", "GMT"):
            return at.replace(tzinfo=UTC)
        offset = datetime.strptime(named, "%z").tzinfo if _OFFSET.fullmatch(named) else None
        # "EST" is not understood: the day alone, which ends later rather than earlier.
        return at.replace(tzinfo=offset or zone) if offset or not named else at.date()
    if isinstance(value, str) and (found := _INSTANT.fullmatch(" ".join(value.split()))):
        named = (found[3] or "").upper()
        named = "+00:00" if named in ("Z", "UTC", "GMT") else named
        try:
            return datetime.fromisoformat(f"{found[1]}T{found[2]}{named}")
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
