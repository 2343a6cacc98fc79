"""What stands around a question without asking it."""

from __future__ import annotations

import pytest

from internbot.questions.asides import without_asides
from internbot.questions.courtesies import courtesy_of

LEADS = (
    "just wondering, ",
    "hey, quick question: ",
    "Sorry to bother you, but ",
    "if you don't mind me asking, ",
    "no rush, but whenever you get a chance: ",
    "This might be a silly question, but ",
    "I have a question: ",
    "pls ",
    "btw ",
    "Could you please tell me ",
    "I'd like to know ",
    "ok so my friend told me to ask you this lol: ",
    "Excuse me, may I ask something? ",
)
TAILS = (
    "? thanks in advance",
    "? asap pls",
    " if you don't mind me asking?",
    "? just curious",
    "? Any help would be much appreciated!",
    "? thank you so much in advance!!",
    " lol",
)
ASKED = "what is the stipend of Outreachy"


@pytest.mark.parametrize("lead", LEADS)
def test_what_is_put_before_a_question_is_no_part_of_it(lead: str) -> None:
    assert courtesy_of(f"{lead}{ASKED}?").rest == f"{ASKED}?"


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_put_after_a_question_is_no_part_of_it(tail: str) -> None:
    assert courtesy_of(f"{ASKED}{tail}").rest.rstrip("?") == ASKED


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("tail", TAILS)
def test_both_are_taken_off(lead: str, tail: str) -> None:
    assert courtesy_of(f"{lead}{ASKED}{tail}").rest.rstrip("?") == ASKED


@pytest.mark.parametrize(
    "question",
    [
        "What is a thank-you letter?",
        "Is it urgent?",
        "I was wondering if an internship is paid",
        "I have one question about visas",
        "Can I ask for help with housing?",
        "How do I ask for help?",
        "What are quick questions?",
        'What does "thanks in advance" mean?',
        "Which one pays most?",
        "Questions to ask at the end of an interview",
        "Is it ok to say no rush in an email?",
        "Sorry I am late, is that bad?",
    ],
)
def test_a_question_that_only_uses_such_words_is_left(question: str) -> None:
    assert without_asides(question) == question


def test_only_an_aside_is_a_greeting() -> None:
    assert courtesy_of("hey, I have a quick question").kind == "greeting"
