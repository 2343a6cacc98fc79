from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from conversations.answers import answer
from internbot.conversations import tables
from internbot.conversations.store import ConversationStore
from internbot.database.opening import open_database
from internbot.errors import NotFound

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def store(database: str, time: Time) -> Iterator[ConversationStore]:
    engine = open_database(database)
    yield ConversationStore(engine, time)
    engine.dispose()


def test_turns_come_back_in_order_with_all_that_was_kept(store: ConversationStore, time: Time) -> None:
    first, second = answer("When do interns start?"), answer("And when do they leave?")
    store.append("t1", "c", first, visitor="v", site="lab", prompt="p", index_version=7)
    time.now += timedelta(minutes=1)
    store.append("t2", "c", second, visitor="v", site="lab")
    one, two = store.turns("c", "v")
    assert (one.id, one.number, one.asked, one.answer) == ("t1", 1, NOW, first)
    assert (one.visitor, one.site, one.prompt, one.index_version) == ("v", "lab", "p", 7)
    assert (two.number, two.asked) == (2, NOW + timedelta(minutes=1))
    assert store.turn("t2") == two
    said = [(message.role, message.content) for message in store.history("c", "v")]
    assert said[0] == ("user", "When do interns start?")
    assert said[1] == ("assistant", first.text)
    assert len(said) == 4


def test_a_conversation_is_its_own_visitors(store: ConversationStore) -> None:
    store.append("t1", "c", answer("When?"), visitor="v")
    for stranger in ("w", None):
        for read in (store.turns, store.history):
            with pytest.raises(NotFound):
                read("c", stranger)
        with pytest.raises(NotFound):
            store.rate("t1", stranger, True)
    assert len(store.turns("c", "v")) == 1


def test_feedback_replaces_what_the_same_visitor_said(store: ConversationStore, time: Time) -> None:
    store.append("t1", "c", answer("When?"), visitor="v")
    assert store.feedback("t1") is None
    store.rate("t1", "v", False, "wrong", "It is July, ask me at ann@example.com")
    store.rate("t1", "v", True)
    kept = store.feedback("t1")
    assert kept is not None
    assert (kept.liked, kept.reason, kept.comment, kept.given) == (True, None, None, NOW)
    with pytest.raises(NotFound):
        store.rate("t2", "v", True)


def test_personal_data_of_a_question_is_not_kept_and_quotes_stay_exact(
    store: ConversationStore, database: str
) -> None:
    asked = answer("I am ann.lee@example.com, call +1 650-253-0000: when do I start?")
    store.append("t1", "c", asked, visitor="v")
    store.rate("t1", "v", False, "other", "mail ann.lee@example.com")
    (kept,) = store.turns("c", "v")
    assert kept.question == "I am [e-mail address], call [phone number]: when do I start?"
    assert kept.answer.citations == asked.citations
    engine = sa.create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        everything = [
            str(value)
            for table in tables.metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
        ]
    engine.dispose()
    assert not any("ann.lee" in value or "253-0000" in value for value in everything)


def test_opening_again_finds_what_was_kept(database: str, time: Time) -> None:
    before = open_database(database)
    ConversationStore(before, time).append("t1", "c", answer("When?"))
    before.dispose()
    after = open_database(database)
    assert [turn.id for turn in ConversationStore(after, time).turns("c", None)] == ["t1"]
    after.dispose()


def test_the_migrations_make_the_tables_that_queries_are_written_against(
    store: ConversationStore, database: str
) -> None:
    engine = sa.create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    found = sa.inspect(engine)
    for table in tables.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexed = {index["name"] for index in found.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexed
    engine.dispose()


def test_an_answer_is_shared_by_a_link_that_only_its_visitor_makes_and_takes_back(
    store: ConversationStore,
) -> None:
    store.append("t1", "c", answer("When?"), visitor="v")
    link = store.share("t1", "v")
    assert len(link) >= 32
    assert store.share("t1", "v") == link
    assert store.shared(link).id == "t1"
    for wrong in (lambda: store.share("t1", "w"), lambda: store.share("t9", "v"), lambda: store.shared("x")):
        with pytest.raises(NotFound):
            wrong()
    with pytest.raises(NotFound):
        store.unshare("t1", "w")
    store.unshare("t1", "v")
    with pytest.raises(NotFound):
        store.shared(link)
    assert store.share("t1", "v") != link
