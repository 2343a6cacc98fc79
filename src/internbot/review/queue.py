"""What to look at first: every turn with the reasons why somebody should check it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from internbot.answering.answers import Answer
from internbot.clock import Clock
from internbot.conversations import tables as conversations
from internbot.database.opening import writing
from internbot.errors import NotFound
from internbot.review import tables
from internbot.review.accounts import Account, aware
from internbot.review.meanings import meaning_of
from internbot.review.need import NEED, Reason, askers, reasons, weigh, weigh_all, weigh_same, weigh_touched

State = Literal["open", "second", "done"]

_SAMPLE = 20
_SECOND = 10
TAKEN = timedelta(minutes=30)
"""How long a turn is left to the one who took it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which turns to show.

    Attributes:
        reason: only those with this reason.
        words: only those whose question has these words.
        mine: only those that I took.
    """

    reason: Reason | None = None
    state: State | None = None
    status: str | None = None
    site: str | None = None
    words: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A turn in the queue."""

    turn: str
    asked: datetime
    question: str
    status: str
    site: str | None
    state: State
    need: int
    askers: int
    reasons: tuple[Reason, ...]
    taken_by: str | None


class ReviewQueue:
    """The queue in SQL. Turns come into it by `take_in`, each once."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def take_in(self, most: int = 500) -> int:
        """Bring turns into the queue that are not in it yet, oldest first; returns how many.

        What visitors and sources changed since is weighed as well.
        """
        turns, of, items = conversations.turns, conversations.conversations, tables.items
        missing = ~sa.exists().where(items.c.turn == turns.c.id)
        oldest = sa.select(turns.c.id).where(missing).order_by(turns.c.asked).limit(most)
        query = (
            sa.select(turns, of.c.site)
            .join(of, of.c.id == turns.c.conversation)
            .where(turns.c.id.in_(oldest))
        )
        # Read from the keys alone, which is quick: mostly there is nothing new.
        outside = turns.outerjoin(items, items.c.turn == turns.c.id)
        any_missing = sa.select(turns.c.id).select_from(outside).where(items.c.turn.is_(None)).limit(1)
        with writing(self._engine) as connection:
            new = connection.execute(any_missing).first() is not None
            rows = [_item(row) for row in connection.execute(query)] if new else []
            if rows:
                connection.execute(sa.insert(items), rows)
                weigh(connection, {row["turn"] for row in rows})
                weigh_same(connection, Counter(row["meaning"] for row in rows))
            weigh_touched(connection)
        return len(rows)

    def weigh(self) -> None:
        """Weigh every turn anew, as after some were deleted."""
        with writing(self._engine) as connection:
            weigh_all(connection)

    def entries(
        self, wanted: Wanted, me: Account | None = None, *, most: int = 50, offset: int = 0
    ) -> list[Entry]:
        """Turns by need, the newest first among equals."""
        shown = _ordered(sa.select(tables.items.c.turn).where(*_wanted(wanted, me)))
        return self._entries(shown.limit(most).offset(offset))

    def count(self, wanted: Wanted, me: Account | None = None) -> int:
        """How many turns there are."""
        with self._engine.connect() as connection:
            counted = sa.select(sa.func.count()).select_from(tables.items).where(*_wanted(wanted, me))
            return connection.scalar(counted) or 0

    def entry(self, turn: str) -> Entry:
        """One turn.

        Raises:
            NotFound: it is not in the queue.
        """
        found = self._entries(sa.select(tables.items.c.turn).where(tables.items.c.turn == turn))
        if not found:
            raise NotFound("there is no such turn; it may have been deleted")
        return found[0]

    def next(self, me: Account, wanted: Wanted | None = None, after: str | None = None) -> Entry | None:
        """The turn that `me` should look at now: not done, not said by them already, not taken by somebody else."""
        asked = replace(wanted or Wanted(), state=None)
        items, assigned, verdicts = tables.items, tables.assigned, tables.verdicts
        taken = sa.exists().where(
            assigned.c.turn == items.c.turn, assigned.c.account != me.id, assigned.c.at >= self._clock() - TAKEN
        )  # fmt: skip
        said = sa.exists().where(
            verdicts.c.turn == items.c.turn, verdicts.c.account == me.id, verdicts.c.part == "answer"
        )
        free = (items.c.turn != (after or ""), ~taken, *_wanted(asked, me))
        query = sa.select(items.c.turn, items.c.need, items.c.asked).where(*free)
        with self._engine.connect() as connection:
            # State by state, since the index is in the order of need within one.
            first = [
                connection.execute(_ordered(query.where(items.c.state == state, *more)).limit(1)).first()
                for state, more in (("open", ()), ("second", (~said,)))
            ]
        found = [row for row in first if row is not None]
        if not found:
            return None
        return self.entry(max(found, key=lambda row: (row.need, row.asked, row.turn)).turn)

    def take(self, turn: str, me: Account) -> None:
        """Leave a turn to one reviewer for a while.

        Raises:
            NotFound: it is not in the queue.
        """
        with writing(self._engine) as connection:
            known = sa.select(tables.items.c.turn).where(tables.items.c.turn == turn)
            if connection.execute(known).first() is None:
                raise NotFound("there is no such turn; it may have been deleted")
            connection.execute(sa.delete(tables.assigned).where(tables.assigned.c.turn == turn))
            values = {"turn": turn, "account": me.id, "at": self._clock()}
            connection.execute(sa.insert(tables.assigned).values(values))

    def release(self, turn: str) -> None:
        """Leave a turn to everybody."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(tables.assigned).where(tables.assigned.c.turn == turn))

    def similar(self, turn: str, most: int = 8) -> list[Entry]:
        """Other turns whose question has the same words, newest first."""
        items = tables.items
        meaning = sa.select(items.c.meaning).where(items.c.turn == turn).scalar_subquery()
        same = sa.select(items.c.turn).where(items.c.meaning == meaning, items.c.turn != turn)
        newest = same.order_by(items.c.asked.desc()).limit(most)
        return sorted(self._entries(newest), key=lambda one: one.asked, reverse=True)

    def sites(self) -> list[str]:
        """Names of the sites that questions came from."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(tables.items.c.site).distinct())
            return sorted(row.site for row in rows if row.site)

    def _entries(self, turns: sa.Select[tuple[str]]) -> list[Entry]:
        """The few turns of a query, with all that is shown of each."""
        items, people, assigned = tables.items, tables.accounts, tables.assigned
        why = [met.label(f"because {name}") for name, met in reasons().items()]
        query = (
            sa.select(items, askers().label("askers"), people.c.name, *why)
            .outerjoin(assigned, assigned.c.turn == items.c.turn)
            .outerjoin(people, people.c.id == assigned.c.account)
            .where(items.c.turn.in_(sa.select(turns.subquery().c.turn)))
        )
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(_ordered(query))]


def _ordered(query: sa.Select[Any]) -> sa.Select[Any]:
    """In the order of the queue, which an index has the other way round."""
    items = tables.items
    return query.order_by(items.c.need.desc(), items.c.asked.desc(), items.c.turn.desc())


def _wanted(wanted: Wanted, me: Account | None) -> list[sa.ColumnElement[bool]]:
    items = tables.items
    found: list[sa.ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(items.c.state == wanted.state)
    if wanted.status is not None:
        found.append(items.c.status == wanted.status)
    if wanted.site is not None:
        found.append(items.c.site == wanted.site)
    found += [items.c.question.icontains(word, autoescape=True) for word in wanted.words.split()]
    if wanted.mine and me is not None:
        assigned = tables.assigned
        found.append(sa.exists().where(assigned.c.turn == items.c.turn, assigned.c.account == me.id))
    if wanted.reason is not None:
        found.append(reasons()[wanted.reason])
    return found


def settle_state(connection: Connection, turn: str) -> State:
    """Work out from its verdicts whether a turn is done, or needs a second pair of eyes."""
    verdicts, people = tables.verdicts, tables.accounts
    query = (
        sa.select(verdicts.c.verdict, people.c.role)
        .join(people, people.c.id == verdicts.c.account)
        .where(verdicts.c.turn == turn, verdicts.c.part == "answer")
        .order_by(verdicts.c.at)
    )
    said = connection.execute(query).all()
    state: State = "open"
    if len(said) == 1:
        state = "second" if _share(turn, "second", _SECOND) else "done"
    elif said:
        counts = [sum(row.verdict == other.verdict for other in said) for row in said]
        agreed = 2 * max(counts) > len(said) or (len(said) > 2 and said[-1].role == "admin")
        state = "done" if agreed else "second"
    connection.execute(sa.update(tables.items).where(tables.items.c.turn == turn).values(state=state))
    weigh(connection, [turn])
    return state


def reopen(connection: Connection, turns: Sequence[str]) -> None:
    """Bring turns back into the queue."""
    if turns:
        connection.execute(sa.update(tables.items).where(tables.items.c.turn.in_(turns)).values(state="open"))
        weigh(connection, turns)


def _share(turn: str, what: str, one_in: int) -> bool:
    """The same turns each time, and one in `one_in` of all."""
    return int(hashlib.sha256(f"{what} {turn}".encode()).hexdigest()[:8], 16) % one_in == 0


def _item(row: sa.Row[Any]) -> dict[str, Any]:
    answer = Answer.model_validate_json(row.answer)
    chat = answer.status in ("chat", "clarify")
    meaning = repr(meaning_of(row.standalone).key) if meaning_of(row.standalone).words else row.standalone
    return {
        "turn": row.id,
        "asked": row.asked,
        "question": row.standalone,
        "meaning": hashlib.sha256(meaning.encode()).hexdigest(),
        "status": row.status,
        "site": row.site,
        "answerability": answer.answerability,
        "dropped": len(answer.dropped),
        "conflict": bool(answer.conflicts),
        "first_sentence_ms": answer.timings_ms.first_sentence,
        "tokens": (answer.usage.prompt_tokens + answer.usage.answer_tokens) if answer.usage else 0,
        "answer_tokens": answer.usage.answer_tokens if answer.usage else 0,
        "sampled": not chat and _share(row.id, "sample", _SAMPLE),
        # Courtesies hold nothing that can be wrong; a thumb down brings them back.
        "state": "done" if chat else "open",
    }


def _entry(row: sa.Row[Any]) -> Entry:
    held = row._mapping
    return Entry(
        row.turn, aware(row.asked), row.question, row.status, row.site, row.state, row.need, row.askers,
        tuple(reason for reason in NEED if held[f"because {reason}"]), row.name,
    )  # fmt: skip
