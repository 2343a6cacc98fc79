"""What to look at first: every turn with the reasons why somebody should check it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
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

Reason = Literal[
    "disliked", "disagreement", "source changed", "declined", "dropped sentences", "weak evidence", "conflict",
    "asked often", "sample",
]  # fmt: skip
State = Literal["open", "second", "done"]

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
_SAMPLE = 20
_SECOND = 10
_OFTEN = 8
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
        """Bring turns into the queue that are not in it yet, oldest first; returns how many."""
        turns, of, items = conversations.turns, conversations.conversations, tables.items
        query = (
            sa.select(turns, of.c.site)
            .join(of, of.c.id == turns.c.conversation)
            .outerjoin(items, items.c.turn == turns.c.id)
            .where(items.c.turn.is_(None))
            .order_by(turns.c.asked)
            .limit(most)
        )
        with writing(self._engine) as connection:
            rows = [_item(row) for row in connection.execute(query)]
            if rows:
                connection.execute(sa.insert(items), rows)
        return len(rows)

    def entries(
        self, wanted: Wanted, me: Account | None = None, *, most: int = 50, offset: int = 0
    ) -> list[Entry]:
        """Turns by need, the newest first among equals."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._query(wanted, me).limit(most).offset(offset)).all()
            return [_entry(row) for row in rows]

    def count(self, wanted: Wanted, me: Account | None = None) -> int:
        """How many turns there are."""
        with self._engine.connect() as connection:
            counted = self._query(wanted, me).order_by(None).subquery()
            return connection.scalar(sa.select(sa.func.count()).select_from(counted)) or 0

    def entry(self, turn: str) -> Entry:
        """One turn.

        Raises:
            NotFound: it is not in the queue.
        """
        with self._engine.connect() as connection:
            row = connection.execute(self._all().where(tables.items.c.turn == turn)).one_or_none()
        if row is None:
            raise NotFound("there is no such turn; it may have been deleted")
        return _entry(row)

    def next(self, me: Account, wanted: Wanted | None = None, after: str | None = None) -> Entry | None:
        """The turn that `me` should look at now: not done, not said by them already, not taken by somebody else."""
        asked = wanted or Wanted()
        free = [
            tables.items.c.state != "done",
            tables.items.c.turn != (after or ""),
            sa.or_(tables.assigned.c.account.is_(None), tables.assigned.c.account == me.id,
                   tables.assigned.c.at < self._clock() - TAKEN),
            ~sa.exists().where(
                tables.verdicts.c.turn == tables.items.c.turn, tables.verdicts.c.account == me.id,
                tables.verdicts.c.part == "answer", tables.items.c.state == "second",
            ),
        ]  # fmt: skip
        with self._engine.connect() as connection:
            query = self._query(replace(asked, state=None), me).where(*free).limit(1)
            row = connection.execute(query).first()
        return _entry(row) if row else None

    def take(self, turn: str, me: Account) -> None:
        """Leave a turn to one reviewer for a while.

        Raises:
            NotFound: it is not in the queue.
        """
        self.entry(turn)
        with writing(self._engine) as connection:
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
        query = self._all().where(items.c.meaning == meaning, items.c.turn != turn)
        with self._engine.connect() as connection:
            return [
                _entry(row) for row in connection.execute(query.order_by(items.c.asked.desc()).limit(most))
            ]

    def sites(self) -> list[str]:
        """Names of the sites that questions came from."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(tables.items.c.site).distinct())
            return sorted(row.site for row in rows if row.site)

    def _query(self, wanted: Wanted, me: Account | None) -> sa.Select[Any]:
        items = tables.items
        query = self._all()
        if wanted.state is not None:
            query = query.where(items.c.state == wanted.state)
        if wanted.status is not None:
            query = query.where(items.c.status == wanted.status)
        if wanted.site is not None:
            query = query.where(items.c.site == wanted.site)
        for word in wanted.words.split():
            query = query.where(items.c.question.icontains(word, autoescape=True))
        if wanted.mine and me is not None:
            query = query.where(tables.assigned.c.account == me.id)
        if wanted.reason is not None:
            query = query.where(_reasons()[wanted.reason])
        return query.order_by(_total().desc(), items.c.asked.desc(), items.c.turn)

    def _all(self) -> sa.Select[Any]:
        items, people = tables.items, tables.accounts
        reasons = [value.label(f"because {name}") for name, value in _reasons().items()]
        return (
            sa.select(items, _askers().label("askers"), _total().label("total"), people.c.name, *reasons)
            .outerjoin(conversations.feedback, conversations.feedback.c.turn == items.c.turn)
            .outerjoin(tables.assigned, tables.assigned.c.turn == items.c.turn)
            .outerjoin(people, people.c.id == tables.assigned.c.account)
            .join(_COUNTS, _COUNTS.c.meaning == items.c.meaning)
        )


_COUNTS = (
    sa.select(tables.items.c.meaning, sa.func.count().label("askers"))
    .group_by(tables.items.c.meaning)
    .subquery("counts")
)


def _askers() -> sa.ColumnElement[int]:
    return _COUNTS.c.askers


def _reasons() -> dict[Reason, sa.ColumnElement[bool]]:
    items, feedback = tables.items, conversations.feedback
    alarm = sa.exists().where(tables.alarms.c.turn == items.c.turn, tables.alarms.c.settled.is_(None))
    return {
        "disliked": sa.func.coalesce(feedback.c.liked, sa.true()) == sa.false(),
        "disagreement": items.c.state == "second",
        "source changed": alarm,
        "declined": items.c.status == "declined",
        "dropped sentences": items.c.dropped > 0,
        "weak evidence": sa.and_(items.c.status == "answered", items.c.answerability < WEAK),
        "conflict": items.c.conflict,
        "asked often": _askers() > 1,
        "sample": items.c.sampled,
    }


def _total() -> sa.ColumnElement[int]:
    total: sa.ColumnElement[int] = sa.literal(0)
    for reason, met in _reasons().items():
        worth: Any = NEED[reason]
        if reason == "asked often":
            worth = worth * sa.case((_askers() > _OFTEN, _OFTEN), else_=_askers() - 1)
        total = total + sa.case((met, worth), else_=0)
    return total


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
    return state


def reopen(connection: Connection, turns: Sequence[str]) -> None:
    """Bring turns back into the queue."""
    if turns:
        connection.execute(sa.update(tables.items).where(tables.items.c.turn.in_(turns)).values(state="open"))


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
        "sampled": not chat and _share(row.id, "sample", _SAMPLE),
        # Courtesies hold nothing that can be wrong; a thumb down brings them back.
        "state": "done" if chat else "open",
    }


def _entry(row: sa.Row[Any]) -> Entry:
    held = row._mapping
    return Entry(
        row.turn, aware(row.asked), row.question, row.status, row.site, row.state, int(row.total), row.askers,
        tuple(reason for reason in NEED if held[f"because {reason}"]), row.name,
    )  # fmt: skip
