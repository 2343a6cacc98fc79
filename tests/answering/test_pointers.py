"""Sentences that only point elsewhere are no answers, but where a place to read is asked for."""

import pytest

from internbot.answering.pointers import asks_for_questions, asks_where, only_asks, only_points


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("There is already a whole section in the manual on tasting.", True),
        ("See below.", True),
        ("Read more about tasting here.", True),
        ("For more information, please see the tasting guide.", True),
        ("The following table shows the wages of tasters.", True),
        ("The guide on tasting explains how to taste.", True),
        ("Wages are listed in the next section.", True),
        ("More details can be found at https://tasting.example.", True),
        ("Tasters earn 30 dollars an hour.", False),
        ("Look at the colour before you taste.", False),
        ("See the following steps below:", False),
        ("Read the label, and write down what you taste.", False),
    ],
)
def test_sentences_that_tell_only_where(sentence: str, points: bool) -> None:
    assert only_points(sentence) is points


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("Where can I read about tasting?", True),
        ("Is there a page on tasting?", True),
        ("Which guide tells about wages?", True),
        ("What does a taster earn?", False),
        ("Is tasting paid?", False),
    ],
)
def test_questions_that_ask_for_a_place_to_read(question: str, where: bool) -> None:
    assert asks_where(question) is where


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [("Is tasting paid?", True), ("“Is tasting paid?”", True), ("Tasting is paid.", False)],
)
def test_sentences_that_ask(sentence: str, asks: bool) -> None:
    assert only_asks(sentence) is asks


def test_who_wants_questions_gets_questions() -> None:
    assert asks_for_questions("What should I ask the taster?")
    assert not asks_for_questions("Is tasting paid?")
