from __future__ import annotations

import pytest

from .conftest import Ask

SEATTLE = "which jobs are in Seattle?"
ALL = "list all the roles"
NOTHING = "which roles are not at Northwind?"


@pytest.mark.parametrize(
    ("turn", "document"),
    [
        ("the second one", "jobs#b"),
        ("tell me more about the first", "jobs#a"),
        ("what is the deadline of the third?", "jobs#c"),
        ("does the last one sponsor visas?", "jobs#c"),
        ("and number 2?", "jobs#b"),
        ("what would I do in the 2nd role?", "jobs#b"),
        ("what would I do in the second data science role?", "jobs#b"),
        ("which degree does the second employer want?", "jobs#b"),
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


def test_one_of_the_last_list_is_picked_after_another_question(ask: Ask) -> None:
    question = ask(ALL, "what is a stipend?", "A: It is pay.", "what degree does the second one want?")
    assert question.listings is not None
    assert question.listings.filter.documents == ("jobs#b",)


def test_the_only_one_that_is_spoken_of_is_the_first(ask: Ask) -> None:
    question = ask("what does the Bangalore engineer earn?", "what degree does the first one want?")
    assert question.listings is not None
    assert question.listings.filter.documents == ("jobs#c",)


def test_where_nothing_matched_one_of_those_shown_instead_is_picked(ask: Ask) -> None:
    question = ask("which jobs in Bellevue want a PhD?", "what would I do in the first one?")
    assert question.listings is not None
    assert question.listings.filter.documents == ("jobs#b",)


def test_what_is_asked_of_the_picked_one_is_kept(ask: Ask) -> None:
    question = ask(ALL, "what is the first one's deadline?")
    assert question.listings is not None
    assert "expires_at" in question.listings.fields
    assert "Data Scientist" in question.standalone
    assert "deadline?" in question.standalone


def test_after_an_empty_list_it_asks_back(ask: Ask) -> None:
    question = ask(NOTHING, "tell me about the first one")
    assert question.kind == "clarify"
    assert "empty" in str(question.clarify)
    assert question.choices


def test_without_a_list_it_asks_back_too(ask: Ask) -> None:
    for turns in (("the first one",), ("what is a stipend?", "A: It is pay.", "the second one")):
        question = ask(*turns)
        assert question.kind == "clarify"
        assert "not listed any" in str(question.clarify)


def test_a_number_that_counts_something_else_is_not_asked_back(ask: Ask) -> None:
    question = ask("who was the first man on the moon?")
    assert question.kind == "knowledge"
    assert question.listings is None


def test_where_several_fit_it_asks_which(ask: Ask) -> None:
    question = ask("what does the Northwind one say?")
    assert question.kind == "clarify"
    assert len(question.choices) == 3


def test_asking_back_leaves_the_list_as_it_is(ask: Ask) -> None:
    question = ask(NOTHING, "the first one", "and in Seattle?")
    assert question.listings is not None
    assert question.listings.filter.chips() == {"not_companies": ["Northwind"], "places": ["Seattle"]}


@pytest.mark.parametrize(
    "turn",
    [
        "what should I do in the first week?",
        "how do I prepare for the second round?",
        "what was the first thing she learned?",
        "what would I do in the first few?",
    ],
)
def test_other_firsts_pick_nothing(ask: Ask, turn: str) -> None:
    question = ask(SEATTLE, turn)
    assert question.listings is None or not question.listings.filter.documents


@pytest.mark.parametrize(
    ("turn", "documents", "fields"),
    [
        ("what degree does the Bellevue job want?", ("jobs#b",), ("degree_levels",)),
        (
            "how many years do I need for the data scientist jobs?",
            ("jobs#a", "jobs#b"),
            ("experience_years",),
        ),
        ("the Bangalore job, where is it?", ("jobs#c",), ("locations",)),
        ("what does the Bangalore engineer earn?", ("jobs#c",), ("salary",)),
        ("do they sponsor visas in the job in Seattle?", ("jobs#a",), ("sponsorship",)),
        ("what does the job with 3 years of experience pay?", ("jobs#a",), ("salary",)),
    ],
)
def test_postings_are_picked_by_what_they_are_and_asked_for_a_field(
    ask: Ask, turn: str, documents: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    question = ask(turn)
    assert question.kind == "knowledge"
    assert question.listings is not None
    assert set(question.listings.filter.documents) == set(documents)
    assert question.listings.fields == fields


def test_what_is_asked_is_told_apart_from_what_it_is_asked_of(ask: Ask) -> None:
    assert ask("is mentoring part of the Bellevue job?").about == "is mentoring part?"


@pytest.mark.parametrize(
    "turn",
    [
        "what is the difference between the two data scientist jobs?",
        "compare the Seattle job with the one in Bellevue",
        "which of the two data scientist roles is right for me?",
        "There are two data scientist jobs. How do they differ?",
    ],
)
def test_several_that_are_weighed_against_one_another_are_compared(ask: Ask, turn: str) -> None:
    question = ask(turn)
    assert question.kind == "listings"
    assert question.listings is not None
    assert question.listings.mode == "compare"


def test_one_alone_is_listed_where_two_were_to_be_compared(ask: Ask) -> None:
    question = ask("compare the two jobs in Bellevue")
    assert question.kind == "listings"
    assert question.filters is not None
    assert question.filters.chips() == {"places": ["Bellevue"]}


@pytest.mark.parametrize(
    "turn",
    [
        "how do I prepare for the interview for the Seattle job?",
        "what did the team in Seattle do?",
        "show me the roles in Seattle",
    ],
)
def test_advice_stories_and_lists_pick_no_posting(ask: Ask, turn: str) -> None:
    question = ask(turn)
    assert question.listings is None or not question.listings.filter.documents


def test_where_the_named_place_has_no_such_posting_none_is_picked(ask: Ask) -> None:
    question = ask("what does the software engineer job in Bellevue pay?")
    assert question.listings is not None
    assert not question.listings.filter.documents


def test_those_of_several_that_do_are_listed(ask: Ask) -> None:
    question = ask("do the Northwind jobs ask for Java?")
    assert question.kind == "listings"
    assert question.listings is not None
    assert question.listings.filter.chips() == {"companies": ["Northwind"], "skills": ["java"]}


def test_the_last_list_is_narrowed_and_not_picked_from(ask: Ask) -> None:
    question = ask("data scientist roles", "only the senior ones")
    assert question.kind == "listings"
