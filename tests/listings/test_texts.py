from __future__ import annotations

import pytest
from sqlalchemy import Engine

from internbot.listings import texts
from internbot.listings.record import Listing

TITLES = (
    "Data Scientist",
    "Senior Data and Applied Scientist",
    "Data Science Intern",
    "Scientist, Machine Learning and Data Sciences",
    "Software Development Engineer",
    "Front-End Developer",
    "Frontend Intern",
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("data scientist", {1, 2, 3}),
        ("senior data scientist", {2}),
        ("software engineer", {5}),
        ("scientist", {1, 2, 3, 4}),
        ("front end", {6, 7}),
        ("frontend", {6, 7}),
        ("front-end developer", {6}),
    ],
)
def test_an_occupation_stands_beside_what_it_is_of(engine: Engine, words: str, found: set[int]) -> None:
    with engine.begin() as connection:
        texts.create(connection)
        texts.write(
            connection,
            [(key, Listing(id=str(key), title=title)) for key, title in enumerate(TITLES, start=1)],
        )
        assert set(texts.matching(connection, texts.in_title(words)).tolist()) == found
