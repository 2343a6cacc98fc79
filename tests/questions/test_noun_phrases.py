from __future__ import annotations

import pytest

from internbot.questions.noun_phrases import extended, phrases_of, topical


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("What is an exploding offer?", ["an exploding offer"]),
        ("How much does a large project pay?", ["a large project"]),
        ("Is the stipend taxed?", ["the stipend"]),
        ("whats outreachy", ["outreachy"]),
        ("Which languages do I need for the Blue Book?", ["languages", "the Blue Book"]),
        ("When does the May round begin?", ["the May round"]),
        ("Do interns in the US get paid?", ["interns", "the US"]),
        ("How many hours a week do mentors have?", ["hours", "mentors"]),
        ("How long do I get to decide on an internship offer?", ["an internship offer"]),
        ("Did the man from the interview go home?", ["the man", "the interview", "home"]),
        ("Who is his manager at Initech?", ["the manager", "Initech"]),
    ],
)  # fmt: skip
def test_phrases_have_their_determiners_and_no_verb(text: str, phrases: list[str]) -> None:
    assert [one.whole for one in topical(phrases_of(text))] == phrases


def test_a_phrase_knows_where_it_is_and_what_it_is() -> None:
    text = "Which forms does the Initech program need?"
    asked, named = phrases_of(text)
    assert (asked.asked, asked.plural, asked.head) == (True, True, "form")
    assert (named.asked, named.proper, named.head) == (False, True, "program")
    assert text[named.start : named.end] == "the Initech program"


def test_a_job_is_told_with_what_it_is_about() -> None:
    text = "I saw a job about gift cards, and a cat."
    job = phrases_of(text)[0]
    assert extended(text, job) == "the job about gift cards"
    assert extended(text, phrases_of(text)[-1]) == "a cat"
