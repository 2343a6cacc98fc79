"""Words of the domain that stand for one another."""

from __future__ import annotations

import pytest

from internbot.index.keywords import analyzer
from internbot.questions.thesaurus import Thesaurus

LINES = (
    "# People",
    "manager | supervisor | ~boss ; whom one reports to",
    "job offer | +offer | ~contract offer",
    "school | university | ~alma mater",
    "united kingdom | ~british",
    "in writing | ~black and white",
)


def stems(text: str) -> list[str]:
    return list(analyzer().analyze(text))


def worded(question: str, *texts: str) -> str:
    return Thesaurus(LINES).in_words_of(question, texts, stems)


def test_a_lay_word_becomes_the_one_of_the_best_text() -> None:
    assert worded("Who is my boss?", "The manager was Ada.", "A supervisor helps.") == "Who is my manager?"
    assert worded("Who is my boss?", "A supervisor helps.", "The manager was Ada.") == "Who is my supervisor?"


def test_a_question_keeps_words_that_texts_have() -> None:
    assert (
        worded("Who is my supervisor?", "The manager was Ada.", "A supervisor helps.")
        == "Who is my supervisor?"
    )
    assert worded("Who is my boss?", "The boss was Ada.", "A manager helps.") == "Who is my boss?"


def test_a_word_of_the_field_stays_though_no_text_has_it() -> None:
    assert worded("Who is my supervisor?", "The manager was Ada.") == "Who is my supervisor?"


def test_nothing_is_put_in_that_no_text_says() -> None:
    assert worded("Who is my boss?", "The stipend is paid in May.") == "Who is my boss?"


@pytest.mark.parametrize("question", ["What do they offer?", "Which offers are there?"])
def test_a_word_with_another_sense_in_questions_is_left(question: str) -> None:
    assert worded(question, "A job offer is a proposal.") == question


def test_other_forms_of_a_word_are_other_words() -> None:
    assert worded("Is it bossy?", "The manager was Ada.") == "Is it bossy?"
    assert worded("Do bosses decide?", "The manager was Ada.") == "Do manager decide?"


def test_a_part_of_a_name_is_left() -> None:
    text = "The school is old."
    assert (
        worded("What does Portland State University say?", text) == "What does Portland State University say?"
    )
    assert worded("What does my alma mater say?", text) == "What does my school say?"
    british = worded("May a British firm do that?", "In the United Kingdom")
    assert british == "May a united kingdom firm do that?"


def test_phrases_are_known_and_the_longest_wins() -> None:
    text = "Ask for it in writing."
    assert worded("I want it black and white.", text) == "I want it in writing."
    known = Thesaurus(("contract | +agreement", "job offer | ~contract offer")).known("a contract offer")
    assert [one.text for one in known] == ["contract offer"]


def test_the_groups_that_ship_are_read_and_lead_somewhere() -> None:
    shipped = Thesaurus.load()
    for lay, plain in (
        ("boss", "manager"),
        ("gear", "laptop"),
        ("cheque", "check"),
        ("curriculum vitae", "resume"),
        ("motivation letter", "cover letter"),
        ("time off", "vacation"),
    ):
        (known,) = shipped.known(f"What about my {lay}?")
        assert plain in known.others, lay
    assert not shipped.known("What do they offer in 2026 for $5?")
