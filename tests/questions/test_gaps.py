from __future__ import annotations

import pytest

from internbot.questions.gaps import lacks_subject, put
from internbot.questions.noun_phrases import Phrase, phrases_of

NAMED = phrases_of("about Outreachy")[0]


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("who can apply?", "who can apply to Outreachy?"),
        ("can first-year students apply twice?", "can first-year students apply to Outreachy twice?"),
        ("is there an age limit", "is there an age limit for Outreachy"),
        ("do I need a degree?", "do I need a degree for Outreachy?"),
        ("How many hours a week?", "How many hours a week for Outreachy?"),
        ("which form do I have to file?", "which form do I have to file for Outreachy?"),
        ("when is the money paid out?", "when is the money paid out for Outreachy?"),
        ("I am still at school. Can I join?", "I am still at school. Can I join Outreachy?"),
        ("I am from Peru, can I take part?", "I am from Peru, can I take part in Outreachy?"),
        ("Who pays for?", "Who pays for Outreachy?"),
    ],
)
def test_a_question_that_names_nothing_gets_a_subject(turn: str, whole: str) -> None:
    assert lacks_subject(turn)
    assert put(turn, NAMED) == whole


@pytest.mark.parametrize(
    "turn",
    [
        "What is a stipend?",
        "How long should a cover letter be?",
        "When do banks recruit interns?",
        "How should I dress?",
        "What should I bring on my first day?",
        "How many teams are in the NFL?",
        "Do I need house insurance?",
        "If an intern is late, what should he do?",
        "Should I tell the recruiter?",
        "Is the deadline of LFX in May?",
        "Which documents does an intern need in their first week?",
        "What do you know?",
        "I liked the interview.",
        "Do companies pay for the flight of those whom they want to see in their office for a second interview?",
    ],
)
def test_a_question_that_names_what_it_is_about_is_complete(turn: str) -> None:
    assert not lacks_subject(turn)


def test_a_thing_keeps_its_article() -> None:
    letter = Phrase("cover letter", "a", 0, 14, proper=False, plural=False)
    assert put("Is there a limit?", letter) == "Is there a limit for a cover letter?"
