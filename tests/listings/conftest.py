"""A store of a few records that differ in every field, and the parts that read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, create_engine

from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver
from internbot.listings.query import QueryReader
from internbot.listings.record import Listing, Salary, Term
from internbot.listings.store import ListingStore

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture(scope="session")
def places(gazetteer: Gazetteer) -> PlaceResolver:
    return PlaceResolver(gazetteer)


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer) -> QueryReader:
    return QueryReader(gazetteer)


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine, places: PlaceResolver) -> ListingStore:
    """Six records: ids `a` to `f`."""
    store = ListingStore(engine)
    seattle, bangalore = places.resolve("Seattle, WA").places, places.resolve("Bangalore, India").places
    toronto, denver = places.resolve("Toronto, ON, Canada").places, places.resolve("Denver, CO").places
    records = [
        Listing(
            id="a",
            title="Data Science Intern",
            company="Northwind",
            locations=seattle,
            employment_type="internship",
            term=(Term(season="summer", year=2026),),
            degree_levels=("bachelor",),
            skills=("Python", "statistics"),
            posted_at=date(2026, 2, 1),
            expires_at=date(2026, 3, 20),
            active="open",
            sponsorship="yes",
            salary=Salary(min=30, max=40, currency="USD", per="hour"),
        ),
        Listing(
            id="b",
            title="Senior Data Scientist",
            company="Northwind Traders",
            locations=(*seattle, *denver),
            employment_type="full_time",
            degree_levels=("master", "phd"),
            experience_years=5,
            posted_at=date(2026, 3, 1),
            remote="hybrid",
            skills=("Python", "forecasting"),
            active="open",
            sponsorship="no",
        ),
        Listing(
            id="c",
            title="Software Engineer",
            company="Contoso",
            locations=bangalore,
            experience_years=3,
            skills=("Java",),
            description="You build the checkout of our web shop.",
        ),
        Listing(
            id="d",
            title="Software Engineering Intern",
            company="Contoso",
            locations=toronto,
            employment_type="internship",
            term=(Term(season="fall", year=2026),),
            expires_at=date(2026, 3, 1),
            active="open",
            remote="yes",
            sponsorship="unknown",
        ),
        Listing(
            id="e",
            title="Robotics Intern",
            company="Fabrikam",
            employment_type="internship",
            term=(Term(season="summer", year=2024),),
            active="open",
            posted_at=date(2024, 1, 5),
            sponsorship="citizens_only",
        ),
        Listing(id="f", title="Lab Assistant", employment_type="part_time", active="closed"),
    ]
    with engine.begin() as connection:
        for record in records:
            store.put(connection, f"list.yaml#{record.id}", record)
    return store
