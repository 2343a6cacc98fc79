"""Questions answered by yes or no are told from the others by their form."""

import pytest

from internbot.answering.whether import asks_whether


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Does Orchid provide a laptop?", True),
        ("And can a taster visit Lima?", True),
        ("Isn't it paid?", True),
        ("What does Orchid provide?", False),
        ("Can you tell me about spoons?", False),
        ("Do I know how spoons work?", False),
        ("Spoons are provided.", False),
    ],
)
def test_questions_answered_by_yes_or_no(question: str, whether: bool) -> None:
    assert asks_whether(question) is whether
