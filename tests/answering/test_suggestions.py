"""Headings become questions that read well."""

import pytest

from internbot.answering.suggestions import as_question, follow_ups, own_questions, spread


@pytest.mark.parametrize(
    ("heading", "title", "question"),
    [
        ("How do I apply?", "Applying", "How do I apply?"),
        ("What interns earn", "Pay: who must be paid", "Tell me what interns earn (pay)."),
        ("How a recruiter reads a resume", "CV", "Tell me how a recruiter reads a resume."),
        ("Stipends", "Pay: who must be paid", "What should I know about stipends (pay)?"),
        (
            "OPT: Optional Practical Training",
            "Visas",
            "What should I know about OPT: Optional Practical Training?",
        ),
        ("Google Summer of Code", "Programs", "What should I know about Google Summer of Code?"),
        ("Overview", "Pay", None),
        ("", "Pay", None),
        ("x" * 200, "Pay", None),
    ],
)
def test_as_question(heading: str, title: str, question: str | None) -> None:
    assert as_question(heading, title) == question


def test_follow_ups_leave_out_repeats_and_what_was_asked() -> None:
    questions = ["How do I apply?", None, "How do I apply ?", "Where can I look?", "When is it?", "Why me?"]
    assert follow_ups(questions, ["where to look"], 2) == ("How do I apply?", "When is it?")


def test_documents_may_name_their_questions() -> None:
    assert own_questions({"questions": "What is CPT, and who approves it?, Who pays?"}) == (
        "What is CPT, and who approves it?",
        "Who pays?",
    )
    assert own_questions({}) == ()


def test_starters_come_from_different_documents() -> None:
    documents = [(f"How to do thing {n}?", "Why?") if n % 2 else () for n in range(24)]
    assert spread(documents, 4, lambda _: True) == tuple(f"How to do thing {n}?" for n in (1, 7, 13, 19))
    assert spread([], 4, lambda _: True) == ()
    assert spread([("Why?",)], 4, lambda _: True) == ("Why?",)
    tried: list[str] = []

    def answered(question: str) -> bool:
        tried.append(question)
        return question.endswith("2?")

    assert spread([("a1?", "a2?"), ("b1?",), ("c2?",)], 2, answered) == ("a2?", "c2?")
    assert len(tried) == 4
