"""What does harm when it is wrong is recognised, in questions as in statements."""

from __future__ import annotations

import pytest

from internbot.answering.subjects import Subject, subject_of


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Do I need a work permit for Peru?", "visa"),
        ("Orchid does not sponsor anybody.", "visa"),
        ("Students on an F-1 use CPT.", "visa"),
        ("Only citizens are taken.", "visa"),
        ("Interns get 31 dollars.", "pay"),
        ("What is the stipend?", "pay"),
        ("It is $31 an hour.", "pay"),
        ("How much do they make?", "pay"),
        ("Who can apply?", "eligibility"),
        ("You must be enrolled somewhere.", "eligibility"),
        ("A GPA of 3.0 is enough.", "eligibility"),
        ("Applications close in March.", "deadline"),
        ("When does Orchid open for the summer applications?", "deadline"),
        ("Send it by March 3.", "deadline"),
    ],
)
def test_it_is_recognised(text: str, subject: Subject) -> None:
    assert subject_of(text) == subject
    assert subject_of("Mentors meet interns each week.", text) == subject


@pytest.mark.parametrize(
    "text",
    [
        "Mentors meet interns each week.",
        "What should a CV look like?",
        "Bring a sandwich on the first day.",
        "The team has nine people in Lima.",
    ],
)
def test_other_things_are_not(text: str) -> None:
    assert subject_of(text) is None
