"""The injected clock: nothing else in internbot asks the machine what day it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Returns the current instant, always with a time zone."""


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def fixed_clock(today: date) -> Clock:
    """A clock that stands at noon UTC of `today`, for `INTERNBOT_TODAY` and for tests."""
    instant = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return lambda: instant
