from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from conversations.answers import answer
from internbot.answering.answers import Answer
from internbot.conversations import tables as conversations
from internbot.conversations.exports import Whose
from internbot.conversations.store import ConversationStore
from internbot.errors import NotFound
from internbot.review import tables
from internbot.review.accounts import Account
from internbot.review.approved import AnswerShelf
from internbot.review.erasure import Erased, Erasure
from internbot.review.queue import ReviewQueue
from internbot.review.verdicts import Verdict, Verdicts
from review.conftest import Time

TYPED = "hi there, zanzibarian question: when do interns start at the lab?"


def told(standalone: str, raw: str) -> Answer:
    return answer(standalone).model_copy(update={"question": raw})


@pytest.fixture
def erasure(engine: Engine, time: Time) -> Erasure:
    return Erasure(engine, time)


@pytest.fixture
def kept(engine: Engine, store: ConversationStore, time: Time, ada: Account) -> int:
    """Two conversations of one visitor and one of another, reviewed; returns the number of an approved answer."""
    for number, visitor in enumerate(("v", "v", "w")):
        store.append(
            f"t{number}", f"c{number}", told("When do interns start at the lab?", TYPED), visitor=visitor
        )
        store.rate(f"t{number}", visitor, False, "wrong", "zanzibarian remark")
        store.share(f"t{number}", visitor)
    while ReviewQueue(engine, time).take_in():
        pass
    for number in range(3):
        Verdicts(engine, time).say(f"t{number}", ada, [Verdict("answer", 0, "right")])
    shelf = AnswerShelf(engine, time)
    withdrawn = shelf.approve(store.turn("t0").answer, "Ada", turn="t0")
    shelf.withdraw(withdrawn)
    return shelf.approve(store.turn("t1").answer, "Ada", turn="t1")


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (*conversations.metadata.sorted_tables, *tables.metadata.sorted_tables)
            if "turn" in table.c or table.name in ("conversations", "turns")
        }


def test_a_visitor_is_forgotten_in_every_table_and_others_are_not(
    engine: Engine, erasure: Erasure, kept: int
) -> None:
    erased = erasure.forget(Whose("visitor", "v"))
    assert erased == Erased(conversations=2, questions=2, feedback=2, links=2, verdicts=2, approved=(kept,))
    left = counts(engine)
    assert {name for name, count in left.items() if count > 1} == set()
    assert left["conversations"] == left["turns"] == left["verdicts"] == left["review_items"] == 1
    assert erasure.forget_visitor("v") == Erased()
    with pytest.raises(NotFound):
        erasure.forget(Whose("visitor", "v"))


def test_an_approved_answer_stays_without_who_asked_and_how(
    engine: Engine, erasure: Erasure, kept: int, time: Time
) -> None:
    erasure.forget(Whose("conversation", "c1"))
    erasure.forget(Whose("conversation", "c0"))
    (one,) = AnswerShelf(engine, time).all()
    assert (one.id, one.turn) == (kept, None)
    assert one.answer.question == one.answer.standalone_question == "When do interns start at the lab?"
    assert one.answer.citations
    with engine.connect() as connection:
        rows = connection.execute(sa.select(tables.approved)).all()
    # The withdrawn one is served to nobody, so that nothing of it is needed.
    assert len(rows) == 1
    assert "zanzibarian" not in rows[0].answer


def test_the_words_are_gone_from_the_file_too(engine: Engine, erasure: Erasure, kept: int) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL frees its pages by itself, in its own time")
    del kept
    path = Path(str(engine.url.database))
    files = [path, path.with_name(path.name + "-wal")]
    assert any(b"zanzibarian" in file.read_bytes() for file in files if file.exists())
    erasure.forget_visitor("v")
    erasure.forget_visitor("w")
    assert not any(b"zanzibarian" in file.read_bytes() for file in files if file.exists())


def test_nobody_deletes_what_is_anothers(erasure: Erasure, store: ConversationStore, kept: int) -> None:
    del kept
    for stranger in ("w", None):
        with pytest.raises(NotFound):
            erasure.forget_own("c0", stranger)
    assert erasure.forget_own("c0", "v").conversations == 1
    with pytest.raises(NotFound):
        store.turns("c0", "v")
    assert len(store.turns("c1", "v")) == 1


def test_conversations_are_kept_for_so_many_days(
    erasure: Erasure, store: ConversationStore, time: Time
) -> None:
    store.append("t1", "old", answer("When?"), visitor="v")
    store.append("t2", "going on", answer("When?"), visitor="v")
    time.now += timedelta(days=20)
    store.append("t3", "going on", answer("And then?"), visitor="v")
    time.now += timedelta(days=11)
    assert erasure.forget_older(30) == Erased(conversations=1, questions=1)
    assert len(store.turns("going on", "v")) == 2
    with pytest.raises(NotFound):
        store.turns("old", "v")
