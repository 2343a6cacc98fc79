"""What an open question asks for is found by its form."""

import pytest

from internbot.answering.sought import sought


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which languages does she speak?", "languages does she speak"),
        ("Do you know in which month it begins?", "month it begins"),
        ("In which month does it begin?", "does it begin"),
        ("In which Peruvian town do tasters work?", "peruvian do tasters work"),
        ("how often do they meet", "do they meet"),
        ("When did the guild open?", "did the guild open?"),
        ("What is the guild's dress code?", "dress code"),
        ("Which spoons are polished while the guild sleeps?", "spoons are polished"),
        ("How long does a session last?", "does a session ?"),
    ],
)
def test_the_words_that_an_answer_says(question: str, text: str) -> None:
    assert sought(question) == text


@pytest.mark.parametrize(
    "question",
    [
        "How do I apply?",
        "Why me?",
        "Where is it?",
        "Spoons.",
        "What?",
        "How come?",
        "What should I polish?",
        "What is Orchid?",
        "Who can polish spoons?",
        "Which steps lead to a spoon?",
        "Which sections should a spoon have?",
    ],
)
def test_forms_that_demand_nothing(question: str) -> None:
    assert sought(question) is None
