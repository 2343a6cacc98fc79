from __future__ import annotations

import pytest

from internbot.questions.conversation_names import spelled

ANSWERS = (
    "Students go to CERN in Geneva.",
    "The Blue Book traineeship is one. The Google Summer of Code began in 2005.",
    "It was led by Ada Lovelace, an engineer at Alexa Natural Understanding.",
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("how long is the cern program?", "how long is the CERN program?"),
        ("what does gsoc pay in geneva?", "what does Google Summer of Code pay in Geneva?"),
        ("is a blue book traineeship paid?", "is a Blue Book traineeship paid?"),
        ("where did lovelace study?", "where did Ada Lovelace study?"),
        ("where was Lovelace's office?", "where was Ada Lovelace's office?"),
        ("Is Ada Lovelace from London?", "Is Ada Lovelace from London?"),
        ("which code do I write in summer?", "which code do I write in summer?"),
    ],
)
def test_names_are_written_as_in_the_answers(text: str, written: str) -> None:
    assert spelled(text, ANSWERS) == written


def test_nothing_is_changed_without_answers() -> None:
    assert spelled("what does gsoc pay?", ()) == "what does gsoc pay?"
