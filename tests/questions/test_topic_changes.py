from __future__ import annotations

import pytest

from internbot.questions.topic_changes import after_change


@pytest.mark.parametrize(
    "turn",
    [
        "ok something else: do employers want a photo?",
        "thanks. different question, do employers want a photo?",
        "New topic - do employers want a photo?",
        "never mind. do employers want a photo?",
        "changing the subject a bit, do employers want a photo?",
    ],
)
def test_what_is_asked_after_a_change_of_topic(turn: str) -> None:
    assert after_change(turn) == "do employers want a photo?"


@pytest.mark.parametrize(
    "turn",
    ["another question: how long is it?", "different question, why?", "Is a different topic allowed?", "What else?"],
)  # fmt: skip
def test_other_turns_go_on(turn: str) -> None:
    assert after_change(turn) is None
