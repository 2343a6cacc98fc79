from __future__ import annotations

import pytest

from internbot.questions.parallels import exchanged


@pytest.mark.parametrize(
    ("question", "piece", "whole"),
    [
        ("How much does Outreachy pay?", "summer of code", "How much does summer of code pay?"),
        ("How long does OPT last?", "a J-1 internship", "How long does a J-1 internship last?"),
        ("What does CPT stand for?", "DSO", "What does DSO stand for?"),
        ("Do interns have to be paid in the US?", "in the UK", "Do interns have to be paid in the UK?"),
        ("What did Ada build in Turin?", "in luxembourg", "What did Ada build in luxembourg?"),
        ("What did interns earn in 2015?", "in 2014", "What did interns earn in 2014?"),
        ("What did interns earn in 2015?", "the year before", "What did interns earn in 2014?"),
        ("What did interns earn in 2015?", "the next year", "What did interns earn in 2016?"),
        ("When do summer jobs open?", "fall", "When do fall jobs open?"),
        ("When does the May round open?", "for december", "When does the december round open?"),
        ("How long should a resume be?", "a cover letter", "How long should a cover letter be?"),
        ("When do the big banks open?", "consulting firms", "When do the consulting firms open?"),
        ("Is that much for a resume?", "for an academic CV", "Is that much for an academic CV?"),
        ("How much does a large project pay?", "a medium one", "How much does a medium project pay?"),
        ("What is the wage at the first level?", "the second level", "What is the wage at the second level?"),
        ("How do visas work?", "in Canada", "How do visas work in Canada?"),
        ("For how long (about CPT)?", "OPT", "For how long (about OPT)?"),
    ],
)
def test_a_piece_takes_the_place_of_its_like(question: str, piece: str, whole: str) -> None:
    assert exchanged(piece, question) == whole


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("How much is the filing fee?", "mediation"),
        ("Is privacy protected?", "security"),
        ("How do I write a CV?", "the deadline"),
        ("What is the difference between paper and glass?", "Yard Waste"),
        ("Deductions", "FICA"),
        ("How do I write a CV?", "the year before"),
        ("What about LFX (about Outreachy)?", "Pathways"),
    ],
)
def test_what_has_no_like_takes_no_place(question: str, piece: str) -> None:
    assert exchanged(piece, question) is None
