"""No sentence about a result changes what was computed."""

from __future__ import annotations

import pytest

from internbot.answering.answers import ListingResult
from internbot.answering.listing_summaries import phrases, refusal

QUESTION = "Which internships at Orchid are in Oslo?"
RESULT = ListingResult(filters={}, total=1_203, open=7, undated=2, closed=1_194, items=())
COUNTED = phrases(RESULT)


def test_counts_come_with_what_is_counted() -> None:
    assert COUNTED == ("1,203 postings", "7 open", "2 undated", "1,194 closed")
    assert phrases(ListingResult(filters={}, total=1, open=1, items=())) == ("1 posting", "1 open")


@pytest.mark.parametrize(
    "sentence",
    [
        "I found 1,203 postings at Orchid in Oslo: 7 open, 2 undated and 1,194 closed.",
        "There are 1,194 closed, 2 undated and 7 open internships among the 1,203 postings.",
    ],
)
def test_the_phrases_may_be_put_together(sentence: str) -> None:
    assert refusal(sentence, QUESTION, COUNTED) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I found 1,204 postings: 7 open, 2 undated and 1,194 closed.",
        "I found 203 postings: 7 open, 2 undated and 1,194 closed.",
        "I found 1,203 postings: 17 open, 2 undated and 1,194 closed.",
        "I found 1,203 postings: 7 closed, 2 undated and 1,194 open.",
        "I found 1,203 postings: 7 open and 1,194 closed.",
        "I found 1,203 postings: 7 open, 7 open, 2 undated and 1,194 closed.",
        "I found 1,203 postings: none of the 7 open, 2 undated and 1,194 closed.",
        "I found 1,203 postings: 7 open, 2 undated and 1,194 closed, three of them paid.",
        "I found 1,203 postings in Lima: 7 open, 2 undated and 1,194 closed.",
        "I found 1,203 postings: 7 open, 2 undated and 1,194 closed, 4 in Oslo.",
        "I found 1,203 postings: 7 open, 2 undated and 1,194 closed. <b>",
        "I found 1,203 postings: 7 open, 2 undated and 1,194 closed [1].",
        "",
    ],
)
def test_nothing_else_may_be_said(sentence: str) -> None:
    assert refusal(sentence, QUESTION, COUNTED)
