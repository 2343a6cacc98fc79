"""Questions what a word or a thing is."""

import pytest

from internbot.questions.term_questions import defined, explained


@pytest.mark.parametrize(
    ("turn", "question"),
    [
        ("They keep saying 'spoon tasting' and I have no idea what that is", "What does spoon tasting mean?"),
        ("the offer says “at-will”. what's that?", "What does at-will mean?"),
        ("my mentor keeps mentioning SPN and i don't know what that means", "What does SPN mean?"),
        ("they want a letter of intent, what is that?", "What is a letter of intent?"),
        ("the form asks for my spoon number - what is it", "What does spoon number mean?"),
        ('everyone says "spoon day", never heard of it', "What does spoon day mean?"),
        ("A posting wants my 'SPA'. What do those letters mean?", "What does SPA mean?"),
    ],
)
def test_a_word_that_was_come_upon(turn: str, question: str) -> None:
    assert explained(turn) == question


@pytest.mark.parametrize(
    "turn",
    [
        "what does that mean?",
        "I don't know what that is",
        "They said it is unpaid. What does that mean for my visa?",
        "they told me to sign, what is that?",
        "The ad says flexible. How many hours is that?",
        "What is a co-op, and what does it pay?",
        "it's called off? what happens then",
    ],
)
def test_other_messages_stay_as_they_are(turn: str) -> None:
    assert explained(turn) == turn


@pytest.mark.parametrize("tail", [".", " ,", "- ", "and ", " what is "])
def test_a_long_message_is_read_to_its_end(tail: str) -> None:
    turn = f"they say spoon{tail * 900}x"
    assert explained(turn) == turn


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What is a polished spoon?", "polished spoon"),
        ("and what's an apprentice", "apprentice"),
        ("What does polishing mean?", "polishing"),
        ("what does the word spoon mean", "spoon"),
        ("What is the guild's dress code?", None),
        ("What does it mean?", None),
        ("What do these spoons cost?", None),
        ("What is a good way to find a guild that still polishes spoons?", None),
    ],
)
def test_what_is_asked_to_be_explained(question: str, thing: str | None) -> None:
    assert defined(question) == thing
