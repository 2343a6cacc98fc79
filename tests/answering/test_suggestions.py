"""Headings become questions that read well."""

import pytest

from internbot.answering.suggestions import as_question, follow_ups, spread


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
    sections = [
        ("How do I apply?", "A"),
        ("How do I apply ?", "A"),
        ("Where to look?", "B"),
        ("When?", "C"),
        ("Why me?", "D"),
    ]
    assert follow_ups(sections, ["where to look"], 2) == ("How do I apply?", "When?")


def test_starters_come_from_different_documents() -> None:
    documents = [[("Stipends", f"Title {n}"), (f"How to do thing {n}?", f"Title {n}")] for n in range(12)]
    found = spread(documents, 4)
    assert found == [f"How to do thing {n}?" for n in (0, 3, 6, 9)]
    assert spread([], 4) == []
    assert len(spread([[("Stipends", "Pay")]], 4)) == 1
