from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from conversations.answers import answer
from internbot.answering.answers import Usage
from internbot.conversations.store import ConversationStore
from internbot.prices import Prices
from internbot.review.accounts import Account
from internbot.review.numbers import columns, numbers, rows
from internbot.review.queue import ReviewQueue
from internbot.review.verdicts import Verdict, Verdicts
from review.conftest import NOW, Time


def test_days_count_questions_verdicts_tokens_and_what_they_cost(
    engine: Engine, store: ConversationStore, time: Time, ada: Account
) -> None:
    used = Usage(prompt_tokens=30_000, answer_tokens=2_000, steps=())
    told = answer("When do interns start?").model_copy(update={"usage": used})
    time.now = NOW - timedelta(days=1)
    store.append("t1", "c1", told, visitor="v", site="school")
    time.now = NOW
    store.append("t2", "c1", told.model_copy(update={"status": "declined", "citations": (), "usage": None}))
    store.rate("t1", "v", True)
    ReviewQueue(engine, time).take_in()
    Verdicts(engine, time).say("t1", ada, [Verdict("answer", 0, "right")])
    found = numbers(engine, NOW, 3)
    prices = Prices(1, 10, "EUR")
    table = [dict(zip(columns(prices), row, strict=True)) for row in rows(found, prices)]
    assert [row["asked"] for row in table] == [0, 1, 1]
    yesterday, today = table[1], table[2]
    assert (yesterday["answered"], yesterday["liked"], today["declined"], today["right"]) == (1, 1, 1, 1)
    assert (yesterday["tokens_read"], yesterday["tokens_written"]) == (30_000, 2_000)
    assert (yesterday["cost"], yesterday["currency"], today["cost"]) == (0.05, "EUR", 0)
    assert [len(row) for row in rows(found, None)] == [len(columns(None))] * 3
    assert "cost" not in columns(None)
    assert found.sources == (("lab.md", 1),)
    assert sum(one.asked for one in numbers(engine, NOW, 3, "school").days) == 2
    assert numbers(engine, NOW, 3, "nowhere").questions == ()
