"""Of a message of several sentences, the one that asks and can be understood without the others."""

from __future__ import annotations

import pytest

from internbot.questions.asking import asking_part


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("My letter is on page two already. How long should a cover letter be?", "How long should a cover letter be?"),
        ("How long is a Blue Book traineeship? My friend said a year.", "How long is a Blue Book traineeship?"),
        ("I start today. Is it normal to have many meetings?", "Is it normal to have many meetings?"),
        ("Got no experience. any tips for my first resume", "any tips for my first resume"),
        ("Stop it. And how many proposals may one person send?", "how many proposals may one person send?"),
        ("How long is it? I mean the Blue Book traineeship", None),
        ("A firm sent me a check. Is that normal?", None),
        ("He runs a shop in Leeds. Is he right about the pay?", None),
        ("I have two offers. Which one should I take?", None),
        ("How long should a cover letter be?", None),
        ("I like cats. I like dogs.", None),
        (
            "She is 19. Now she must pay 250 dollars for a training course. Is this usual, should we pay?",
            "Now she must pay 250 dollars for a training course. Is this usual, should we pay?",
        ),
        ("It is cold. It rains. Is this usual?", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_asking_part(message: str, asked: str | None) -> None:
    assert asking_part(message) == asked
