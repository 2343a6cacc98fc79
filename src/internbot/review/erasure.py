"""Forgetting conversations: with them goes all that was made of them, but for what reviewers made their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from internbot.answering.answers import Answer
from internbot.clock import Clock
from internbot.conversations import tables as conversations
from internbot.conversations.exports import Whose, nothing
from internbot.database.opening import writing
from internbot.errors import NotFound
from internbot.index.catalog import WRITES
from internbot.review import tables


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was deleted.

    Attributes:
        questions: turns, with their answers, citations and places in the queue.
        feedback: thumbs and comments.
        links: to single answers; they lead nowhere now.
        verdicts: what reviewers said of the answers.
        alarms: of changed sources under the answers.
        approved: numbers of the approved answers that stay, without a trace of who asked: the question as it stands
            alone, the sentences and their quotes.
    """

    conversations: int = 0
    questions: int = 0
    feedback: int = 0
    links: int = 0
    verdicts: int = 0
    alarms: int = 0
    approved: tuple[int, ...] = ()


class Erasure:
    """Deletes in one transaction each; counts of gaps, the queue and the numbers follow by themselves."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def forget(self, whose: Whose) -> Erased:
        """Delete a conversation, or all those of a visitor.

        Raises:
            NotFound: there is none.
        """
        erased = self._erase(whose.where)
        if not erased.conversations:
            raise NotFound(nothing(whose))
        return erased

    def forget_own(self, conversation: str, visitor: str | None) -> Erased:
        """Delete a visitor's own conversation.

        Raises:
            NotFound: there is none of that id, or it is another visitor's.
        """
        of = conversations.conversations
        mine = of.c.visitor.is_(None) if visitor is None else of.c.visitor == visitor
        erased = self._erase(sa.and_(of.c.id == conversation, mine))
        if not erased.conversations:
            # One answer for both, so that nobody learns which ids exist.
            raise NotFound("there is no such conversation of yours; it may have been deleted")
        return erased

    def forget_visitor(self, visitor: str) -> Erased:
        """Delete all conversations of a visitor, if there are any."""
        return self._erase(conversations.conversations.c.visitor == visitor)

    def forget_older(self, days: int) -> Erased:
        """Delete the conversations in which nothing was said for `days`."""
        return self._erase(conversations.conversations.c.last < self._clock() - timedelta(days=days))

    def _erase(self, where: sa.ColumnElement[bool]) -> Erased:
        of, turns = conversations.conversations, conversations.turns
        meant = sa.select(turns.c.id).join(of, of.c.id == turns.c.conversation).where(where)
        with self._engine.connect() as connection:
            if connection.execute(sa.select(of.c.id).where(where).limit(1)).first() is None:
                return Erased()
        if self._engine.dialect.name == "sqlite":
            return self._overwritten(where, meant)
        with writing(self._engine) as connection:
            return _delete(connection, where, meant)

    def _overwritten(self, where: sa.ColumnElement[bool], meant: sa.Select[tuple[str]]) -> Erased:
        """Delete from a SQLite file so that the words are gone from its pages too, not only from its tables."""
        with self._engine.execution_options(**{WRITES: True}).connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA secure_delete=ON")
            with connection.begin():
                erased = _delete(connection, where, meant)
            # What was deleted still stands in the write-ahead log, until it is emptied; readers may keep it for now.
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return erased


def _delete(connection: Connection, where: sa.ColumnElement[bool], meant: sa.Select[tuple[str]]) -> Erased:
    counted = {
        name: connection.scalar(sa.select(sa.func.count()).select_from(table).where(table.c.turn.in_(meant)))
        or 0
        for name, table in (
            ("feedback", conversations.feedback),
            ("links", conversations.shares),
            ("verdicts", tables.verdicts),
            ("alarms", tables.alarms),
        )
    }
    questions = connection.scalar(sa.select(sa.func.count()).select_from(meant.subquery())) or 0
    approved = _unlink(connection, meant)
    deleted = connection.execute(sa.delete(conversations.conversations).where(where)).rowcount
    return Erased(conversations=deleted, questions=questions, approved=approved, **counted)


def _unlink(connection: Connection, meant: sa.Select[tuple[str]]) -> tuple[int, ...]:
    """Make approved answers forget which turn they were made from, and how it was worded; withdrawn ones go."""
    table = tables.approved
    made = table.c.turn.in_(meant)
    connection.execute(sa.delete(table).where(made, table.c.withdrawn.is_not(None)))
    kept: list[int] = []
    for row in connection.execute(sa.select(table).where(made).order_by(table.c.id)).all():
        answer = Answer.model_validate_json(row.answer)
        alone = answer.model_copy(
            update={"question": answer.standalone_question, "conversation": None, "turn": None, "dropped": ()}
        )
        values = {"turn": None, "answer": alone.model_dump_json()}
        connection.execute(sa.update(table).where(table.c.id == row.id).values(values))
        kept.append(row.id)
    return tuple(kept)
