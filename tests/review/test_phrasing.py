from __future__ import annotations

import pytest

from internbot.review.phrasing import bare


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("Sorry to bother you, but is it paid? Thanks!", "is it paid"),
        ("hey, quick question: is it paid", "is it paid"),
        ("just wondering, is it paid", "is it paid"),
        ("Dear team, is it paid? Best regards", "is it paid"),
        ("is it paid or not?", "is it paid"),
        ("At the lab, do interns pay?", "do interns pay At the lab"),
        ("for interns do you pay", "do you pay for interns"),
        ("summer 2027: when does it open?", "when does it open summer 2027"),
        ("is it a 12-week program for F-1 students", "is it a 12 week program for F1 students"),
        ("whats the pay, pls", "what is the pay"),
    ],
)
def test_manner_is_taken_away(typed: str, alone: str) -> None:
    assert bare(typed) == alone


@pytest.mark.parametrize("same", ["for how long is it", "in which city is it", "can non-EU students apply"])
def test_what_is_asked_stays(same: str) -> None:
    assert bare(same) == same


def test_who_asks_indirectly_is_told() -> None:
    assert bare("I was wondering if it is paid") == "tell me if it is paid"


def test_a_question_of_courtesies_alone_is_not_emptied() -> None:
    assert bare("hello") == "hello"
    assert bare("is it a question or what") == "is it a question"
