"""A question may name the text in which its answer stands."""

import pytest

from internbot.questions.source_pointers import Pointed, pointed


@pytest.mark.parametrize(
    ("question", "rest", "named"),
    [
        ("In the Spoon Guild story, what is code mixing?", "What is code mixing?", ("spoon", "guild")),
        ("according to the Orchid guide, how long are sessions?", "How long are sessions?", ("orchid",)),
        ("In the article on Fern, which spoons are polished?", "Which spoons are polished?", ("fern",)),
        ("does the guild handbook say how many spoons he got?", "How many spoons he got?", ("guild",)),
    ],
)
def test_the_text_is_told_from_what_is_asked(question: str, rest: str, named: tuple[str, ...]) -> None:
    assert pointed(question) == Pointed(rest, named)


@pytest.mark.parametrize(
    "question",
    [
        "what do I write in the guide?",
        "what should I wear in the interview?",
        "what is in the faq?",
        "How long are sessions?",
    ],
)
def test_a_question_without_one(question: str) -> None:
    assert pointed(question) is None
