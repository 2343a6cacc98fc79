from __future__ import annotations

import pytest

from internbot.questions.people import person_of, with_two_people

ANSWER = "Ada Lovelace's mentor in Turin was Charles Babbage, a manager of engines."


@pytest.mark.parametrize(
    ("word", "questions", "answers", "person"),
    [
        ("he", ("Who was Ada Lovelace's mentor?",), (ANSWER,), "Charles Babbage"),
        ("she", ("Where did Ada Lovelace study?",), ("In London.",), "Ada Lovelace"),
        ("he", ("Did Charles Babbage's mother study?",), (), "Charles Babbage"),
        ("she", ("Did the mother of the boy study?",), (), "the mother"),
        ("he", ("Where is Totnes?",), ("Charles Babbage grew up in Totnes.",), "Charles Babbage"),
        ("his", ("Who advised Charles Babbage?", "Who is Charles Babbage?"), ("It was Jo Hill.",), "Charles Babbage"),
        ("his", ("Who is Ada Lovelace?",), ("Charles Babbage said that Ada Lovelace learned fast.",), "Ada Lovelace"),
        ("he", ("What is OPT?",), ("OPT is temporary work.",), None),
    ],
)  # fmt: skip
def test_whom_a_pronoun_stands_for(
    word: str, questions: tuple[str, ...], answers: tuple[str, ...], person: str | None
) -> None:
    assert person_of(word, questions, answers, "what now?") == person


def test_one_person_does_something_to_another() -> None:
    asked = ("Who was Ada Lovelace's mentor?",)
    assert (
        with_two_people("did he praise her?", asked, (ANSWER,)) == "did Charles Babbage praise Ada Lovelace?"
    )
    assert with_two_people("did she like her work?", asked, (ANSWER,)) is None
    assert with_two_people("was he happy with him?", ("What is OPT?",), ("Work.",)) is None
