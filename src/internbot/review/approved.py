"""Answers that a reviewer approved: served again where the question means the same and no cited source changed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.answering.answers import Answer, Citation, Event, Sentence
from internbot.clock import Clock
from internbot.database.opening import writing
from internbot.errors import InvalidRequest, NotFound
from internbot.questions.question import Question
from internbot.review import tables
from internbot.review.accounts import aware
from internbot.review.meanings import Meaning, meaning_of

_FRESH = 2.0
"""Seconds for which what was read holds: each question asks for it."""
MOST_PHRASINGS = 40


class Sources(Protocol):
    """What is known now of documents that answers cite."""

    def hashes(self, documents: Collection[str]) -> Mapping[str, str]:
        """Hash of the stored text by document; those that are gone are left out."""

    def closed(self, documents: Collection[str]) -> Collection[str]:
        """Those of the documents that are listings and are closed now."""


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved answer.

    Attributes:
        phrasings: further questions that it answers, as a reviewer said.
        turn: what it was made from; None where it was written without one.
    """

    id: int
    question: str
    answer: Answer
    by: str
    at: datetime
    turn: str | None
    phrasings: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that it is known to answer."""
        return (self.question, *self.phrasings)


class AnswerShelf:
    """Approved answers in SQL: kept, changed and read, without what it takes to serve them."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def approve(self, answer: Answer, by: str, *, turn: str | None = None) -> int:
        """Keep an answer as the one to its standalone question, in place of an earlier one; returns its number.

        Raises:
            InvalidRequest: it is no answer from texts, or not every sentence of it has a citation.
        """
        check(answer)
        if not meaning_of(answer.standalone_question).words:
            raise InvalidRequest("the question has no words of its own, so no other can be compared with it")
        kept = answer.model_copy(
            update={"approved_by": by, "conversation": None, "turn": None, "usage": None}
        )
        with writing(self._engine) as connection:
            table = tables.approved
            same = sa.and_(table.c.question == answer.standalone_question, table.c.withdrawn.is_(None))
            connection.execute(sa.update(table).where(same).values(withdrawn=self._clock()))
            values = {
                "question": answer.standalone_question,
                "answer": kept.model_dump_json(),
                "by": by,
                "at": self._clock(),
                "turn": turn,
            }
            made = connection.execute(sa.insert(table).values(values)).inserted_primary_key
        self.changed()
        assert made is not None
        return int(made[0])

    def add_phrasing(self, number: int, question: str) -> None:
        """Let an approved answer also answer another question.

        Raises:
            NotFound: there is no such answer.
            InvalidRequest: there are too many, or it has no words of its own.
        """
        one = self.get(number)
        if not meaning_of(question).words or len(one.phrasings) >= MOST_PHRASINGS:
            raise InvalidRequest("write a whole question; an answer takes at most 40 of them")
        with writing(self._engine) as connection:
            connection.execute(sa.insert(tables.phrasings).values(approved=number, question=question.strip()))
        self.changed()

    def withdraw(self, number: int) -> None:
        """Serve an approved answer no longer.

        Raises:
            NotFound: there is no such answer.
        """
        self.get(number)
        with writing(self._engine) as connection:
            where = tables.approved.c.id == number
            connection.execute(sa.update(tables.approved).where(where).values(withdrawn=self._clock()))
        self.changed()

    def get(self, number: int) -> Approved:
        """One approved answer.

        Raises:
            NotFound: there is none of that number, or it was withdrawn.
        """
        found = next((one for one in self.all() if one.id == number), None)
        if found is None:
            raise NotFound(f"there is no approved answer {number}; it may have been withdrawn")
        return found

    def by(self, question: str) -> str | None:
        """Who approved the answer to this very question; None where nobody did."""
        table = tables.approved
        query = sa.select(table.c.by).where(table.c.question == question, table.c.withdrawn.is_(None))
        with self._engine.connect() as connection:
            return connection.scalar(query.order_by(table.c.id.desc()).limit(1))

    def all(self) -> list[Approved]:
        """Every approved answer that was not withdrawn, newest first."""
        with self._engine.connect() as connection:
            more: dict[int, list[str]] = {}
            for row in connection.execute(sa.select(tables.phrasings).order_by(tables.phrasings.c.id)):
                more.setdefault(row.approved, []).append(row.question)
            table = tables.approved
            rows = connection.execute(
                sa.select(table).where(table.c.withdrawn.is_(None)).order_by(table.c.id.desc())
            )
            return [
                Approved(
                    row.id,
                    row.question,
                    Answer.model_validate_json(row.answer),
                    row.by,
                    aware(row.at),
                    row.turn,
                    tuple(more.get(row.id, ())),
                )
                for row in rows
            ]

    def changed(self) -> None:
        """Called after each change."""


