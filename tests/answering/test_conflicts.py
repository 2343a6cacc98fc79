"""Two sources disagree only where they speak of the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from internbot.answering.conflicts import Disagreement, disagreements
from internbot.answering.passages import PlacedUnit
from internbot.answering.quoting import Quote
from internbot.chunking import Unit
from internbot.index.catalog import DocumentHead
from internbot.sources.documents import Span

HEAD = DocumentHead(1, "a.md", "A", "article", None, None, datetime(2026, 1, 1, tzinfo=UTC), "0" * 64)


def quote(text: str, row: int) -> Quote:
    span = Span(0, len(text))
    return Quote(
        replace(HEAD, row=row, id=f"{row}.md"), span, (PlacedUnit(Unit(span, "paragraph", 0), text),), 1.0
    )


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            "The stipend of an intern is $5,000 in total.",
            "The stipend of an intern is $6,500 in total.",
            True,
        ),
        ("The internship lasts 12 weeks in summer.", "The internship lasts ten weeks in summer.", False),
        ("The internship lasts 12 weeks in summer.", "The internship lasts 10 weeks in summer.", True),
        ("The internship lasts 12 weeks in summer.", "The internship lasts 3 months in summer.", False),
        ("Applications close on March 1 every year.", "Applications close on April 15 every year.", True),
        ("About 53 percent of interns got an offer.", "About 71 percent of interns got an offer.", True),
        ("In 2014 the average wage was $16 an hour.", "In 2015 the average wage was $17 an hour.", False),
        ("The stipend of Outreachy is $7,000.", "The stipend of Mozilla is $8,000.", False),
        (
            "The stipend of an intern is $5,000 in total.",
            "The stipend of an intern is $5,000 in total.",
            False,
        ),
        ("Tasters work 30 hours per week.", "Tasters get 5 hours of lessons per week.", False),
        ("Tasters work 30 hours per week.", "Orchid's tasters work 35 hours each week.", True),
        ("Rent costs $900 a month in Turin.", "The stipend is $6,500 for each contributor.", False),
    ],
)
def test_statements_of_two_documents(one: str, other: str, differ: bool) -> None:
    assert bool(disagreements([quote(one, 1), quote(other, 2)])) == differ
    assert bool(disagreements([quote(other, 1), quote(one, 2)])) == differ


def test_one_document_does_not_disagree_with_itself() -> None:
    quotes = [
        quote("The stipend of an intern is $5,000.", 1),
        quote("The stipend of an intern is $6,000.", 1),
    ]
    assert disagreements(quotes) == ()


def test_positions_are_those_of_the_quotes() -> None:
    quotes = [
        quote("Interns write code all day long.", 3),
        quote("The stipend of an intern is $5,000.", 1),
        quote("The stipend of an intern is $6,000.", 2),
    ]
    assert disagreements(quotes) == (Disagreement(1, 2),)
