from __future__ import annotations

import pytest

from .conftest import Ask

SEATTLE = "which jobs are in Seattle?"
ALL = "list all the roles"


@pytest.mark.parametrize(
    ("turn", "document"),
    [
        ("the second one", "jobs#b"),
        ("tell me more about the first", "jobs#a"),
        ("what is the deadline of the third?", "jobs#c"),
        ("does the last one sponsor visas?", "jobs#c"),
        ("and number 2?", "jobs#b"),
        ("what would I do in the 2nd role?", "jobs#b"),
        ("what about the Bangalore one?", "jobs#c"),
        ("is the Bellevue role open?", "jobs#b"),
    ],
)
def test_one_of_a_list_is_picked(ask: Ask, turn: str, document: str) -> None:
    question = ask(ALL, turn)
    assert question.kind == "knowledge"
    assert question.listings is not None
    assert question.listings.filter.documents == (document,)


def test_a_posting_is_picked_by_its_place_without_a_list(ask: Ask) -> None:
    question = ask("what would I do day to day in the Bangalore one?")
    assert question.listings is not None
    assert question.listings.filter.documents == ("jobs#c",)
    assert question.listings.fields == ("responsibilities",)
    assert "Software Engineer" in question.standalone


def test_what_is_asked_of_the_picked_one_is_kept(ask: Ask) -> None:
    question = ask(ALL, "what is the first one's deadline?")
    assert question.listings is not None
    assert "expires_at" in question.listings.fields
    assert "Data Scientist" in question.standalone
    assert "deadline?" in question.standalone


def test_after_an_empty_list_it_asks_back(ask: Ask) -> None:
    question = ask("which jobs are in Oslo?", "tell me about the first one")
    assert question.kind == "clarify"
    assert "empty" in str(question.clarify)
    assert question.choices


def test_without_a_list_it_asks_back_too(ask: Ask) -> None:
    for turns in (("the first one",), ("what is a stipend?", "A: It is pay.", "the second one")):
        question = ask(*turns)
        assert question.kind == "clarify"
        assert "not listed any" in str(question.clarify)


def test_where_several_fit_it_asks_which(ask: Ask) -> None:
    question = ask("what does the Northwind one say?")
    assert question.kind == "clarify"
    assert len(question.choices) == 3


def test_asking_back_leaves_the_list_as_it_is(ask: Ask) -> None:
    question = ask("which jobs are in Oslo?", "the first one", "and in Seattle?")
    assert question.listings is not None
    assert question.listings.filter.chips() == {"places": ["Seattle"]}


@pytest.mark.parametrize(
    "turn",
    [
        "what should I do in the first week?",
        "how do I prepare for the second round?",
        "what was the first thing she learned?",
    ],
)
def test_other_firsts_pick_nothing(ask: Ask, turn: str) -> None:
    question = ask(SEATTLE, turn)
    assert question.listings is None or not question.listings.filter.documents
