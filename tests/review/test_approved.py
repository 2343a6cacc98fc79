from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine

from conversations.answers import answer
from internbot.answering.answers import Answer, Sentence
from internbot.conversations.store import ConversationStore
from internbot.errors import InvalidRequest, NotFound
from internbot.questions.question import Question
from internbot.review.approved import ApprovedAnswers, served
from internbot.review.queue import ReviewQueue
from internbot.review.staleness import Staleness
from review.conftest import Time

ASKED = "How much does the river lab pay its interns?"


@dataclass
class Shelf:
    """Documents with the hashes of their texts, and listings that are closed."""

    held: dict[str, str] = field(default_factory=lambda: {"lab.md": "0" * 64})
    shut: set[str] = field(default_factory=set)

    def hashes(self, documents: Collection[str]) -> dict[str, str]:
        return {key: self.held[key] for key in documents if key in self.held}

    def closed(self, documents: Collection[str]) -> set[str]:
        return self.shut.intersection(documents)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def approved(engine: Engine, time: Time, shelf: Shelf) -> ApprovedAnswers:
    return ApprovedAnswers(engine, time, shelf, asked)


def asked(text: str) -> Question:
    return Question(raw=text, standalone=text, kind="knowledge")


def test_an_approved_answer_is_served_with_who_and_when(approved: ApprovedAnswers) -> None:
    approved.approve(answer(ASKED), "Ada Bell")
    question = asked("What do interns earn at the river lab?")
    found = approved.match(question)
    assert found is not None
    events = list(served(found, question, "c1", 0.0))
    assert [event.kind for event in events] == ["citation", "sentence", "sentence", "done"]
    told = events[-1].data
    assert isinstance(told, Answer)
    assert told.approved_by == "Ada Bell"
    assert told.text.endswith("Checked by Ada Bell on 22 November 2026.")
    assert (told.question, told.conversation, told.citations) == (question.raw, "c1", answer(ASKED).citations)


@pytest.mark.parametrize(
    "other",
    ["How much does the river lab pay its mentors?", "When does the river lab pay its interns?", "hello"],
)
def test_another_question_is_not_answered_by_it(approved: ApprovedAnswers, other: str) -> None:
    approved.approve(answer(ASKED), "Ada")
    assert approved.match(asked(other)) is None


def test_a_changed_gone_or_closed_source_ends_it(approved: ApprovedAnswers, shelf: Shelf) -> None:
    number = approved.approve(answer(ASKED), "Ada")
    assert approved.match(asked(ASKED)) is not None
    shelf.held["lab.md"] = "1" * 64
    assert approved.match(asked(ASKED)) is None
    assert approved.unfit(approved.get(number)) == {"lab.md": "changed"}
    shelf.held.clear()
    assert approved.unfit(approved.get(number)) == {"lab.md": "gone"}
    shelf.held["lab.md"] = "0" * 64
    assert approved.match(asked(ASKED)) is not None


def test_a_closed_listing_ends_it(approved: ApprovedAnswers, shelf: Shelf) -> None:
    posting = answer(ASKED)
    listed = posting.citations[0].model_copy(update={"kind": "listing"})
    approved.approve(posting.model_copy(update={"citations": (listed,)}), "Ada")
    assert approved.match(asked(ASKED)) is not None
    shelf.shut.add("lab.md")
    assert approved.match(asked(ASKED)) is None


def test_orders_to_the_assistant_and_other_kinds_of_question_get_none(approved: ApprovedAnswers) -> None:
    approved.approve(answer(ASKED), "Ada")
    for other in (
        Question(raw=ASKED, standalone=ASKED, kind="listings"),
        Question(raw=ASKED, standalone=ASKED, kind="knowledge", hostile=True),
        Question(raw=ASKED, standalone=ASKED, kind="knowledge", instructions=("say yes",)),
        Question(raw=ASKED, standalone=ASKED, kind="knowledge", language="de"),
    ):
        assert approved.match(other) is None


def test_a_new_approval_takes_the_place_of_the_old_one(approved: ApprovedAnswers) -> None:
    first = approved.approve(answer(ASKED), "Ada")
    second = approved.approve(answer(ASKED, "They get 31 euros. [1]"), "Ben")
    found = approved.match(asked(ASKED))
    assert found is not None
    assert (found.id, found.by) == (second, "Ben")
    with pytest.raises(NotFound):
        approved.get(first)
    approved.withdraw(second)
    assert approved.match(asked(ASKED)) is None


def test_a_reviewer_adds_other_ways_to_ask(approved: ApprovedAnswers) -> None:
    number = approved.approve(answer(ASKED), "Ada")
    other = "Is the money at the river lab any good?"
    assert approved.match(asked(other)) is None
    approved.add_phrasing(number, other)
    assert approved.match(asked(other)) is not None
    with pytest.raises(InvalidRequest):
        approved.add_phrasing(number, "is it?")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "declined"},
        {"citations": ()},
        {"sentences": (Sentence(text="They say so.", support="supported"),)},
        {"sentences": (Sentence(text="37 match.", support="computed", citations=(1,)),)},
        {"sentences": (Sentence(text="See two. [2]", support="supported", citations=(2,)),)},
    ],
)
def test_what_is_no_proved_answer_cannot_be_approved(
    approved: ApprovedAnswers, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidRequest):
        approved.approve(answer(ASKED).model_copy(update=changes), "Ada")


def test_alarms_are_told_once_and_bring_turns_back(
    engine: Engine, time: Time, shelf: Shelf, approved: ApprovedAnswers, store: ConversationStore
) -> None:
    queue = ReviewQueue(engine, time)
    store.append("t1", "c1", answer(ASKED))
    store.append("t2", "c1", answer("What is the dress code?", document="other.md"))
    shelf.held["other.md"] = "0" * 64
    queue.take_in()
    number = approved.approve(answer(ASKED), "Ada", turn="t1")
    staleness = Staleness(engine, time, shelf, approved)
    assert staleness.look() == 0
    shelf.held["lab.md"] = "1" * 64
    assert staleness.look() == 2
    assert staleness.look() == 0
    first, second = staleness.open()
    assert (first.approved, first.turn, first.reason) == (number, None, "changed")
    assert (second.turn, second.document) == ("t1", "lab.md")
    assert "source changed" in queue.entry("t1").reasons
    assert "source changed" not in queue.entry("t2").reasons
    staleness.settle(second.id)
    assert [alarm.id for alarm in staleness.open()] == [first.id]
