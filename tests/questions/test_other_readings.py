from __future__ import annotations

import pytest

from internbot.questions.antecedents import Context
from internbot.questions.other_readings import other_readings


@pytest.mark.parametrize(
    ("before", "turn", "standalone", "readings"),
    [
        (
            "Since when is there a school at ORCHID?",
            "how many people tried to get in?",
            "how many people tried to get in?",
            (
                "how many people tried to get in (about ORCHID)?",
                "how many people tried to get in (about a school)?",
            ),
        ),
        (
            "Is my speech in the letter?",
            "how long may it be?",
            "How long may my speech be?",
            ("how long may the letter be?",),
        ),
        (
            "What is a tasting?",
            "how much of their time does it take?",
            "How much of tastings' time does it take?",
            ("how much of their time does it take (about a tasting)?",),
        ),
        ("How do I join the guild?", "What about Lotus, are they stricter?", "Are Lotus stricter?", ()),
    ],
)
def test_what_else_a_turn_may_mean(
    before: str, turn: str, standalone: str, readings: tuple[str, ...]
) -> None:
    assert other_readings(turn, standalone, Context(questions=(before,))) == readings


def test_a_first_question_has_one_reading() -> None:
    assert other_readings("how long is it?", "how long is it?", Context()) == ()
