"""A message, its conversation and the page it comes from -> a question, with what the records hold now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from internbot.answering.answers import Message
from internbot.answering.listing_answers import SHOWN
from internbot.clock import Clock
from internbot.listings.filters import ListingFilter, ListingQuery
from internbot.listings.rendering import heading
from internbot.listings.store import ListingStore
from internbot.questions.page_context import LISTED, PageContext, pointing
from internbot.questions.question import Question, Turn
from internbot.questions.rewriting import Rewriting
from internbot.questions.understanding import Understanding
from internbot.records import Records


class QuestionReader:
    """Reads questions by rules, and by a chat model where there is one."""

    def __init__(
        self,
        understanding: Understanding,
        store: ListingStore,
        records: Records,
        clock: Clock,
        rewriting: Rewriting | None,
    ) -> None:
        self._understanding = understanding
        self._store = store
        self._records = records
        self._clock = clock
        self._rewriting = rewriting

    def read(
        self, question: str, history: Sequence[Message] = (), context: PageContext | None = None
    ) -> Question:
        """The question that a message asks.

        Args:
            question: as it was typed.
            history: earlier messages, oldest first.
            context: what the page that the question comes from shows.

        Raises:
            InvalidRequest: the question is empty or too long, or the page's conditions cannot be read.
        """
        page = context or PageContext()
        asked = self._of_the_posting(question, history, page.about) if page.about else None
        if asked is not None:
            return asked
        asked = self._improved(question, history, page.language)
        if not page.where or asked.kind != "listings" or asked.listings is None:
            return asked
        given = self._records.query(page.where).filter
        own = asked.listings.filter
        added = {name: getattr(given, name) for name in given.conditions() if name not in own.conditions()}
        merged = asked.listings.model_copy(update={"filter": own.model_copy(update=added)})
        return replace(asked, listings=merged)

    def by_rules(self, question: str) -> Question:
        """A question that stands alone, without asking a chat model."""
        return self._understanding.read(question, (), self._store.vocabulary(), self._clock().date())

    def _improved(self, question: str, history: Sequence[Message], page_language: str) -> Question:
        now = self._clock()

        def results(query: ListingQuery, *, as_shown: bool = False) -> list[tuple[str, str]]:
            found = self._store.find(query, now, first=SHOWN)
            rows = found.shown.rows if as_shown else found.rows
            return [(row.document, heading(row.listing)) for row in rows]

        vocabulary = self._store.vocabulary()

        def read(text: str, turns: Sequence[Turn]) -> Question:
            return self._understanding.read(text, turns, vocabulary, now.date(), results, page_language)

        asked = read(question, history)
        return self._rewriting.improved(asked, history, read) if self._rewriting else asked

    def _of_the_posting(self, question: str, history: Sequence[Message], about: str) -> Question | None:
        """The question, where it points at the posting on the page."""
        document = self._records.posting(about)
        rows = self._records.find(ListingFilter(documents=(document,)), first=1).rows if document else ()
        turn = pointing(question, history, rows[0].listing.title) if rows else None
        if turn is None:
            return None
        only = [(rows[0].document, heading(rows[0].listing))]
        listed = [Message(role="user", content=LISTED), Message(role="assistant", content=only[0][1])]

        def results(_query: ListingQuery, *, as_shown: bool = False) -> list[tuple[str, str]]:  # noqa: ARG001
            return only

        vocabulary, today = self._store.vocabulary(), self._clock().date()
        asked = self._understanding.read(turn, listed, vocabulary, today, results)
        return replace(asked, raw=question, previous=None, context_terms=())
