"""A question is answered only where the thing that it asks about is said."""

import pytest

from internbot.answering.demanded import Demanded
from internbot.index.keywords import analyzer
from internbot.questions.thesaurus import Thesaurus

stems = analyzer().analyze


def demanded(question: str) -> Demanded | None:
    return Demanded.of(
        question, stems, lambda _: 1.0, Thesaurus.load(), ("orchid",), lambda word: word == "spoosn"
    )


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("Does Orchid provide a laptop?", "Orchid provides tasters with spoons.", 0.0),
        ("Does Orchid provide a laptop?", "Each taster gets laptops of the guild.", 1.0),
        ("Is there a dress code?", "The code is secret.", 0.5),
        ("Is Orchid paid?", "Tasters receive a stipend.", 1.0),
        ("Do tasters get spoons or forks?", "They get forks and are tasters.", 1.0),
        ("And can a taster visit Lima?", "A taster sees Lima.", 2 / 3),
        ("Is Greek required at Orchid?", "Orchid requires no spoons.", 0.0),
        ("Which spoons does Orchid polish?", "It gives away spoons.", 0.5),
        ("When was Orchid founded?", "Orchid pays in May.", 0.0),
        ("When was Orchid founded?", "It was established in May.", 1.0),
        ("Who polishes the spoons?", "Fern keeps the forks.", 0.0),
        ("Who polishes the spoosn?", "Fern polishes them.", 1.0),
        ("What is Orchid's dress code?", "Orchid has a secret.", 0.0),
    ],
)
def test_how_much_of_what_is_asked_a_text_says(question: str, text: str, share: float) -> None:
    asked = demanded(question)
    assert asked is not None
    assert asked.said(frozenset(stems(text))) == pytest.approx(share)


def test_what_nothing_is_said_of_is_named_as_it_was_typed() -> None:
    asked = demanded("Does Orchid provide laptops and parking?")
    assert asked is not None
    assert asked.missing(frozenset(stems("It has a parking space."))) == ("laptops",)


@pytest.mark.parametrize(
    "question",
    [
        "What does Orchid provide?",
        "Can you tell me about spoons?",
        "Is it possible?",
        "Does Orchid offer internships?",
        "Spoons are provided.",
        "How do I polish spoons?",
    ],
)
def test_other_questions_demand_nothing(question: str) -> None:
    assert demanded(question) is None
