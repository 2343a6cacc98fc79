"""Which pronouns point out of a turn."""

from __future__ import annotations

import pytest

from internbot.questions.antecedents import pronoun_of


@pytest.mark.parametrize(
    ("turn", "pronoun"),
    [
        ("is there a stipend for it?", "it"),
        ("do i have to speak german for it?", "it"),
        ("do they pay a stipend in it?", "they"),
        ("What is a cover letter and how long should it be?", None),
        ("Is it normal to have many meetings?", None),
        ("who managed him there?", "him"),
    ],
)
def test_a_pronoun_points_out_of_its_turn_where_nothing_in_it_can_be_meant(
    turn: str, pronoun: str | None
) -> None:
    found = pronoun_of(turn)
    assert (found.group() if found else None) == pronoun
