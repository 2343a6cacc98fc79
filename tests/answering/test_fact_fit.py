"""Which sentences could hold the one thing that a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.answering.fact_fit import Fit
from internbot.index.keywords import analyzer

STEMS = analyzer().analyze


def share(fit: Fit, sentence: str, above: str = "") -> float:
    return fit.of_text(sentence, frozenset(STEMS(f"{above} {sentence}")))


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
    fit = Fit.of(question, STEMS)
    assert fit is not None
    assert share(fit, holds, "Oslo") == 1 > share(fit, lacks, "Oslo")


def test_a_lone_name_is_less_of_a_person_than_a_full_one() -> None:
    fit = Fit.of("Who was Ada's manager?", STEMS)
    assert fit is not None
    found = [share(fit, f"Her manager was {who}.") for who in ("Mona Lind", "in Oslo", "away")]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("question", ["Why does it close?", "How do I apply?", "Who can apply?", ""])
def test_anything_could_answer(question: str) -> None:
    assert Fit.of(question, STEMS) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_a_share(question: str, text: str) -> None:
    fit = Fit.of(question, STEMS)
    assert fit is None or 0 < share(fit, text) <= 1
