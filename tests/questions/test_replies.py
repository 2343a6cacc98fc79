"""Replies to a question that was asked back."""

from __future__ import annotations

import pytest

from internbot.questions.antecedents import Context
from internbot.questions.followups import resolve
from internbot.questions.mentions import mentions_of
from internbot.questions.replies import ended


@pytest.mark.parametrize(
    ("pending", "reply", "whole"),
    [
        ("does it sponsor visas?", "Outreachy", "does Outreachy sponsor visas?"),
        ("does it sponsor visas?", "I mean Outreachy, please.", "does Outreachy sponsor visas?"),
        ("how much does it pay?", "the Google one", "how much does Google pay?"),
        (
            "what about the deadline?",
            "google summer of code",
            "What is the deadline for google summer of code?",
        ),
        ("who is his manager?", "Donato", "who is Donato's manager?"),
        ("do they pay for housing?", "for REU sites", "do REU sites pay for housing?"),
    ],
)
def test_a_name_ends_the_question_that_was_asked_back(pending: str, reply: str, whole: str) -> None:
    said = ended(pending, reply)
    assert said is not None
    assert said.lower() == whole.lower()


@pytest.mark.parametrize(
    "reply",
    [
        "what is CPT?",
        "never mind",
        "is it paid?",
        "I would rather know how long an internship lasts on average",
        "yes",
    ],
)
def test_something_else_is_no_reply(reply: str) -> None:
    assert ended("does it sponsor visas?", reply) is None


@pytest.mark.parametrize(
    "turn", ["is it a full-time program", "Is this a paid internship?", "are they remote jobs?"]
)
def test_what_names_its_kind_is_not_asked_back(turn: str) -> None:
    assert resolve(turn, Context()) == turn


@pytest.mark.parametrize("turn", ["is it paid?", "is it a good idea?", "does it sponsor visas?"])
def test_what_names_nothing_is_asked_back(turn: str) -> None:
    assert resolve(turn, Context()) is None


def test_a_name_after_does_ends_before_the_verb() -> None:
    first, *_ = mentions_of("Does Outreachy sponsor visas?")
    assert first.text == "Outreachy"
