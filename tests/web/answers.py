"""Answers for tests of what is drawn from them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from internbot.answering.answers import Answer, Citation, ListingRow, Sentence, Timings

TODAY = date(2026, 11, 22)


def citation(number: int, quote: str, **changes: Any) -> Citation:
    fields: dict[str, Any] = {
        "number": number,
        "document": "articles/summer.md",
        "title": "Summer at the lab",
        "url": "https://example.org/summer",
        "kind": "article",
        "published": date(2023, 3, 4),
        "retrieved": TODAY,
        "quote": quote,
        "start": 10,
        "end": 10 + len(quote),
        "sha256": hashlib.sha256(quote.encode()).hexdigest(),
    }
    return Citation(**{**fields, **changes})


def answer(text: str = "Interns start in May. [1]", **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": "a1",
        "question": "When?",
        "standalone_question": "When?",
        "status": "answered",
        "text": text,
        "sentences": (Sentence(text="Interns start in May.", citations=(1,), support="supported"),),
        "citations": (citation(1, "Interns start in May."),),
        "answerability": 0.9,
        "checked_on": TODAY,
        "model": "quoting",
        "timings_ms": Timings(retrieval=1, first_sentence=2, total=3),
    }
    return Answer(**{**fields, **changes})


def row(name: str, **changes: Any) -> ListingRow:
    fields: dict[str, Any] = {
        "id": name,
        "title": name,
        "company": "Fern Labs",
        "locations": ("Bellevue, WA",),
        "remote": "unknown",
        "employment_type": "internship",
        "term": ("Summer 2027",),
        "deadline": date(2026, 12, 15),
        "status": "open",
        "url": None,
        "citation": None,
    }
    return ListingRow(**{**fields, **changes})
