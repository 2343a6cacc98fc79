"""Alarms: a cited source changed or is gone, or a cited listing closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.clock import Clock
from internbot.conversations import tables as conversations
from internbot.database.opening import writing
from internbot.review import tables
from internbot.review.accounts import aware
from internbot.review.approved import Approved, ApprovedAnswers, Sources
from internbot.review.need import weigh
from internbot.review.queue import reopen

Change = Literal["changed", "gone", "closed"]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that a past answer stands on is no longer so.

    Attributes:
        turn: the answer that cited it; None where it is an approved one.
        approved: number of the approved answer, else None.
    """

    id: int
    at: datetime
    turn: str | None
    approved: int | None
    document: str
    reason: Change


class Staleness:
    """Finds what changed under past answers; each is told once."""

    def __init__(self, engine: Engine, clock: Clock, sources: Sources, approved: ApprovedAnswers) -> None:
        self._engine = engine
        self._clock = clock
        self._sources = sources
        self._approved = approved

    def look(self) -> int:
        """Compare all cited sources with what they are now; returns the number of new alarms."""
        return self._look_at_approved() + self._look_at_turns()

    def open(self, turn: str | None = None) -> list[Alarm]:
        """Alarms that nobody settled, those of approved answers first, then the newest; perhaps of one turn only."""
        table = tables.alarms
        query = sa.select(table).where(table.c.settled.is_(None))
        if turn is not None:
            query = query.where(table.c.turn == turn)
        order = (table.c.approved.is_(None), table.c.id.desc())
        with self._engine.connect() as connection:
            return [
                Alarm(
                    row.id,
                    aware(row.at),
                    row.turn,
                    row.approved,
                    row.document,
                    cast("Change", row.reason),
                )
                for row in connection.execute(query.order_by(*order))
            ]

    def count(self) -> int:
        """How many alarms nobody settled."""
        counted = (
            sa.select(sa.func.count()).select_from(tables.alarms).where(tables.alarms.c.settled.is_(None))
        )
        with self._engine.connect() as connection:
            return connection.scalar(counted) or 0

    def settle(self, alarm: int) -> None:
        """Say that an alarm was looked at."""
        with writing(self._engine) as connection:
            where = tables.alarms.c.id == alarm
            connection.execute(sa.update(tables.alarms).where(where).values(settled=self._clock()))
            turn = connection.scalar(sa.select(tables.alarms.c.turn).where(where))
            weigh(connection, [turn] if turn else [])

    def _look_at_approved(self) -> int:
        found = [
            {"approved": one.id, "turn": None, "document": document, "reason": reason}
            for one in self._approved.all()
            for document, reason in self._approved.unfit(one).items()
        ]
        return self._tell(found, "approved")

    def _look_at_turns(self) -> int:
        cited = conversations.cited
        # Courtesies and declines cite nothing; what was told already is left out below.
        query = sa.select(cited.c.turn, cited.c.document, cited.c.sha256).distinct()
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        documents = sorted({row.document for row in rows})
        hashes: dict[str, str] = {}
        closed: set[str] = set()
        for at in range(0, len(documents), _AT_ONCE):
            part = documents[at : at + _AT_ONCE]
            hashes |= dict(self._sources.hashes(part))
            closed |= set(self._sources.closed(part))
        shown_closed = self._shown_closed(closed)
        found = [
            {"turn": row.turn, "approved": None, "document": row.document, "reason": reason}
            for row in rows
            if (reason := _reason(row.document, row.sha256, hashes, closed))
            and (reason != "closed" or row.turn not in shown_closed.get(row.document, ()))
        ]
        return self._tell(found, "turn")

    def _shown_closed(self, closed: set[str]) -> Mapping[str, set[str]]:
        """By document, the turns that were asked when it was closed already: they said so themselves."""
        cited, turns = conversations.cited, conversations.turns
        found: dict[str, set[str]] = {}
        listed = sorted(closed)
        with self._engine.connect() as connection:
            for at in range(0, len(listed), _AT_ONCE):
                query = (
                    sa.select(cited.c.turn, cited.c.document, turns.c.answer)
                    .join(turns, turns.c.id == cited.c.turn)
                    .where(cited.c.document.in_(listed[at : at + _AT_ONCE]))
                )
                for row in connection.execute(query):
                    if '"status": "closed"' in row.answer or '"status":"closed"' in row.answer:
                        found.setdefault(row.document, set()).add(row.turn)
        return found

    def _tell(self, found: Sequence[Mapping[str, object]], of: Literal["turn", "approved"]) -> int:
        table = tables.alarms
        with writing(self._engine) as connection:
            told = {
                (getattr(row, of), row.document, row.reason)
                for row in connection.execute(sa.select(table).where(table.c[of].is_not(None)))
            }
            seen: dict[tuple[object, object, object], Mapping[str, object]] = {}
            for one in found:
                key = (one[of], one["document"], one["reason"])
                if key not in told:
                    seen.setdefault(key, {**one, "at": self._clock()})
            if seen:
                connection.execute(sa.insert(table), list(seen.values()))
                reopen(connection, [str(one["turn"]) for one in seen.values() if one["turn"]])
        return len(seen)


def _reason(document: str, sha256: str, hashes: Mapping[str, str], closed: set[str]) -> Change | None:
    if document not in hashes:
        return "gone"
    if hashes[document] != sha256:
        return "changed"
    return "closed" if document in closed else None


def words(alarm: Alarm, approved: Mapping[int, Approved]) -> str:
    """One line for a reviewer."""
    what = {"changed": "has changed", "gone": "is gone", "closed": "is closed now"}[alarm.reason]
    if alarm.approved is not None and alarm.approved in approved:
        return f"{alarm.document} {what}: the approved answer to “{approved[alarm.approved].question}” is not served"
    return f"{alarm.document} {what}"
