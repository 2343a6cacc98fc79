from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from internbot.database.opening import open_database
from internbot.errors import NotFound
from internbot.sites.site import Appearance, Budgets, Site
from internbot.sites.store import SiteStore

LAB = Site(
    name="lab",
    origins=("https://Lab.example.org/", "https://lab.example.org", "https://*.lab.example.org"),
    appearance=Appearance(title="Ask the lab", colour="#004488", starters=("When do interns start?",)),
    budgets=Budgets(visitor_minute=3),
)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_database(database)
    yield opened
    opened.dispose()


def test_a_site_comes_back_as_it_was_put(engine: Engine) -> None:
    store = SiteStore(engine)
    assert store.all() == ()
    store.put(LAB)
    assert store.get("lab") == LAB
    assert LAB.origins == ("https://lab.example.org", "https://*.lab.example.org")
    changed = LAB.model_copy(update={"budgets": Budgets(visitor_minute=9)})
    store.put(changed)
    assert store.all() == (changed,)


def test_what_another_process_changes_is_seen_within_seconds(engine: Engine) -> None:
    clock = [0.0]
    here, there = SiteStore(engine, lambda: clock[0]), SiteStore(engine)
    assert not here.admits("https://lab.example.org")
    there.put(LAB)
    clock[0] += 3
    assert here.admits("https://lab.example.org")
    assert here.admits("https://x.lab.example.org")
    assert not here.admits("https://evil.example.org")


def test_an_unknown_site_is_told_with_those_that_are_known(engine: Engine) -> None:
    store = SiteStore(engine)
    with pytest.raises(NotFound, match="internbot sites add"):
        store.get("lab")
    store.put(LAB)
    with pytest.raises(NotFound, match="there are lab"):
        store.remove("labs")
    store.remove("lab")
    assert store.all() == ()


@pytest.mark.parametrize(
    "wrong", [{"name": "Lab"}, {"name": "a b"}, {"origins": ()}, {"appearance": {"colour": "red; x:y"}}]
)
def test_a_site_with_a_wrong_part_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Site.model_validate({"name": "lab", "origins": ("https://lab.example.org",)} | wrong)
