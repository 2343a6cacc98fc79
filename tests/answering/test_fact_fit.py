"""Which sentences could hold the one thing that a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.answering.fact_fit import Fit


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("Who was Ada's manager in Oslo?", "Her manager was Mona Lind.", "Ada came to Oslo in May."),
        ("Whom do tasters call?", "They call Mona Lind.", "They call when it is late."),
        ("who pays tasters", "Tasters are paid by the Orchid Fund.", "Tasters are paid 900 euros."),
        ("Where did Ada grow up?", "Ada grew up in Bergen.", "Ada grew up with many books."),
        ("How long is the stay?", "The stay lasts six weeks.", "The stay is long."),
        ("How long is the stay?", "The first part (~3 weeks) is quiet.", "It has existed since 1962."),
        ("How much is the fee of the call?", "It is 20 euros.", "It is paid late."),
        ("When did Ada join?", "She joined in May 2021.", "She joined a team of tasters."),
    ],
)
def test_a_sentence_that_could_hold_it_fits_better(question: str, holds: str, lacks: str) -> None:
    fit = Fit.of(question)
    assert fit is not None
    assert fit.of_text(holds) == 1 > fit.of_text(lacks)


def test_a_lone_name_is_less_of_a_person_than_a_full_one() -> None:
    fit = Fit.of("Who was Ada's manager?")
    assert fit is not None
    assert fit.of_text("It was Mona Lind.") > fit.of_text("It was in Oslo.") > fit.of_text("It was cold.")


@pytest.mark.parametrize("question", ["Why does it close?", "How do I apply?", "Who can apply?", ""])
def test_anything_could_answer(question: str) -> None:
    assert Fit.of(question) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_a_share(question: str, text: str) -> None:
    fit = Fit.of(question)
    assert fit is None or 0 < fit.of_text(text) <= 1
