import pytest

from internbot.answering.answers import Message
from internbot.questions.page_context import PICKS, pointing

TITLE = "Ice core intern"


def said(answer: str) -> list[Message]:
    return [Message(role="user", content="?"), Message(role="assistant", content=answer)]


@pytest.mark.parametrize(
    ("turn", "rewritten"),
    [
        ("What degree does it need?", f"What degree does {PICKS} need?"),
        ("When does this job close?", f"When does {PICKS} close?"),
        ("Is the internship paid?", f"Is {PICKS} paid?"),
        ("Tell me about this", f"Tell me about {PICKS}"),
        ("What are its deadlines?", f"What are {PICKS}’s deadlines?"),
        ("When does this close?", f"When does {PICKS} close?"),
    ],
)
def test_what_points_at_the_page_is_the_posting_on_it(turn: str, rewritten: str) -> None:
    assert pointing(turn, (), TITLE) == rewritten


@pytest.mark.parametrize(
    "turn",
    ["What is the STAR method?", "Is it possible to defer?", "Which postings are in Oslo?", "this summer?"],
)
def test_other_questions_stay_as_they_are(turn: str) -> None:
    assert pointing(turn, (), TITLE) is None


def test_it_is_what_was_talked_of_last() -> None:
    turn = "Does it pay?"
    assert pointing(turn, said("The STAR method has four parts."), TITLE) is None
    assert pointing(turn, said("Ice core intern, Polar Lab: degree: bachelor."), TITLE) is not None
    assert pointing("Does this role pay?", said("The STAR method has four parts."), TITLE) is not None
