from __future__ import annotations

import pytest

from internbot.listings.terms import read_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Summer 2026", ["Summer 2026"]),
        ("2026 Summer", ["Summer 2026"]),
        ("Autumn '26", ["Fall 2026"]),
        ("Fall of 2026", ["Fall 2026"]),
        ("Spring/Summer 2027", ["Spring 2027", "Summer 2027"]),
        ("Summer 2026, Fall 2026", ["Summer 2026", "Fall 2026"]),
        ("Winter 2025/26", ["Winter 2026"]),
        ("Winter", ["Winter"]),
        ("Any time", []),
        ("Springfield 2026", []),
    ],
)
def test_fields(text: str, terms: list[str]) -> None:
    assert [str(term) for term in read_terms(text).terms] == terms


@pytest.mark.parametrize(
    ("title", "terms", "words"),
    [
        ("Software Intern (Summer 2026)", ["Summer 2026"], "Summer 2026"),
        ("Summer Internship 2026, Data", ["Summer 2026"], "Summer Internship 2026"),
        ("Summer Software Engineering Intern", ["Summer"], "Summer"),
        ("Intern, Summer 2026 or Fall 2026", ["Summer 2026", "Fall 2026"], "Summer 2026 or Fall 2026"),
        ("Machine Learning Intern 2026 - Summer", ["Summer 2026"], "2026 - Summer"),
        (
            "Summer Intern in Rome, Summer Camp Intern, 2027",
            ["Summer 2027"],
            "Summer Intern in Rome, Summer Camp Intern, 2027",
        ),
        ("Robotics Co-op - Fall", ["Fall"], "Fall"),
        ("Robotics Co-op (2027 Start) - Winter", ["Winter 2027"], "2027 Start) - Winter"),
        ("Lab Intern [Spring]", ["Spring"], "Spring"),
        ("Weather Analyst, Fall/Winter Terms", ["Fall", "Winter"], "Fall/Winter"),
        ("Summer Students 2027 - Archives", ["Summer 2027"], "Summer Students 2027"),
        ("2027 Bank Summer Analyst", ["Summer 2027"], "2027 Bank Summer"),
        ("Java Intern, Spring Boot", [], None),
        ("Spring Developer Intern", ["Spring"], "Spring"),
        ("Fall Prevention Nurse", [], None),
        ("Fall Protection Intern", [], None),
        ("Intern in Silver Spring", [], None),
        ("Hardware Intern - 2027", [], None),
    ],
)
def test_titles(title: str, terms: list[str], words: str | None) -> None:
    found = read_terms(title, title=True)
    assert [str(term) for term in found.terms] == terms
    assert (found.span.of(title) if found.span else None) == words
