from __future__ import annotations

import pytest

from internbot.review.slips import without_slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("is the intership paid", "is the internship paid"),
        ("a tecnical intervew", "a technical interview"),
        ("Aplication deadlien", "application deadlien"),
        ("the studnet", "the student"),
    ],
)
def test_a_wrong_letter_is_put_right(typed: str, meant: str) -> None:
    assert without_slips(typed) == meant


@pytest.mark.parametrize(
    "right", ["an internship at Internshop", "the recruited", "applicants", "a precious hour"]
)
def test_names_forms_and_other_words_stay(right: str) -> None:
    assert without_slips(right) == right
