"""Which questions ask one thing, and how sure one must be of it."""

from __future__ import annotations

import pytest

from internbot.answering.single_facts import (
    ANSWERED_FROM,
    FACT_ANSWERED_FROM,
    answered_from,
    asks_one_fact,
)


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


@pytest.mark.parametrize(
    ("question", "unsaid", "border"),
    [
        ("How long is the stay at Orchid?", 0.0, ANSWERED_FROM),
        ("How long is the stay at Orchid?", 0.4, FACT_ANSWERED_FROM),
        ("Which grade does Orchid want?", 0.0, FACT_ANSWERED_FROM),
        ("How do I apply to Orchid?", 0.0, ANSWERED_FROM),
        ("They give me nothing to do, what now?", 0.0, ANSWERED_FROM),
    ],
)
def test_a_fact_that_nothing_says_whole_needs_more(question: str, unsaid: float, border: float) -> None:
    assert answered_from(question, unsaid) == border
