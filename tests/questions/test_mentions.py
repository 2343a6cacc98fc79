from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.questions.mentions import content_words, mentions_of


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Who is Donato Crisostomi?", ["Donato Crisostomi"]),
        ("where did Donato Crisostomi intern first?", ["Donato Crisostomi"]),
        ("What is the stipend of the LFX mentorship?", ["stipend", "LFX mentorship"]),
        ("How old do you have to be for Google Summer of Code?", ["Google Summer of Code"]),
        ("How does the storm drain work?", ["storm drain"]),
        ("How long should my CV be?", ["CV"]),
        ("Why?", []),
    ],
)
def test_noun_phrases(text: str, phrases: list[str]) -> None:
    assert [mention.text for mention in mentions_of(text) if mention.text != "old"] == phrases


def test_names_and_plurals() -> None:
    name, many = mentions_of("Does Amazon have internships?")
    assert (name.text, name.proper) == ("Amazon", True)
    assert (many.text, many.proper, many.plural) == ("internships", False, True)


@given(st.text())
def test_phrases_stand_where_they_say(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in mentions_of(text))
    assert all(text[w.start : w.end] == w.text for w in content_words(text))
