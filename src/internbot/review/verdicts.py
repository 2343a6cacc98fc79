"""What reviewers say of an answer: of each sentence, of each citation, and of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.clock import Clock
from internbot.database.opening import writing
from internbot.errors import InvalidRequest, NotFound
from internbot.review import tables
from internbot.review.accounts import Account, aware
from internbot.review.queue import State, settle_state

Part = Literal["answer", "sentence", "citation"]
Judgement = Literal["right", "wrong", "incomplete", "out_of_date"]
JUDGEMENTS: tuple[Judgement, ...] = ("right", "wrong", "incomplete", "out_of_date")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict.

    Attributes:
        number: of the sentence or citation, from 1; 0 for the whole.
    """

    part: Part
    number: int
    judgement: Judgement
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict with who gave it, and when."""

    turn: str
    by: str
    at: datetime
    verdict: Verdict


class Verdicts:
    """Verdicts in SQL."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def say(self, turn: str, me: Account, verdicts: Sequence[Verdict]) -> State:
        """Keep what a reviewer says of a turn, in place of what the same one said before.

        A verdict on the whole settles the turn's alarms; returns whether a second reviewer is to look.

        Raises:
            NotFound: the turn is not in the queue.
            InvalidRequest: there is nothing to keep, or one part was judged twice.
        """
        parts = {(one.part, one.number) for one in verdicts}
        if not verdicts or len(parts) < len(verdicts):
            raise InvalidRequest("say one thing of each part, and of at least one")
        if any(one.judgement not in JUDGEMENTS or len(one.note or "") > 2000 for one in verdicts):
            raise InvalidRequest(f"a verdict is one of {', '.join(JUDGEMENTS)}")
        table = tables.verdicts
        with writing(self._engine) as connection:
            known = connection.execute(sa.select(tables.items.c.turn).where(tables.items.c.turn == turn))
            if known.first() is None:
                raise NotFound("there is no such turn; it may have been deleted")
            own = sa.and_(table.c.turn == turn, table.c.account == me.id)
            connection.execute(sa.delete(table).where(own))
            now = self._clock()
            rows = [
                {
                    "turn": turn,
                    "account": me.id,
                    "part": one.part,
                    "number": one.number,
                    "verdict": one.judgement,
                    "note": one.note or None,
                    "at": now,
                }
                for one in verdicts
            ]
            connection.execute(sa.insert(table), rows)
            if ("answer", 0) in parts:
                alarms = tables.alarms
                open_ones = sa.and_(alarms.c.turn == turn, alarms.c.settled.is_(None))
                connection.execute(sa.update(alarms).where(open_ones).values(settled=now))
                connection.execute(sa.delete(tables.assigned).where(tables.assigned.c.turn == turn))
            return settle_state(connection, turn)

    def of(self, turn: str) -> list[Said]:
        """All that was said of a turn, oldest first."""
        with self._engine.connect() as connection:
            return [_said(row) for row in connection.execute(_query().where(tables.verdicts.c.turn == turn))]

    def all(self) -> list[Said]:
        """All that was ever said, oldest first, for export."""
        with self._engine.connect() as connection:
            return [_said(row) for row in connection.execute(_query())]


def _query() -> sa.Select[Any]:
    table, people = tables.verdicts, tables.accounts
    return (
        sa.select(table, people.c.name)
        .join(people, people.c.id == table.c.account)
        .order_by(table.c.at, table.c.id)
    )


def _said(row: sa.Row[Any]) -> Said:
    return Said(row.turn, row.name, aware(row.at), Verdict(row.part, row.number, row.verdict, row.note))
