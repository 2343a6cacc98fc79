"""What there is to answer from, and some questions to begin with."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from datetime import date

from internbot.answering.suggestions import as_question, own_questions, spread
from internbot.index.catalog import Catalog
from internbot.listings.store import ListingStore

_STARTERS = 4


@dataclass(frozen=True, slots=True)
class Overview:
    """What the assistant knows about.

    Attributes:
        checked_on: day on which the sources were last looked at; None while there are none.
        starters: questions that can be answered.
    """

    articles: int
    listings: int
    checked_on: date | None
    starters: tuple[str, ...]


class Overviews:
    """Makes the overview, anew where something changed."""

    def __init__(self, catalog: Catalog, listings: ListingStore, answered: Callable[[str], bool]) -> None:
        self._catalog = catalog
        self._listings = listings
        self._answered = answered
        self._made: tuple[int, Overview] | None = None

    def now(self) -> Overview:
        """What there is now."""
        catalog = self._catalog
        generation = catalog.generation()
        if self._made is None or self._made[0] != generation:
            counts = catalog.counts()
            checked = counts.checked.date() if counts.checked else None
            self._made = (
                generation,
                Overview(counts.articles, counts.listings, checked, self._starters()),
            )
        return self._made[1]

    def _offered(self, question: str) -> bool:
        # In a context of its own: it is no step of the answer that happens to be given meanwhile.
        return Context().run(self._answered, question)

    def _starters(self) -> tuple[str, ...]:
        """Questions that the documents name themselves, else some drawn from their headings; one over the records."""
        catalog = self._catalog
        named = [own_questions(metadata) for metadata in catalog.metadata().values()]
        if not any(named):
            named = [
                tuple(question for section in sections if (question := as_question(*section)))
                for sections in catalog.sections("article")
            ]
        cities = self._listings.vocabulary().cities
        if not cities:
            return spread(named, _STARTERS, self._offered)
        (city, _, _), _ = max(cities.items(), key=lambda item: (item[1], item[0]))
        return (*spread(named, _STARTERS - 1, self._offered), f"Which postings are in {city}?")
