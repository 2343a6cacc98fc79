from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from conversations.answers import answer
from internbot.conversations import tables as conversations
from internbot.conversations.store import ConversationStore
from internbot.database.opening import writing
from internbot.review import tables
from internbot.review.need import NEED
from internbot.review.queue import ReviewQueue, Wanted
from review.conftest import Time


@pytest.fixture
def queue(engine: Engine, time: Time) -> ReviewQueue:
    return ReviewQueue(engine, time)


def keep(store: ConversationStore, turn: str, question: str) -> None:
    store.append(turn, f"c-{turn}", answer(question), visitor="v")


def weight(queue: ReviewQueue, turn: str) -> int:
    """The need of a turn without what chance adds."""
    entry = queue.entry(turn)
    return entry.need - (NEED["sample"] if "sample" in entry.reasons else 0)


def test_a_thumb_that_comes_later_and_is_turned_counts(queue: ReviewQueue, store: ConversationStore) -> None:
    keep(store, "t1", "When do interns start at the lab?")
    queue.take_in()
    assert weight(queue, "t1") == 0
    store.rate("t1", "v", False)
    queue.take_in()
    assert weight(queue, "t1") == NEED["disliked"]
    store.rate("t1", "v", True)
    queue.take_in()
    assert weight(queue, "t1") == 0


def test_each_further_asker_counts_up_to_eight(queue: ReviewQueue, store: ConversationStore) -> None:
    for number in range(12):
        keep(store, f"t{number}", "When do interns start at the lab?")
        queue.take_in()
        assert weight(queue, "t0") == NEED["asked often"] * min(number, 8)
    assert {weight(queue, f"t{number}") for number in range(12)} == {8 * NEED["asked often"]}
    assert queue.entry("t0").askers == 12


def test_many_askers_at_once_count_for_the_earlier_ones_too(
    queue: ReviewQueue, store: ConversationStore
) -> None:
    keep(store, "first", "When do interns start at the lab?")
    queue.take_in()
    for number in range(30):
        keep(store, f"t{number}", "When do interns start at the lab?")
    queue.take_in()
    assert weight(queue, "first") == 8 * NEED["asked often"]


def test_what_was_deleted_is_no_asker_once_all_is_weighed(
    queue: ReviewQueue, store: ConversationStore, engine: Engine
) -> None:
    keep(store, "t1", "When do interns start at the lab?")
    keep(store, "t2", "When does an intern begin at the lab?")
    queue.take_in()
    with writing(engine) as connection:
        connection.execute(
            sa.delete(conversations.conversations).where(conversations.conversations.c.id == "c-t2")
        )
    queue.weigh()
    assert weight(queue, "t1") == 0
    assert "asked often" not in queue.entry("t1").reasons


def test_the_order_comes_from_an_index(engine: Engine, queue: ReviewQueue) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL chooses by the number of rows, which are few here")
    items = tables.items
    query = sa.select(items.c.turn).where(items.c.state == "open")
    ordered = query.order_by(items.c.need.desc(), items.c.asked.desc(), items.c.turn.desc()).limit(1)
    with engine.connect() as connection:
        text = str(ordered.compile(engine, compile_kwargs={"literal_binds": True}))
        plan = " ".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))
    assert "ix_review_items_order" in plan
    assert "TEMP B-TREE" not in plan
    assert queue.entries(Wanted(state="open")) == []
