from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from conversations.answers import answer
from conversations.test_store import NOW, Time
from internbot.conversations.exports import Whose, exported, found, held
from internbot.conversations.store import ConversationStore
from internbot.database.opening import open_database
from internbot.errors import NotFound


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_database(database)
    yield opened
    opened.dispose()


@pytest.fixture
def link(engine: Engine) -> str:
    """Of an answer of a visitor who has two conversations; a third one is nobody's."""
    store = ConversationStore(engine, Time())
    store.append("t1", "c1", answer("When do interns start?"), visitor="v", site="lab")
    store.append("t2", "c1", answer("And when do they leave?"), visitor="v", site="lab")
    store.append("t3", "c2", answer("Where?"), visitor="v")
    store.append("t4", "c3", answer("Who?"))
    store.rate("t2", "v", False, "incomplete", "and on Fridays?")
    return store.share("t3", "v")


@pytest.mark.usefixtures("link")
def test_conversations_are_listed_in_short(engine: Engine) -> None:
    shown = {one.conversation: one for one in held(engine)}
    assert (shown["c1"].turns, shown["c1"].first, shown["c1"].site) == (2, "When do interns start?", "lab")
    assert shown["c3"].visitor is None
    assert shown["c1"].began.tzinfo is not None
    assert [one.conversation for one in held(engine, Whose("visitor", "v"), most=1)] == ["c1"]
    assert [one.conversation for one in held(engine, Whose("conversation", "c2"))] == ["c2"]
    assert held(engine, Whose("visitor", "nobody")) == []


def test_an_export_holds_all_that_is_kept(engine: Engine, link: str) -> None:
    told = list(exported(engine, Whose("visitor", "v")))
    assert [one["turn"] for one in told] == ["t1", "t2", "t3"]
    assert told[0]["answer"]["sentences"]
    assert told[0]["feedback"] is None
    assert told[1]["feedback"] == {
        "given": NOW.isoformat(), "liked": False, "reason": "incomplete", "comment": "and on Fridays?",
    }  # fmt: skip
    assert [one["shared"] for one in told] == [None, None, link]
    assert [one["turn"] for one in exported(engine, Whose("conversation", "c3"))] == ["t4"]
    with pytest.raises(NotFound):
        list(exported(engine, Whose("visitor", "nobody")))


def test_any_id_that_a_person_has_leads_to_the_visitor(engine: Engine, link: str) -> None:
    for named in (
        "v",
        "c1",
        "t2",
        link,
        f"https://example.org/shared/{link}",
        " https://example.org/x?/c2/ ",
    ):
        assert found(engine, named) == Whose("visitor", "v"), named
    assert found(engine, "t4") == Whose("conversation", "c3")
    with pytest.raises(NotFound):
        found(engine, "zz")
