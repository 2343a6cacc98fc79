from __future__ import annotations

import pytest

from internbot.review.meanings import meaning_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who should I contact?", "Who should contact me?"),
        ("Who do I call?", "Who calls me?"),
        ("Will you call me?", "Will I call you?"),
        ("When do you decide?", "When do I decide?"),
        ("What do you ask me?", "What do I ask you?"),
        ("What does my manager expect of me?", "What do I expect of my manager?"),
        ("Who do I ask?", "Who asks?"),
        ("Who left?", "Who is left?"),
        ("Who was hired?", "Who hired?"),
        ("Who was promoted?", "Who promoted?"),
        ("Who helps interns?", "Who do interns help?"),
        ("Which interns promoted teams?", "Which interns were promoted by teams?"),
        ("Do interns mentor?", "Are interns mentored?"),
        ("How many interns mentor?", "How many interns are mentored?"),
        ("Should interns include the team?", "Should interns be included by the team?"),
        ("Can I work as an engineer?", "Can I work with an engineer?"),
    ],
)
def test_another_part_makes_another_question(one: str, other: str) -> None:
    assert meaning_of(one).roles != meaning_of(other).roles
    assert not meaning_of(one).same_as(meaning_of(other))
    assert not meaning_of(other).same_as(meaning_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When do I start my internship?", "When does my internship start?"),
        ("What do interns at the lab do?", "What do lab interns do?"),
        ("Does the lab sponsor visas?", "Are visas sponsored by the lab?"),
        ("Who manages Anna?", "Who is Anna's manager?"),
    ],
)
def test_grammar_alone_makes_no_other_question(one: str, other: str) -> None:
    assert meaning_of(one).same_as(meaning_of(other))
    assert meaning_of(other).same_as(meaning_of(one))
