"""The parts of a review, put together, and the thread that keeps the queue up to date."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from sqlalchemy import Engine

from internbot.answering.source_conflicts import SourceConflict
from internbot.clock import Clock
from internbot.conversations.store import ConversationStore
from internbot.embeddings.base import Vectors
from internbot.questions.question import Question
from internbot.review.accounts import Accounts
from internbot.review.approved import ApprovedAnswers, Sources
from internbot.review.conflicts import Conflicts
from internbot.review.erasure import Erasure
from internbot.review.gaps import Gaps
from internbot.review.queue import ReviewQueue
from internbot.review.staleness import Staleness
from internbot.review.verdicts import Verdicts

log = logging.getLogger(__name__)

_PAUSE = 3.0
"""Seconds between two looks at what changed."""


class Knowledge(Sources, Protocol):
    """What reviews ask of the assistant."""

    def read(self, question: str) -> Question:
        """How a question that stands alone is understood now."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, shape (len(texts), dimensions)."""

    def source_conflicts(self) -> Sequence[SourceConflict]:
        """Stored sources that state different amounts of the same; may take seconds."""

    def index_version(self) -> int:
        """A number that rises with every change of what is known."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """Everything behind the review page and its commands."""

    engine: Engine
    clock: Clock
    accounts: Accounts
    store: ConversationStore
    queue: ReviewQueue
    verdicts: Verdicts
    approved: ApprovedAnswers
    staleness: Staleness
    gaps: Gaps
    erasure: Erasure
    conflicts: Conflicts

    @classmethod
    def of(cls, engine: Engine, clock: Clock, knowledge: Knowledge) -> Self:
        """The parts over an opened database."""
        approved = ApprovedAnswers(engine, clock, knowledge, knowledge.read)
        return cls(
            engine,
            clock,
            Accounts(engine, clock),
            ConversationStore(engine, clock),
            ReviewQueue(engine, clock),
            Verdicts(engine, clock),
            approved,
            Staleness(engine, clock, knowledge, approved),
            Gaps(engine, knowledge.encode),
            Erasure(engine, clock),
            Conflicts(engine, clock, knowledge.source_conflicts),
        )


class Keeper:
    """Takes new turns into the queue, looks at the sources whenever the index changed, forgets once a day."""

    def __init__(self, reviews: Reviews, index_version: Callable[[], int], keep_days: int) -> None:
        """
        Args:
            keep_days: after so many days without a question, a conversation is forgotten.
        """
        self._reviews = reviews
        self._index_version = index_version
        self._keep_days = keep_days
        self._seen: tuple[int, date] | None = None
        self._forgot: date | None = None
        self._compared: int | None = None
        self._before: int | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="review-keeper", daemon=True)

    def step(self) -> None:
        """Do what there is to do now."""
        today = self._reviews.clock().date()
        if today != self._forgot:
            self._reviews.erasure.forget_older(self._keep_days)
            self._forgot = today
        while self._reviews.queue.take_in():
            pass
        now = (self._index_version(), today)
        if self._seen is None or now[1] != self._seen[1]:
            # What was deleted since, or came before there was an order, has changed the need of others.
            self._reviews.queue.weigh()
        if now != self._seen:
            self._reviews.staleness.look()
            self._seen = now
        # All sources are compared, which takes seconds where there are thousands: not before a run of changes is over.
        if now[0] != self._compared and now[0] == self._before:
            self._reviews.conflicts.look()
            self._compared = now[0]
        self._before = now[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(10)

    def _run(self) -> None:
        while True:
            try:
                self.step()
            except Exception:
                # The next round tries again; a database that is away must not end the thread.
                log.exception("the review queue was not brought up to date")
            if self._stop.wait(_PAUSE):
                return
