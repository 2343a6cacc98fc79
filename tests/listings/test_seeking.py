from __future__ import annotations

import pytest

from internbot.listings.seeking import seeks, whole


@pytest.mark.parametrize(
    "clause",
    [
        "what have you got in oslo?",
        "what can i apply to if i know python",
        "is anyone looking for somebody who knows scala",
        "who wants java?",
        "which ones let me work from home",
        "which teams are hiring in bergen",
        "do any of the jobs want a master's",
        "is there something for phd students",
        "what fits?",
        "and what else is there in norway?",
    ],
)
def test_forms_that_seek_postings(clause: str) -> None:
    assert seeks(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "what does a mentor do?",
        "how do i find an internship in oslo?",
        "is there anything i should bring?",
        "where can i apply for a visa?",
        "who pays for the flight?",
        "what is there to see in oslo?",
    ],
)
def test_other_questions_seek_none(clause: str) -> None:
    assert not seeks(clause)


def test_a_form_that_only_points_back_says_nothing_itself() -> None:
    assert whole("what's available in those two?")
    assert whole("is there anything for me in that city?")
    assert not whole("is there anything about mentors?")
