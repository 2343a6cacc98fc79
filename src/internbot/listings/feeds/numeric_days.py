"""Days in numbers alone: which of the first two is the month is told by the other rows, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

DayOrder = Literal["day_first", "month_first"]

_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")


def read_numeric_day(text: str, order: DayOrder | None) -> date | None:
    """The day; None where its order is not known. With points the day goes first, wherever that is written.

    Args:
        text: such as "26.02.2027" or "02/26/2027".
        order: of the days with slashes or dashes in the same list; None where that is not known.
    """
    if found := _DOTTED.match(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if (found := _SLASHED.match(text)) is None:
        return None
    first, second, year = (int(part) for part in found.groups())
    order = order or day_order([text])
    if order is None:
        return _day(year, first, second) if first == second else None
    return _day(year, second, first) if order == "day_first" else _day(year, first, second)


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """The order in which days are written; None where no day tells it, or some contradict each other."""
    orders: set[DayOrder] = set()
    for text in texts:
        if found := _SLASHED.match(text):
            if int(found[1]) > 12:
                orders.add("day_first")
            elif int(found[2]) > 12:
                orders.add("month_first")
    return orders.pop() if len(orders) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
