from __future__ import annotations

import pytest

from internbot.questions.antecedents import Context
from internbot.questions.fragments import asked_again, counted, fragment, in_order, of_kind, that_one
from internbot.questions.subjects import subject_of


@pytest.mark.parametrize(
    ("turn", "question", "whole"),
    [
        ("how soon?", "Should I send a letter?", "how soon should I send a letter?"),
        ("to whom?", "Should I send a letter?", "to whom should I send a letter?"),
        ("why?", "When do banks recruit?", "why do banks recruit?"),
        ("why?", "What is OPT?", None),
        ("why is it late?", "Should I send a letter?", None),
    ],
)
def test_a_question_word_asks_the_question_again(turn: str, question: str, whole: str | None) -> None:
    assert asked_again(turn, question) == whole


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("paid?", "Is Outreachy paid?"),
        ("housing?", "What about housing for Outreachy?"),
        ("LFX?", "What is LFX?"),
        ("tell me", None),
        ("what is a mentor?", None),
    ],
)
def test_a_word_or_two_are_a_question(turn: str, whole: str | None) -> None:
    assert fragment(turn, Context(questions=("What is Outreachy?",))) == whole


def test_what_is_counted_is_named() -> None:
    assert counted("how many should I bring?", "What is good?") is None
    assert counted("how many should I bring?", "Should I have goals?") == "how many goals should I bring?"
    assert counted("how many goals do I need?", "Should I have goals?") is None


def test_one_is_one_of_the_kind_spoken_of() -> None:
    subject = subject_of(("What is an exploding offer?",))
    assert of_kind("what if I get one?", subject) == "what if I get an exploding offer?"
    assert of_kind("what is a good one?", subject) == "what is a good exploding offer?"
    assert of_kind("do one thing at a time?", subject) is None
    assert of_kind("the regular one?", subject) is None
    assert of_kind("what if I get one?", None) is None


def test_that_one_is_what_the_answer_told_of_last() -> None:
    answer = "After his internship in Turin came a second internship in Luxembourg."
    whole = that_one("how long was that one?", "Did he go back after the internship?", answer)
    assert whole == "how long was the second internship in Luxembourg?"
    assert that_one("how long was that one?", "Who is Ada?", answer) is None


def test_a_thing_named_first_is_put_where_it_belongs() -> None:
    assert in_order("and the co-op, is it paid?") == "is the co-op paid?"
    assert in_order("Outreachy, how much does it pay?") == "how much does Outreachy pay?"
    assert in_order("is it paid?") is None
