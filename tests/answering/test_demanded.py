"""A question is answered only where the thing that it asks about is said."""

import pytest

from internbot.answering.demanded import Demanded
from internbot.index.keywords import analyzer
from internbot.questions.thesaurus import Thesaurus

stems = analyzer().analyze


def demanded(question: str, names: tuple[str, ...] = ("orchid",)) -> Demanded | None:
    return Demanded.of(question, stems, lambda _: 1.0, Thesaurus.load(), names)


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
        ("What is Orchid's dress code?", "Orchid has a secret.", 0.0),
        ("Which spoons are polished while the guild sleeps?", "Polished spoons shine.", 1.0),
    ],
)
def test_how_much_of_what_is_asked_a_text_says(question: str, text: str, share: float) -> None:
    asked = demanded(question)
    assert asked is not None
    assert asked.said(frozenset(stems(text))) == pytest.approx(share)


@pytest.mark.parametrize(
    "question",
    [
        "What does Orchid provide?",
        "Can you tell me about spoons?",
        "Do I know how spoons work?",
        "Is it possible?",
        "Does Orchid offer internships?",
        "Spoons are provided.",
        "How do I polish spoons?",
        "Why are spoons polished?",
        "Where are spoons polished?",
        "What should I polish?",
        "What is Orchid?",
        "Who can polish spoons?",
        "What happens to the spoons?",
        "Which steps lead to a spoon?",
    ],
)
def test_other_questions_demand_nothing(question: str) -> None:
    assert demanded(question) is None


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How many spoons does Orchid own?", "Orchid owns forty spoons.", True),
        ("How many spoons does Orchid own?", "Orchid owns spoons for 30 days.", False),
        ("How many tasters and interns are there?", "There are 12 tasters.", True),
        ("How many students does Orchid take?", "Up to 12 interns come.", True),
        ("In which month does Orchid open?", "It may open soon.", False),
        ("In which month does Orchid open?", "It opens in May.", True),
        ("What time does the guild open?", "It opens in May.", False),
        ("What time does the guild open?", "It opens at 9 am.", True),
        ("How often does the guild meet?", "The guild meets 5 tasters.", False),
        ("How often does the guild meet?", "The guild meets every week.", True),
        ("How long should a proposal be?", "A proposal took 3 weeks.", False),
        ("How long should a proposal be?", "A proposal has two pages.", True),
        ("Which spoons does Orchid polish?", "Anything.", True),
    ],
)
def test_the_kind_of_thing_that_is_asked_for_is_held(question: str, text: str, held: bool) -> None:
    asked = demanded(question)
    assert asked is not None
    assert asked.held(text, frozenset(stems(text))) is held
