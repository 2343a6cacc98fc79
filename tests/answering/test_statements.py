"""What is seen of a sentence by itself."""

from __future__ import annotations

import pytest

from internbot.answering.drafts import Draft
from internbot.answering.statements import points_back, unfit


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Interns meet a mentor.", None),
        ("Do interns meet a mentor?", "it asks instead of answering"),
        ("These are the rules:", "it only introduces something"),
        ("<b>Interns</b> meet a mentor.", "it holds markup"),
        ("...", "it says nothing"),
    ],
)
def test_only_statements_are_fit(claim: str, why: str | None) -> None:
    assert unfit(claim, Draft(claim)) == why


@pytest.mark.parametrize(
    ("claim", "back"),
    [
        ("It's a great way to prepare.", True),
        ("It lasts three months.", True),
        ("They meet on Mondays.", True),
        ("This is how they meet.", True),
        ("It is important to be on time.", False),
        ("It's usually best to ask.", False),
        ("This program lasts three months.", False),
        ("Italy is far.", False),
        ("Thematic weeks are held.", False),
    ],
)
def test_a_pronoun_points_back_unless_it_stands_for_nothing(claim: str, back: bool) -> None:
    assert points_back(claim) is back
