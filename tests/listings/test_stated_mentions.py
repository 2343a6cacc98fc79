from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from internbot.listings.query import QueryReader
from internbot.listings.store import ListingStore

TODAY = date(2026, 3, 10)


@pytest.fixture
def read(store: ListingStore, reader: QueryReader) -> Any:
    vocabulary = store.vocabulary()
    return lambda question: reader.read(question, vocabulary, TODAY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many dont mention any degree at all", {"not_stated": ["degree"]}),
        ("How many leave the years of experience out?", {"not_stated": ["experience"]}),
        ("which ones say nothing about how long you must have worked before?", {"not_stated": ["experience"]}),
        ("How many of them tell you what the salary is?", {"stated": ["pay"]}),
        ("which postings have a date on them for when they were put online", {"stated": ["posted"]}),
        ("Of the ones that give a number, which wants the fewest years?", {"stated": ["experience"]}),
        ("which jobs don't say how much you make?", {"not_stated": ["pay"]}),
        ("how many postings list no salary", {"not_stated": ["pay"]}),
        ("jobs with a stated salary", {"stated": ["pay"]}),
        ("roles without a stated degree", {"not_stated": ["degree"]}),
        ("which jobs say whether they're remote?", {"remote": ["yes", "no", "hybrid"]}),
        ("how many don't say if sponsorship is offered", {"sponsorship": ["unknown"]}),
        ("which of them give a deadline", {"stated": ["deadline"]}),
        ("internships without a deadline", {"employment_types": ["internship"], "not_stated": ["deadline"]}),
        ("how many state both a degree and the years of experience?", {"stated": ["degree", "experience"]}),
        ("which jobs need no degree", {"not_stated": ["degree"]}),
        ("which postings ask for a degree?", {"stated": ["degree"]}),
        ("which ones have a start date?", {"stated": ["term"]}),
        ("which roles require Python and a PhD?", {"degrees": ["phd"], "skills": ["python"]}),
        ("which postings list a salary above 50000 USD per year", {
            "pay": {"least": 50000.01, "per": "year", "currency": "USD"},
        }),
        ("what can I still apply to?", {"status": ["open", "unknown"]}),
        ("anything whose deadline hasn't passed", {"status": ["open", "unknown"]}),
        ("show me everything thats not in Seattle. too much rain lol", {"not_places": ["Seattle"]}),
        ("wich jobs list pyhton", {"skills": ["python"]}),
    ],
)  # fmt: skip
def test_what_is_stated(read: Any, question: str, expected: dict[str, Any]) -> None:
    reading = read(question)
    assert reading.asks == "records"
    assert reading.query.filter.chips() == expected
    assert reading.query.uninterpreted == ()


@pytest.mark.parametrize(
    "question",
    [
        "what do the postings say about pay?",
        "which programs mention pay?",
        "do most jobs require a degree?",
        "Do any guides say how much interns make?",
    ],
)
def test_what_is_asked_of_texts_is_not_asked_of_records(read: Any, question: str) -> None:
    assert read(question).asks is None
