from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from internbot.listings.query import QueryReader, Reading
from internbot.listings.situations import message_of
from internbot.listings.store import ListingStore


@pytest.fixture
def read(store: ListingStore, reader: QueryReader) -> Any:
    def read_one(question: str) -> Reading:
        return reader.read(question, store.vocabulary(), date(2026, 3, 10))

    return read_one


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("I live in Denver. Is there anything for me there?", {"places": ["Denver"]}),
        (
            "My wife got a job in Denver so we move in May. What do you have in that city?",
            {"places": ["Denver"]},
        ),
        (
            "i could live in denver or in seattle, whats available in those two",
            {"places": ["Denver", "Seattle"]},
        ),
        ("I don't want to move to Denver, what else is there?", {"not_places": ["Denver"]}),
        (
            "Seattle is too expensive for me, do you have anything else in the US?",
            {"places": ["United States"], "not_places": ["Seattle"]},
        ),
        ("Python is the language I know best, where is that wanted?", {"skills": ["python"]}),
        ("i know python, got anything for me", {"skills": ["python"]}),
        ("I did my thesis on forecasting. Which postings have it?", {"skills": ["forecasting"]}),
        ("I have 4 years of experience. How many would take me?", {"experience": {"most": 4.0}}),
        ("I've worked in labs for three years. What fits me?", {"experience": {"most": 3.0}}),
        ("I only have a bachelor's. Is there anything for me?", {"degrees": ["bachelor"]}),
        ("My master project went well. What do you have in Denver?", {"places": ["Denver"]}),
        (
            "any openings in Seattle? I need visa sponsorship since my papers end in May, sadly",
            {"places": ["Seattle"], "sponsorship": ["yes"]},
        ),
        ("any openings in Denver? I am from Toronto and have a cat", {"places": ["Denver"]}),
    ],
)
def test_what_the_question_leans_on_is_a_condition(
    read: Any, question: str, conditions: dict[str, Any]
) -> None:
    reading = read(question)
    assert reading.asks == "records"
    assert reading.query.filter.chips() == conditions
    assert reading.query.uninterpreted == ()


@pytest.mark.parametrize(
    "question",
    [
        "I live in Denver. How do I write a resume?",
        "My boss in Seattle shouts. What should I do?",
        "I am on Zoom with them tomorrow, anything I should check first?",
        "I know Python. How do I learn R?",
    ],
)
def test_a_story_alone_asks_for_no_records(read: Any, question: str) -> None:
    assert read(question).asks is None


def test_only_one_part_may_ask() -> None:
    assert message_of("Which jobs are in Oslo? Which are in Bergen?") is None
    assert message_of("Which jobs are in Oslo?") is None
    message = message_of("I live in Oslo. Is there anything for me? My cat comes along.")
    assert message is not None
    assert message.asking.text == "Is there anything for me?"
    assert [one.text for one in message.telling] == ["I live in Oslo.", "My cat comes along."]


def test_what_the_asker_knows_and_no_condition_covers_is_told(read: Any) -> None:
    assert read("I know basketry. Is there anything for me?").asks is None
    reading = read("I know basketry. Is there anything for me in Denver?")
    assert reading.query.uninterpreted == ("basketry",)
