from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from conversations.answers import answer
from internbot.answering.answers import Dropped
from internbot.conversations.store import ConversationStore
from internbot.errors import InvalidRequest, NotFound
from internbot.review.accounts import Account, Accounts
from internbot.review.erasure import Erasure
from internbot.review.queue import TAKEN, ReviewQueue, Wanted
from internbot.review.verdicts import Verdict, Verdicts
from review.conftest import PASSWORD, Time


@pytest.fixture
def queue(engine: Engine, time: Time) -> ReviewQueue:
    return ReviewQueue(engine, time)


@pytest.fixture
def verdicts(engine: Engine, time: Time) -> Verdicts:
    return Verdicts(engine, time)


def keep(store: ConversationStore, turn: str, question: str, **changes: Any) -> None:
    told = answer(question).model_copy(update=changes)
    store.append(turn, f"c-{turn}", told, visitor="v", site=changes.get("site"))


@pytest.fixture
def turns(store: ConversationStore, queue: ReviewQueue) -> None:
    """Some turns of every kind; none of their ids is in the sample or is looked at twice."""
    keep(store, "fine", "When do interns start at the lab?")
    keep(store, "declined", "Is there a dress code?", status="declined", citations=(), answerability=0.1)
    keep(store, "weak", "What is the dress code of the lab?", answerability=0.55)
    keep(store, "dropped", "Who leads the lab?", dropped=(Dropped(text="Ann.", reason="not in the quote"),))
    keep(store, "disliked", "Where is the lab?")
    keep(store, "chat", "hello", status="chat", citations=(), answerability=0.0)
    store.rate("disliked", "v", False, "wrong")
    assert queue.take_in() == 6
    assert queue.take_in() == 0


def order(queue: ReviewQueue, **wanted: Any) -> list[str]:
    return [entry.turn for entry in queue.entries(Wanted(**wanted))]


@pytest.mark.usefixtures("turns")
def test_who_needs_it_most_comes_first(queue: ReviewQueue) -> None:
    found = queue.entries(Wanted(state="open"))
    assert [entry.turn for entry in found[:4]] == ["disliked", "declined", "dropped", "weak"]
    assert "chat" not in [entry.turn for entry in found]
    assert [set(entry.reasons) - {"sample"} for entry in found[:4]] == [
        {"disliked"}, {"declined"}, {"dropped sentences"}, {"weak evidence"},
    ]  # fmt: skip
    assert [entry.need for entry in found] == sorted((entry.need for entry in found), reverse=True)
    assert queue.count(Wanted()) == 6


@pytest.mark.usefixtures("turns")
def test_many_askers_count_whatever_their_words(queue: ReviewQueue, store: ConversationStore) -> None:
    keep(store, "again", "When does an intern begin at the lab?")
    queue.take_in()
    assert queue.entry("fine").askers == queue.entry("again").askers == 2
    assert "asked often" in queue.entry("fine").reasons
    assert [entry.turn for entry in queue.similar("fine")] == ["again"]


@pytest.mark.usefixtures("turns")
def test_the_queue_is_narrowed(queue: ReviewQueue, ada: Account) -> None:
    assert order(queue, reason="disliked") == ["disliked"]
    assert order(queue, status="declined") == ["declined"]
    assert set(order(queue, words="dress CODE")) == {"declined", "weak"}
    assert order(queue, words="100%_") == []
    assert order(queue, site="nowhere") == []
    queue.take("weak", ada)
    assert [entry.turn for entry in queue.entries(Wanted(mine=True), ada)] == ["weak"]
    assert queue.entry("weak").taken_by == "Ada"
    with pytest.raises(NotFound):
        queue.take("no such turn", ada)


@pytest.mark.usefixtures("turns")
def test_what_one_has_taken_is_not_given_to_another_for_a_while(
    queue: ReviewQueue, ada: Account, ben: Account, time: Time
) -> None:
    first = queue.next(ada)
    assert first is not None
    queue.take(first.turn, ada)
    mine, theirs = queue.next(ada), queue.next(ben)
    assert mine is not None
    assert theirs is not None
    assert mine.turn == first.turn != theirs.turn
    time.now += TAKEN + timedelta(seconds=1)
    later = queue.next(ben)
    assert later is not None
    assert later.turn == first.turn


def whole(judgement: Any) -> list[Verdict]:
    return [Verdict("answer", 0, judgement)]


@pytest.mark.usefixtures("turns")
def test_a_verdict_takes_a_turn_out_of_the_queue(
    queue: ReviewQueue, verdicts: Verdicts, ada: Account
) -> None:
    said = [
        Verdict("answer", 0, "wrong", "It is July."),
        Verdict("sentence", 1, "wrong"),
        Verdict("citation", 1, "right"),
    ]
    state = verdicts.say("disliked", ada, said)
    assert state in ("done", "second")
    assert [one.verdict for one in verdicts.of("disliked")] == said
    following = queue.next(ada)
    assert following is not None
    assert following.turn == "declined"
    verdicts.say("disliked", ada, whole("right"))
    assert [one.verdict for one in verdicts.of("disliked")] == whole("right")


@pytest.mark.usefixtures("turns")
def test_where_two_disagree_a_third_decides(
    queue: ReviewQueue, verdicts: Verdicts, accounts: Accounts, ada: Account, ben: Account
) -> None:
    verdicts.say("weak", ben, whole("right"))
    assert verdicts.say("weak", ada, whole("wrong")) == "second"
    assert "disagreement" in queue.entry("weak").reasons
    assert queue.entries(Wanted(state="second"))[0].turn == "weak"
    for one in (ada, ben):
        offered = queue.next(one, Wanted(reason="disagreement"))
        assert offered is None
    cleo = accounts.add("Cleo", PASSWORD, "reviewer", "Ada")
    offered = queue.next(cleo, Wanted(reason="disagreement"))
    assert offered is not None
    assert offered.turn == "weak"
    assert verdicts.say("weak", cleo, whole("wrong")) == "done"


@pytest.mark.usefixtures("turns")
@pytest.mark.parametrize(
    "said", [[], [Verdict("answer", 0, "right"), Verdict("answer", 0, "wrong")], whole("perfect")]
)
def test_verdicts_that_say_nothing_clear_are_refused(
    verdicts: Verdicts, ada: Account, said: list[Verdict]
) -> None:
    with pytest.raises(InvalidRequest):
        verdicts.say("weak", ada, said)
    with pytest.raises(NotFound):
        verdicts.say("no such turn", ada, whole("right"))


@pytest.mark.usefixtures("turns")
def test_a_conversation_that_is_forgotten_leaves_the_queue(
    queue: ReviewQueue, verdicts: Verdicts, engine: Engine, time: Time, ada: Account
) -> None:
    verdicts.say("weak", ada, whole("right"))
    Erasure(engine, time).forget_own("c-weak", "v")
    assert verdicts.of("weak") == []
    with pytest.raises(NotFound):
        queue.entry("weak")
