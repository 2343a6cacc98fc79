"""A question for somebody is answered by a sentence that says who: not by one that only speaks of the same things."""

import pytest

from internbot.answering.somebody import Somebody
from internbot.index.keywords import analyzer


def says_who(question: str, sentence: str, around: str = "") -> bool | None:
    terms = analyzer().analyze
    somebody = Somebody.of(question, terms)
    here = frozenset(terms(f"{around} {sentence}"))
    return None if somebody is None else somebody.said_in(sentence, here)


@pytest.mark.parametrize(
    ("question", "sentence", "around", "expected"),
    [
        ("Who runs Orchid?", "Orchid is run by the Guild of Tasters.", "", True),
        ("Who runs Orchid?", "Orchid runs a school.", "", False),
        ("Who at Orchid reads the letters?", "Orchid reads letters within a week.", "", False),
        ("Who signs the form?", "A school official must sign the form.", "", True),
        ("Who signs the form?", "The form is signed by a sponsor.", "", True),
        ("Who signs the form?", "Who signs: the head of the school", "", True),
        ("Who pays the rent at Orchid?", "Orchid pays no rent.", "", True),
        ("Who signs the form?", "Print the form on plain paper for students.", "", False),
        ("Who was Ada's manager?", "Ada's manager was Grace Hopper.", "", True),
        ("Who was Ada's manager?", "Ada's manager was at the Orchid Institute.", "", False),
        ("Who was Ada's manager?", "Ada met Grace Hopper.", "", False),
        ("Who was Ada's manager in Lima?", "Ada's manager in Oslo was Grace Hopper.", "", False),
        ("Who was Ada's manager in Lima?", "Ada's manager was Grace Hopper.", "She worked in Lima.", True),
        ("Who was Ada's manager in Lima?", "Ada's manager was Grace Hopper.", "She worked in Oslo.", False),
        ("What is Ada's mother called?", "Ada asked her mother about it.", "", False),
        ("What is Ada's mother called?", "Ada's mother was Anne Byron.", "", True),
        ("What is a taster called?", "Anything.", "", None),
        ("Who can apply?", "Students of any subject.", "", None),
        ("What is CPT?", "CPT is training.", "", None),
    ],
)  # fmt: skip
def test_who_is_said(question: str, sentence: str, around: str, expected: bool | None) -> None:
    assert says_who(question, sentence, around) is expected
