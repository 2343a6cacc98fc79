from __future__ import annotations

import pytest

from internbot.questions.subjects import subject_of


@pytest.mark.parametrize(
    ("questions", "subject"),
    [
        (("what is outreachy",), "outreachy"),
        (("Is there a fee for the Blue Book traineeship?",), "the Blue Book traineeship"),
        (("Do interns have to be paid in the UK?",), "interns"),
        (("What is the filing fee?", "What is OPT?"), "OPT"),
        (("What is an exploding offer?",), "an exploding offer"),
        (("How do I get started for asking?",), None),
        (("What about housing (about LFX)?",), "LFX"),
        (("How many references do employers want?",), "references"),
        (("Is it his brother?",), None),
        ((), None),
    ],
)
def test_what_a_conversation_is_about(questions: tuple[str, ...], subject: str | None) -> None:
    found = subject_of(questions)
    assert (found.whole if found else None) == subject
