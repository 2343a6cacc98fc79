"""What is kept of one visitor or of one conversation: found by any id that a person may name, listed, written out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.conversations import tables
from internbot.errors import NotFound

Kind = Literal["conversation", "visitor"]


@dataclass(frozen=True, slots=True)
class Whose:
    """One conversation, or all those of one visitor.

    Attributes:
        id: of the conversation or of the visitor.
    """

    kind: Kind
    id: str

    @property
    def where(self) -> sa.ColumnElement[bool]:
        """What holds of the rows of `conversations` that are meant."""
        column = tables.conversations.c.id if self.kind == "conversation" else tables.conversations.c.visitor
        return column == self.id


@dataclass(frozen=True, slots=True)
class Held:
    """One conversation in short.

    Attributes:
        visitor: None where nobody can read it again.
        first: its first question, as it was kept.
    """

    conversation: str
    visitor: str | None
    site: str | None
    began: datetime
    last: datetime
    turns: int
    first: str


def held(engine: Engine, whose: Whose | None = None, *, most: int = 100) -> list[Held]:
    """Conversations in short, that in which something was said last first; all of them where `whose` is None."""
    of, turns = tables.conversations, tables.turns
    query = (
        sa.select(of, sa.func.count(turns.c.id).label("turns"))
        .outerjoin(turns, turns.c.conversation == of.c.id)
        .group_by(*of.c)
        .order_by(of.c.last.desc(), of.c.id)
        .limit(most)
    )
    if whose is not None:
        query = query.where(whose.where)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
        opening = sa.select(turns.c.conversation, turns.c.question).where(
            turns.c.number == 1, turns.c.conversation.in_([row.id for row in rows])
        )
        first = {row.conversation: row.question for row in connection.execute(opening)}
    return [
        Held(
            row.id, row.visitor, row.site, _aware(row.began), _aware(row.last), row.turns, first.get(row.id, "")
        )
        for row in rows
    ]  # fmt: skip


def exported(engine: Engine, whose: Whose) -> Iterator[dict[str, Any]]:
    """All that is kept of the turns, one JSON object each, oldest first, with what was thought of the answers.

    Raises:
        NotFound: nothing is kept under this id.
    """
    of, turns, thought, links = tables.conversations, tables.turns, tables.feedback, tables.shares
    query = (
        sa.select(
            turns, of.c.visitor, of.c.site, thought.c.given, thought.c.liked, thought.c.reason, thought.c.comment,
            links.c.link,
        )
        .join(of, of.c.id == turns.c.conversation)
        .outerjoin(thought, thought.c.turn == turns.c.id)
        .outerjoin(links, links.c.turn == turns.c.id)
        .where(whose.where)
        .order_by(of.c.began, of.c.id, turns.c.number)
    )  # fmt: skip
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise NotFound(nothing(whose))
    for row in rows:
        yield {
            "visitor": row.visitor,
            "conversation": row.conversation,
            "site": row.site,
            "turn": row.id,
            "number": row.number,
            "asked": _aware(row.asked).isoformat(),
            "question": row.question,
            "answer": json.loads(row.answer),
            "feedback": None
            if row.given is None
            else {
                "given": _aware(row.given).isoformat(),
                "liked": row.liked,
                "reason": row.reason,
                "comment": row.comment,
            },
            "shared": row.link,
        }


def found(engine: Engine, named: str) -> Whose:
    """The visitor, else the conversation, that an id leads to: of a visitor, a conversation, a turn, or a shared link.

    Raises:
        NotFound: it leads to nothing.
    """
    of, turns, links = tables.conversations, tables.turns, tables.shares
    # What people copy is often the whole address.
    named = named.strip().rstrip("/").rpartition("/")[2]
    by_turn = sa.select(turns.c.conversation).where(turns.c.id == named)
    by_link = (
        sa.select(turns.c.conversation).join(links, links.c.turn == turns.c.id).where(links.c.link == named)
    )
    where = sa.or_(of.c.visitor == named, of.c.id == named, of.c.id.in_(by_turn), of.c.id.in_(by_link))
    with engine.connect() as connection:
        row = connection.execute(sa.select(of.c.id, of.c.visitor).where(where).limit(1)).one_or_none()
    if row is None:
        raise NotFound(f"nothing is kept under {named!r}: no visitor, conversation, turn or link has this id")
    return Whose("visitor", row.visitor) if row.visitor is not None else Whose("conversation", row.id)


def nothing(whose: Whose) -> str:
    """What to tell whoever asks for what is not there."""
    return f"nothing is kept of the {whose.kind} {whose.id!r}; it may have been deleted"


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
