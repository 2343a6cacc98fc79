"""Why somebody should look at an answer, and how much: a number kept with each turn, by which the queue is ordered.

It depends on what others write (feedback, alarms, other turns with the same question), so it is weighed anew where
that changed. Kept in the table, an index gives the first turn of ten thousand without reading the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from internbot.conversations import tables as conversations
from internbot.review import tables

Reason = Literal[
    "disliked", "disagreement", "source changed", "declined", "dropped sentences", "weak evidence", "conflict",
    "asked often", "sample",
]  # fmt: skip

NEED: Mapping[Reason, int] = MappingProxyType(
    {
        "disliked": 100,
        "disagreement": 90,
        "source changed": 80,
        "declined": 40,
        "dropped sentences": 30,
        "weak evidence": 25,
        "conflict": 20,
        "asked often": 5,
        "sample": 3,
    }
)
"""What each reason adds; `asked often` adds it for each further one who asked, up to eight."""
WEAK = 0.65
"""Answerability below which an answer is looked at."""
_OFTEN = 8
_AT_ONCE = 500


def askers() -> sa.ColumnElement[int]:
    """How many turns ask the same as a row of `tables.items`, itself counted."""
    other = tables.items.alias("other")
    counted = sa.select(sa.func.count()).select_from(other).where(other.c.meaning == tables.items.c.meaning)
    return counted.scalar_subquery()


def reasons() -> dict[Reason, sa.ColumnElement[bool]]:
    """The condition of each reason on a row of `tables.items`."""
    items, feedback = tables.items, conversations.feedback
    other = tables.items.alias("another")
    alarm = sa.exists().where(tables.alarms.c.turn == items.c.turn, tables.alarms.c.settled.is_(None))
    return {
        "disliked": sa.exists().where(feedback.c.turn == items.c.turn, feedback.c.liked == sa.false()),
        "disagreement": items.c.state == "second",
        "source changed": alarm,
        "declined": items.c.status == "declined",
        "dropped sentences": items.c.dropped > 0,
        "weak evidence": sa.and_(items.c.status == "answered", items.c.answerability < WEAK),
        "conflict": items.c.conflict,
        "asked often": sa.exists().where(other.c.meaning == items.c.meaning, other.c.turn != items.c.turn),
        "sample": items.c.sampled,
    }


def weigh(connection: Connection, turns: Collection[str]) -> None:
    """Bring the need of turns up to date."""
    named = sorted(turns)
    for at in range(0, len(named), _AT_ONCE):
        _weigh(connection, tables.items.c.turn.in_(named[at : at + _AT_ONCE]))


def weigh_same(connection: Connection, came: Mapping[str, int]) -> None:
    """Bring the need of turns up to date that are asked again.

    Args:
        came: how many turns came just now, by what they mean.
    """
    named = sorted(came)
    items = tables.items
    for at in range(0, len(named), _AT_ONCE):
        of = items.c.meaning.in_(named[at : at + _AT_ONCE])
        same: dict[str, list[str]] = {}
        for row in connection.execute(sa.select(items.c.meaning, items.c.turn).where(of)):
            same.setdefault(row.meaning, []).append(row.turn)
        # Beyond the most that counts, one more who asks makes no difference to the others.
        less = [turns for meaning, turns in same.items() if 1 < len(turns) <= came[meaning] + _OFTEN]
        weigh(connection, [turn for turns in less for turn in turns])


def weigh_touched(connection: Connection) -> None:
    """Bring the need of turns up to date that visitors rated or whose sources changed: there are few of them."""
    items, feedback, alarms = tables.items, conversations.feedback, tables.alarms
    touched = sa.union(
        sa.select(feedback.c.turn).where(feedback.c.liked == sa.false()),
        sa.select(alarms.c.turn).where(alarms.c.settled.is_(None), alarms.c.turn.is_not(None)),
        # What was disliked or alarming by the number that is kept, and perhaps no longer is.
        sa.select(items.c.turn).where(
            items.c.state.in_(("open", "second")), items.c.need >= NEED["source changed"]
        ),
    ).subquery()
    _weigh(connection, items.c.turn.in_(sa.select(touched.c.turn)))


def weigh_all(connection: Connection) -> None:
    """Bring the need of every turn up to date, as after turns were deleted."""
    _weigh(connection, sa.true())


def _weigh(connection: Connection, where: sa.ColumnElement[bool]) -> None:
    items, total = tables.items, _total()
    connection.execute(sa.update(items).where(where, items.c.need != total).values(need=total))


def _total() -> sa.ColumnElement[int]:
    total: sa.ColumnElement[int] = sa.literal(0)
    for reason, met in reasons().items():
        worth: Any = NEED[reason]
        if reason == "asked often":
            worth = worth * sa.case((askers() > _OFTEN, _OFTEN), else_=askers() - 1)
        total = total + sa.case((met, worth), else_=0)
    return total
