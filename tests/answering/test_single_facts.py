"""Which questions ask one thing."""

from __future__ import annotations

import pytest

from internbot.answering.single_facts import asks_one_fact


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("Who runs the Orchid school?", True),
        ("How long is the stay?", True),
        ("Which grade does Orchid want?", True),
        ("What insurance does a taster need?", True),
        ("Where do tasters sleep?", True),
        ("What is the acceptance rate of Orchid?", True),
        ("Who can apply to Orchid?", False),
        ("Which documents do I need?", False),
        ("What is Orchid?", False),
        ("What is a stipend?", False),
        ("How do I apply?", False),
        ("Why does it close?", False),
        ("What should I bring?", False),
    ],
)
def test_questions_for_one_fact(question: str, one: bool) -> None:
    assert asks_one_fact(question) is one
