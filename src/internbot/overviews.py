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
    """

    articles: int
    listings: int
    checked_on: date | None


class Overviews:
    """Makes the overview and the starters, anew where something changed; each when it is first asked for.

    Starters take as long as some answers, so that only a page that shows them waits for them.
    """

    def __init__(self, catalog: Catalog, listings: ListingStore, answered: Callable[[str], bool]) -> None:
        self._catalog = catalog
        self._listings = listings
        self._answered = answered
        self._counted: tuple[int, Overview] | None = None
        self._chosen: tuple[int, tuple[str, ...]] | None = None

    def now(self) -> Overview:
        """What there is now."""
        generation = self._catalog.generation()
        counted = self._counted
        if counted is None or counted[0] != generation:
            counts = self._catalog.counts()
            checked = counts.checked.date() if counts.checked else None
            counted = (generation, Overview(counts.articles, counts.listings, checked))
            self._counted = counted
        return counted[1]

    def starters(self) -> tuple[str, ...]:
        """Questions to begin with that can be answered now."""
        generation = self._catalog.generation()
        chosen = self._chosen
        if chosen is None or chosen[0] != generation:
            chosen = (generation, self._starters())
            self._chosen = chosen
        return chosen[1]

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
