from __future__ import annotations

import pytest

from internbot.questions.alternatives import chosen, items_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("What is the difference between CPT and OPT?", ["CPT", "OPT"]),
        ("whats better, gsoc or outreachy?", ["gsoc", "outreachy"]),
        ("How does a resume differ from a CV?", ["a resume", "a CV"]),
        ("Compare RISE, Pathways and LFX", ["RISE", "Pathways", "LFX"]),
        ("How long is an internship at Initech?", []),
    ],
)
def test_things_beside_one_another(text: str, items: list[str]) -> None:
    assert [one.whole for one in items_of(text)] == items


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("how long is the second one?", "how long is OPT?"),
        ("who approves the first?", "who approves CPT?"),
        ("who pays for the latter", "who pays for OPT"),
        ("Can I do both?", "Can I do CPT and OPT?"),
        ("Which of the two is longer?", "Which of CPT and OPT is longer?"),
    ],
)
def test_one_is_picked_by_its_place(turn: str, whole: str) -> None:
    assert chosen(turn, ("CPT or OPT?",)) == whole


def test_the_other_one_is_the_one_not_spoken_of_last() -> None:
    assert chosen("And the other one?", ("Who approves CPT?", "CPT or OPT?")) == "And OPT?"


@pytest.mark.parametrize("turn", ["What is the second round?", "What is my first task?", "the third one?"])
def test_what_picks_none_stays(turn: str) -> None:
    assert chosen(turn, ("CPT or OPT?",)) is None
    assert chosen("the second one?", ("What is CPT?",)) is None
