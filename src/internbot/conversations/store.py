"""Conversations in SQL: kept, and read by their own visitor; `review.erasure` forgets them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from internbot.answering.answers import Answer, Message
from internbot.clock import Clock
from internbot.conversations import tables
from internbot.conversations.masking import mask, mask_all, personal
from internbot.database.opening import writing
from internbot.errors import NotFound

FeedbackReason = Literal["wrong", "incomplete", "out_of_date", "not_asked", "harmful", "other"]

_REMEMBERED = 8
"""Turns that a follow-up is read against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question with all that is needed to say later why it was answered so: the answer's receipt.

    Attributes:
        id: what feedback, reviews and links name.
        number: within its conversation, from 1.
        prompt: hash of the prompt that a chat model was given; None for quoting.
        index_version: the index's number at that time; it rises with every change.
    """

    id: str
    conversation: str
    number: int
    asked: datetime
    question: str
    answer: Answer
    visitor: str | None = None
    site: str | None = None
    prompt: str | None = None
    index_version: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thinks of an answer."""

    turn: str
    given: datetime
    liked: bool
    reason: str | None = None
    comment: str | None = None


class ConversationStore:
    """Every method is one transaction, for several threads; personal data in questions is masked when written."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        """
        Args:
            engine: of the opened database.
            clock: gives the time of what is written.
        """
        self._engine = engine
        self._clock = clock

    def append(
        self,
        turn: str,
        conversation: str,
        answer: Answer,
        *,
        visitor: str | None = None,
        site: str | None = None,
        prompt: str | None = None,
        index_version: int = 0,
    ) -> None:
        """Keep a turn at the end of its conversation, which begins with its first one."""
        # Before the transaction, which others wait for.
        question, standalone, kept = _masked(answer)
        now = self._clock()
        with writing(self._engine) as connection:
            named = {"of": conversation}
            last = 0
            if connection.execute(_GOES_ON, named | {"now": now}).rowcount:
                last = connection.execute(_LAST_NUMBER, named).scalar() or 0
            else:
                began = {"id": conversation, "visitor": visitor, "site": site, "began": now, "last": now}
                connection.execute(_NEW_CONVERSATION, began)
            connection.execute(
                _NEW_TURN,
                {
                    "id": turn,
                    "conversation": conversation,
                    "number": last + 1,
                    "asked": now,
                    "question": question,
                    "standalone": standalone,
                    "status": answer.status,
                    "answer": kept,
                    "model": answer.model,
                    "prompt": prompt,
                    "index_version": index_version,
                },
            )
            rows = [
                {"turn": turn, "number": one.number, "document": one.document, "sha256": one.sha256}
                for one in answer.citations
            ]
            if rows:
                connection.execute(_NEW_CITATIONS, rows)

    def turns(self, conversation: str, visitor: str | None) -> list[Turn]:
        """The turns of a visitor's conversation, in order.

        Raises:
            NotFound: there is none of that id, or it is another visitor's.
        """
        with self._engine.connect() as connection:
            self._own(connection, conversation, visitor)
            where = tables.turns.c.conversation == conversation
            return _turns(connection, where)

    def turn(self, turn: str) -> Turn:
        """One turn, whoever asked it.

        Raises:
            NotFound: there is none of that id.
        """
        with self._engine.connect() as connection:
            found = _turns(connection, tables.turns.c.id == turn)
        if not found:
            raise NotFound(f"there is no turn {turn!r}")
        return found[0]

    def history(self, conversation: str, visitor: str | None) -> Sequence[Message]:
        """What was said, oldest first, as far back as a follow-up may reach.

        Raises:
            NotFound: there is none of that id, or it is another visitor's.
        """
        said: list[Message] = []
        for turn in self.turns(conversation, visitor)[-_REMEMBERED:]:
            said.append(Message(role="user", content=turn.question))
            said.append(Message(role="assistant", content=turn.answer.text))
        return said

    def rate(
        self,
        turn: str,
        visitor: str | None,
        liked: bool,
        reason: str | None = None,
        comment: str | None = None,
    ) -> None:
        """Keep what a visitor thinks of an answer, in place of what the same one said before.

        Raises:
            NotFound: there is no such turn, or it is another visitor's.
        """
        values = {
            "turn": turn,
            "given": self._clock(),
            "liked": liked,
            "reason": reason,
            "comment": mask(comment) if comment else None,
        }
        with writing(self._engine) as connection:
            self._own_turn(connection, turn, visitor)
            connection.execute(sa.delete(tables.feedback).where(tables.feedback.c.turn == turn))
            connection.execute(sa.insert(tables.feedback).values(values))

    def feedback(self, turn: str) -> Feedback | None:
        """What was said of an answer; None where nothing was."""
        with self._engine.connect() as connection:
            where = tables.feedback.c.turn == turn
            row = connection.execute(sa.select(tables.feedback).where(where)).one_or_none()
        return Feedback(row.turn, _aware(row.given), row.liked, row.reason, row.comment) if row else None

    def share(self, turn: str, visitor: str | None) -> str:
        """The last part of the link by which anybody can read one answer of a visitor; made at the first call.

        Raises:
            NotFound: there is no such turn, or it is another visitor's.
        """
        with writing(self._engine) as connection:
            self._own_turn(connection, turn, visitor)
            of = tables.shares.c.turn == turn
            link = connection.execute(sa.select(tables.shares.c.link).where(of)).scalar()
            if link is None:
                link = secrets.token_urlsafe(24)
                values = {"link": link, "turn": turn, "made": self._clock()}
                connection.execute(sa.insert(tables.shares).values(values))
            return str(link)

    def unshare(self, turn: str, visitor: str | None) -> None:
        """Make the link of an answer lead nowhere; one that has none stays so.

        Raises:
            NotFound: there is no such turn, or it is another visitor's.
        """
        with writing(self._engine) as connection:
            self._own_turn(connection, turn, visitor)
            connection.execute(sa.delete(tables.shares).where(tables.shares.c.turn == turn))

    def shared(self, link: str) -> Turn:
        """The turn that a link leads to.

        Raises:
            NotFound: it leads nowhere, or no longer.
        """
        with self._engine.connect() as connection:
            of = sa.select(tables.shares.c.turn).where(tables.shares.c.link == link)
            found = _turns(connection, tables.turns.c.id == of.scalar_subquery())
        if not found:
            raise NotFound("this link leads nowhere: whoever shared the answer may have taken it back")
        return found[0]

    def _own_turn(self, connection: Connection, turn: str, visitor: str | None) -> None:
        where = tables.turns.c.id == turn
        of = connection.execute(sa.select(tables.turns.c.conversation).where(where)).scalar()
        if of is None:
            raise NotFound(f"there is no turn {turn!r}")
        self._own(connection, of, visitor)

    def _own(self, connection: Connection, conversation: str, visitor: str | None) -> None:
        table = tables.conversations
        row = connection.execute(sa.select(table.c.visitor).where(table.c.id == conversation)).one_or_none()
        # One answer for both, so that nobody learns which ids exist.
        if row is None or row.visitor != visitor:
            raise NotFound("there is no such conversation of yours; it may have been deleted")


# Statements of each answer, made once: to build and to name one takes longer than to run it.
_GOES_ON = (
    sa.update(tables.conversations)
    .where(tables.conversations.c.id == sa.bindparam("of"))
    .values(last=sa.bindparam("now"))
)
_LAST_NUMBER = sa.select(sa.func.max(tables.turns.c.number)).where(
    tables.turns.c.conversation == sa.bindparam("of")
)
_NEW_CONVERSATION = sa.insert(tables.conversations)
_NEW_TURN = sa.insert(tables.turns)
_NEW_CITATIONS = sa.insert(tables.cited)


def _turns(connection: Connection, where: sa.ColumnElement[bool]) -> list[Turn]:
    table, of = tables.turns, tables.conversations
    columns = sa.select(table, of.c.visitor, of.c.site).join(of, of.c.id == table.c.conversation)
    rows = connection.execute(columns.where(where).order_by(table.c.conversation, table.c.number))
    return [
        Turn(
            id=row.id,
            conversation=row.conversation,
            number=row.number,
            asked=_aware(row.asked),
            question=row.question,
            answer=Answer.model_validate_json(row.answer),
            visitor=row.visitor,
            site=row.site,
            prompt=row.prompt,
            index_version=row.index_version,
        )
        for row in rows
    ]


def _aware(instant: datetime) -> datetime:
    """SQLite gives back what it was told in UTC, without saying so."""
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


def _masked(answer: Answer) -> tuple[str, str, str]:
    """The question, how it stands alone, and the whole answer as JSON, without personal data of the question's."""
    found = personal(answer.question)
    if not found:
        return answer.question, answer.standalone_question, answer.model_dump_json()
    told = answer.model_dump(mode="json")
    citations = told.pop("citations")
    told = mask_all(told, found) | {"citations": citations}
    return told["question"], told["standalone_question"], json.dumps(told, ensure_ascii=False)