class ApprovedAnswers(AnswerShelf):
    """Approved answers as they are served, for several threads and processes."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sources: Sources,
        read: Callable[[str], Question],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            read: understands a question that stands alone, as of now.
            now: seconds that only rise.
        """
        super().__init__(engine, clock)
        self._sources = sources
        self._read_question = read
        self._now = now
        self._lock = Lock()
        self._held: tuple[float, dict[tuple[object, ...], list[tuple[str, Approved]]]] | None = None
        self._meanings: dict[str, Meaning] = {}

    def changed(self) -> None:
        """Read what is kept anew at the next question."""
        self._held = None

    def unfit(self, one: Approved) -> dict[str, str]:
        """Cited documents that keep an answer from being served, with the reason: changed, gone or closed."""
        cited = {citation.document: citation.sha256 for citation in one.answer.citations}
        hashes = self._sources.hashes(cited)
        reasons = {
            document: "changed" if document in hashes else "gone"
            for document, sha256 in cited.items()
            if hashes.get(document) != sha256
        }
        listed = {citation.document for citation in one.answer.citations if citation.kind == "listing"}
        return dict.fromkeys(self._sources.closed(listed - reasons.keys()), "closed") | reasons

    def match(self, question: Question) -> Approved | None:
        """The approved answer to a question; None where none means surely the same, or its sources changed."""
        if question.kind != "knowledge" or question.hostile or question.instructions or question.translated:
            return None
        held = self._by_meaning()
        if not held:
            return None  # to find a meaning takes a millisecond
        meaning = meaning_of(question.standalone)
        for asked, one in held.get(meaning.key, ()):
            if not self._meaning(asked).same_as(meaning):
                continue
            understood = self._read_question(asked)
            if (understood.kind, understood.language) != ("knowledge", question.language):
                continue
            if understood.listings != question.listings and _words(asked) != _words(question.standalone):
                continue
            if not self.unfit(one):
                return one
        return None

    def _by_meaning(self) -> dict[tuple[object, ...], list[tuple[str, Approved]]]:
        with self._lock:
            if self._held is None or self._now() - self._held[0] > _FRESH:
                found: dict[tuple[object, ...], list[tuple[str, Approved]]] = {}
                for one in self.all():
                    for asked in one.questions:
                        found.setdefault(self._meaning(asked).key, []).append((asked, one))
                self._held = (self._now(), found)
            return self._held[1]

    def _meaning(self, asked: str) -> Meaning:
        """The meaning of an approved question; it takes a millisecond to find, and never changes."""
        known = self._meanings.get(asked)
        if known is None:
            known = self._meanings[asked] = meaning_of(asked)
        return known


def check(answer: Answer) -> None:
    """Whether an answer can be approved.

    Raises:
        InvalidRequest: it cannot; the message says why.
    """
    if answer.listings is not None or any(one.support == "computed" for one in answer.sentences):
        raise InvalidRequest("an answer over all records is counted anew each time, and cannot be approved")
    told = [one for one in answer.sentences if one.support != "not_needed"]
    if answer.status != "answered" or not told or not answer.citations:
        raise InvalidRequest("only an answer with sentences and citations can be approved")
    numbers = {one.number for one in answer.citations}
    if any(not one.citations or not numbers.issuperset(one.citations) for one in told):
        raise InvalidRequest("each sentence needs a citation")


def served(one: Approved, question: Question, conversation: str | None, began: float) -> Iterator[Event]:
    """The events of an approved answer to a question.

    Args:
        began: what `time.perf_counter` said when the question arrived.
    """
    mark = Sentence(text=f"Checked by {one.by} on {one.at.date():%-d %B %Y}.", support="not_needed")
    sentences = (*one.answer.sentences, mark)
    waiting: dict[int, Citation] = {cited.number: cited for cited in one.answer.citations}
    for sentence in sentences:
        for number in sentence.citations:
            if number in waiting:
                yield Event(kind="citation", data=waiting.pop(number))
        yield Event(kind="sentence", data=sentence)
    took = round((time.perf_counter() - began) * 1000, 1)
    answer = one.answer.model_copy(
        update={
            "id": uuid.uuid4().hex,
            "question": question.raw,
            "standalone_question": question.standalone,
            "text": f"{one.answer.text}\n\n{mark.text}",
            "sentences": sentences,
            "conversation": conversation,
            "approved_by": one.by,
            "dropped": (),
            "fallback": None,
            "timings_ms": one.answer.timings_ms.model_copy(
                update={"retrieval": took, "first_sentence": took, "total": took}
            ),
        }
    )
    yield Event(kind="done", data=answer)


def _words(text: str) -> list[str]:
    return text.casefold().strip(" ?.!").split()
