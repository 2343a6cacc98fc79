"""A conversation over a small store of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pytest
from sqlalchemy import create_engine

from internbot.listings.filters import ListingQuery
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver
from internbot.listings.query import QueryReader
from internbot.listings.record import Listing
from internbot.listings.rendering import heading
from internbot.listings.store import ListingStore
from internbot.questions.question import Question
from internbot.questions.understanding import Understanding

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    role: Literal["user", "assistant"]
    content: str


Ask = Callable[..., Question]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def store(gazetteer: Gazetteer) -> Iterator[ListingStore]:
    engine = create_engine("sqlite://")
    store = ListingStore(engine)
    places = PlaceResolver(gazetteer)
    records = [
        ("a", "Data Scientist", "Seattle, WA", 3, ("phd",)),
        ("b", "Senior Data Scientist", "Bellevue, WA", 5, ()),
        ("c", "Software Engineer", "Bangalore, India", None, ()),
    ]
    with engine.begin() as connection:
        for key, title, place, years, degrees in records:
            record = Listing(
                id=key,
                title=title,
                company="Northwind",
                locations=places.resolve(place).places,
                experience_years=years,
                degree_levels=degrees,  # type: ignore[arg-type]
                skills=("Python",) if key != "c" else ("Java",),
            )
            store.put(connection, f"jobs#{key}", record)
    yield store
    engine.dispose()


@pytest.fixture
def ask(store: ListingStore, gazetteer: Gazetteer) -> Ask:
    """Understands the last of some turns; those that begin with `A:` are answers."""
    understanding = Understanding(QueryReader(gazetteer))

    def results(query: ListingQuery, *, as_shown: bool = False) -> Sequence[tuple[str, str]]:
        found = store.find(query, NOW)
        rows = found.shown.rows if as_shown else found.rows
        return [(row.document, heading(row.listing)) for row in rows]

    def read(*turns: str) -> Question:
        history = [Said("assistant", t[2:]) if t.startswith("A:") else Said("user", t) for t in turns[:-1]]
        return understanding.read(turns[-1], history, store.vocabulary(), NOW.date(), results)

    return read
