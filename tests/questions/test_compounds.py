"""Two questions in one are told apart; one question that holds "and" stays one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.questions.compounds import parts


@pytest.mark.parametrize(
    ("question", "both"),
    [
        (
            "Where is the Orchid school and how long does it last?",
            ("Where is the Orchid school?", "How long does the Orchid school last?"),
        ),
        (
            "What did Ada Brun do in Oslo, and what was her own idea?",
            ("What did Ada Brun do in Oslo?", "What was Ada Brun's own idea?"),
        ),
        (
            "May tasters keep a job, and which round is there for students from Oslo?",
            ("May tasters keep a job?", "Which round is there for students from Oslo?"),
        ),
    ],
)
def test_the_second_question_stands_alone(question: str, both: tuple[str, str]) -> None:
    assert parts(question) == tuple((one,) for one in both)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "For tasters in Oslo, how many got tea and how many got coffee?",
            ("For tasters in Oslo, How many got tea?", "For tasters in Oslo, How many got coffee?"),
        ),
        (
            "orchid school: When does it start, how many weeks, and do they pay",
            (
                "orchid school: When does it start?",
                "orchid school: How many weeks?",
                "orchid school: Do they pay?",
            ),
        ),
        (
            "I write a letter. How long may it be and what do I say?",
            ("I write a letter. How long may it be?", "I write a letter. What do I say?"),
        ),
        (
            "What is the difference between tea and coffee, and who drinks each of them?",
            (
                "What is the difference between tea and coffee?",
                "Who drinks tea?",
                "Who drinks coffee?",
            ),
        ),
    ],
)
def test_what_is_said_before_belongs_to_each_question(question: str, asked: tuple[str, ...]) -> None:
    ways = parts(question)
    assert ways is not None
    assert tuple(one[0] for one in ways) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How do I apply and interview?",
        "I have a job, can I apply?",
        "Who can apply?",
        "What is pay and who cares?",
        "Tell me about Orchid and where it is",
        "Bread and butter",
        "",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert parts(question) is None


@given(st.text(max_size=80))
def test_any_text_may_be_asked(text: str) -> None:
    both = parts(text)
    assert both is None or all(both)
