"""What an open question asks for is found by its form."""

import pytest

from internbot.answering.sought import Kind, Sought, held


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("Which languages does she speak?", "languages does she speak?", None),
        ("Do you know in which month it begins?", "month it begins?", "month"),
        ("how often do they meet", "do they meet", "frequency"),
        ("When did the guild open?", "did the guild open?", None),
        ("What is the guild's dress code?", "dress code", None),
        ("How long should a letter be?", "should a letter be?", "length"),
    ],
)
def test_the_words_and_the_kind(question: str, text: str, kind: Kind | None) -> None:
    sought = Sought.of(question)
    assert sought is not None
    assert (sought.text, sought.kind) == (text, kind)


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many proposals am I allowed to send?", ("proposals",)),
        ("How many people work there?", ("people",)),
        ("How many new business trips are there?", ("trips",)),
        ("How many do I need?", ()),
    ],
)
def test_what_is_counted(question: str, counted: tuple[str, ...]) -> None:
    sought = Sought.of(question)
    assert sought is not None
    assert (sought.kind, sought.counted) == ("count", counted)


@pytest.mark.parametrize(
    "question", ["How do I apply?", "Why me?", "Where is it?", "Spoons.", "What?", "How come?"]
)
def test_forms_that_demand_nothing(question: str) -> None:
    assert Sought.of(question) is None


def test_what_a_text_holds() -> None:
    assert held("month", "They meet in June.")
    assert not held("month", "It may rain.")
    assert held("clock", "at 10:30")
    assert not held("length", "two years")
