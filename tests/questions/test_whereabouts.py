"""Where the asker is may be left out of a message; which place is asked about may not."""

from __future__ import annotations

import pytest

from internbot.listings.gazetteer import Gazetteer
from internbot.questions.whereabouts import WhereaboutsReader


@pytest.fixture(scope="module")
def reader() -> WhereaboutsReader:
    return WhereaboutsReader(Gazetteer())


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        (
            "hi, student at a big uni in Poland. which round am i allowed to join?",
            "hi, student at a big uni. which round am i allowed to join?",
        ),
        (
            "a fake recruiter in texas has my bank details. who do I call?",
            "a fake recruiter has my bank details. who do I call?",
        ),
        ("Does my boss in Bristol owe me anything?", "Does my boss owe me anything?"),
        (
            "My boss sits in Sydney and I'm in Lisbon. How do we meet?",
            "My boss sits in one place and I'm in another place. How do we meet?",
        ),
        ("I study in Cambridge, Massachusetts. Is a CV long?", "Is a CV long?"),
    ],
)
def test_whereabouts_are_left_out(reader: WhereaboutsReader, message: str, rest: str) -> None:
    told = reader.read(message)
    assert told is not None
    assert told.rest == rest


@pytest.mark.parametrize(
    "message",
    [
        "What is the minimum wage in Ontario?",
        "How much does Orchid pay its interns in Luxembourg?",
        "I accepted, and HR wants my passport. Is that normal?",
        "I like AI in general. Which guild is for me?",
        "We met in March. Was that late?",
    ],
)
def test_what_is_asked_about_stays(reader: WhereaboutsReader, message: str) -> None:
    assert reader.read(message) is None


def test_a_text_on_another_country_does_not_hold_there(reader: WhereaboutsReader) -> None:
    told = reader.read("My firm in Toronto pays me nothing. Is that legal?")
    assert told is not None
    assert reader.holds_there(told, ["Interns must be paid.", "In Canada the rule is older."])
    assert not reader.holds_there(told, ["In the United States, interns must be paid."])
    asked = reader.read("My firm in Toronto pays me nothing. Is that legal in Germany?")
    assert asked is not None
    assert reader.holds_there(asked, ["In Germany, interns must be paid."])


def test_who_comes_from_elsewhere_is_not_there(reader: WhereaboutsReader) -> None:
    told = reader.read("I come from India. May I join an Orchid lab?")
    assert told is not None
    assert reader.holds_there(told, ["In the United States, everybody may."])
