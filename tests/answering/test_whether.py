"""A yes-or-no question is answered only where the thing asked about is said."""

import pytest

from internbot.answering.whether import Whether
from internbot.index.keywords import analyzer
from internbot.questions.thesaurus import Thesaurus

stems = analyzer().analyze


def whether(question: str, names: tuple[str, ...] = ()) -> Whether | None:
    return Whether.of(question, stems, lambda _: 1.0, Thesaurus.load(), names)


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("Does Orchid provide a laptop?", "Orchid provides tasters with spoons.", 0.0),
        ("Does Orchid provide a laptop?", "Each taster gets laptops of the guild.", 1.0),
        ("Is there a dress code?", "The code is secret.", 0.5),
        ("Is Orchid paid?", "Tasters receive a stipend.", 1.0),
        ("Do tasters get spoons or forks?", "They get forks and are tasters.", 1.0),
        ("And can a taster visit Lima?", "A taster sees Lima.", 2 / 3),
    ],
)
def test_how_much_of_what_is_asked_a_text_says(question: str, text: str, share: float) -> None:
    asked = whether(question, ("orchid",))
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
    ],
)
def test_other_questions_demand_nothing(question: str) -> None:
    assert whether(question, ("orchid",)) is None
