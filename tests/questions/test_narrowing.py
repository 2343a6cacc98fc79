from __future__ import annotations

from typing import Any

import pytest

from .conftest import Ask


@pytest.mark.parametrize(
    ("turns", "standalone", "chips"),
    [
        (
            ("which jobs are in Seattle?", "and in Bellevue?"),
            "Which roles are there in Bellevue?",
            {"places": ["Bellevue"]},
        ),
        (
            ("data scientist jobs in Seattle", "only the senior ones"),
            "Which senior data scientist roles are there in Seattle?",
            {"titles": ["senior data scientist"], "places": ["Seattle"]},
        ),
        (
            ("which jobs are in Seattle?", "only the remote ones", "and in Canada?"),
            "Which remote roles are there in Canada?",
            {"places": ["Canada"], "remote": ["yes"]},
        ),
        (
            ("which jobs use Python?", "or Java?"),
            "Which roles are there that mention python or java?",
            {"skills": ["python or java"]},
        ),
        (
            ("which roles need a PhD?", "how many?"),
            "How many roles are there that ask for a PhD?",
            {"degrees": ["phd"]},
        ),
        (
            ("how many roles need a PhD?", "which ones?"),
            "List the roles that ask for a PhD.",
            {"degrees": ["phd"]},
        ),
        (
            ("which jobs are in India?", "anywhere", "not in India"),
            "Which roles are there not in India?",
            {"not_places": ["India"]},
        ),
        (
            ("which jobs are in Seattle?", "which of those close this month?"),
            "Which roles are there in Seattle that close between 2026-03-01 and 2026-03-31?",
            {"places": ["Seattle"], "closes": {"first": "2026-03-01", "last": "2026-03-31"}},
        ),
        (
            ("data scientist roles", "which of them asks for less experience?"),
            "Which of the data scientist roles asks for less experience?",
            {"titles": ["data scientist"]},
        ),
        (("which roles need a PhD?", "what is CPT?", "which of those roles are in Seattle?"),
            "Which roles are there in Seattle that ask for a PhD?",
            {"degrees": ["phd"], "places": ["Seattle"]},
        ),
    ],
)  # fmt: skip
def test_follow_ups_over_listings(
    ask: Ask, turns: tuple[str, ...], standalone: str, chips: dict[str, Any]
) -> None:
    question = ask(*turns)
    assert (question.kind, question.standalone) == ("listings", standalone)
    assert question.filters is not None
    assert question.filters.chips() == chips


@pytest.mark.parametrize(
    ("turns", "document", "words"),
    [
        (("data scientist roles", "the second one"), "jobs#b", "What does the role"),
        (
            ("data scientist roles", "the second one", "how much experience does it need?"),
            "jobs#b",
            "How much experience",
        ),
        (("data scientist roles", "the second one", "and the first one?"), "jobs#a", "What does the role"),
        (("which jobs are in India?", "is it remote?"), "jobs#c", "Is the role"),
        (("which jobs are in India?", "who offers it?"), "jobs#c", "Who offers the role"),
    ],
)
def test_one_of_what_was_shown(ask: Ask, turns: tuple[str, ...], document: str, words: str) -> None:
    question = ask(*turns)
    assert question.kind == "knowledge"
    assert question.filters is not None
    assert question.filters.documents == (document,)
    assert question.standalone.startswith(words)


def test_a_property_of_what_was_shown(ask: Ask) -> None:
    question = ask("data scientist roles", "what about the salary?")
    assert question.standalone == "What is said about the pay of the data scientist roles?"
    assert question.listings is not None
    assert question.listings.fields == ("salary",)


def test_how_many_years_is_a_property_and_counts_nothing(ask: Ask) -> None:
    question = ask("data scientist roles", "how many years do they want?")
    assert question.standalone == "What is said about the years of experience of the data scientist roles?"
    assert question.listings is not None
    assert question.listings.fields == ("experience_years",)


@pytest.mark.parametrize("turn", ["what about the us?", "ok and in the US"])
def test_the_us_in_small_letters_is_a_country_behind_its_article(ask: Ask, turn: str) -> None:
    question = ask("which jobs are in India?", turn)
    assert question.filters is not None
    assert question.filters.chips() == {"places": ["United States"]}


@pytest.mark.parametrize(
    "turn", ["What is a PhD?", "How do I write a CV?", "thanks", "When should I apply for jobs?"]
)
def test_another_subject_is_no_follow_up(ask: Ask, turn: str) -> None:
    question = ask("which roles need a PhD?", turn)
    assert question.kind in ("knowledge", "thanks")
    assert question.filters is None


def test_a_whole_question_over_records_starts_anew(ask: Ask) -> None:
    question = ask("data scientist jobs in Seattle", "which jobs are in India?")
    assert question.filters is not None
    assert question.filters.chips() == {"places": ["India"]}


@pytest.mark.parametrize(
    ("turns", "chips"),
    [
        (("remote jobs", "only software"), {"remote": ["yes"], "disciplines": ["software"]}),
        (
            ("jobs in Seattle", "more than $50 an hour"),
            {"places": ["Seattle"], "pay": {"least": 50.01, "per": "hour", "currency": "USD"}},
        ),
        (("jobs in Seattle", "which of those are paid?"), {"places": ["Seattle"], "paid": True}),
        (("software jobs", "what about hardware?"), {"disciplines": ["hardware"]}),
    ],
)
def test_follow_ups_by_pay_and_field_of_work(ask: Ask, turns: tuple[str, ...], chips: dict[str, Any]) -> None:
    question = ask(*turns)
    assert question.listings is not None
    assert question.listings.filter.chips() == chips
