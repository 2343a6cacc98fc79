from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.days import mentions_of_days

TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("closes this week", date(2026, 3, 9), date(2026, 3, 15)),
        ("this month", date(2026, 3, 1), date(2026, 3, 31)),
        ("in the last 7 days", date(2026, 3, 3), TODAY),
        ("past two weeks", date(2026, 2, 24), TODAY),
        ("in the next 3 days", TODAY, date(2026, 3, 13)),
        ("within 10 days", TODAY, date(2026, 3, 20)),
        ("before april 1", None, date(2026, 3, 31)),
        ("by april 1, 2027", None, date(2027, 4, 1)),
        ("after 2026-05-01", date(2026, 5, 2), None),
        ("since 1st of february", date(2026, 2, 1), None),
        ("between 2026-03-01 and 2026-03-31", date(2026, 3, 1), date(2026, 3, 31)),
        ("between july 1 and july 15, 2024", date(2024, 7, 1), date(2024, 7, 15)),
        ("between 20 december and 10 january 2024", date(2023, 12, 20), date(2024, 1, 10)),
        ("in may", date(2026, 5, 1), date(2026, 5, 31)),
        ("posted before this week", None, date(2026, 3, 8)),
        ("before last week", None, date(2026, 3, 2)),
        ("since the last 7 days", date(2026, 3, 3), TODAY),
        ("by next week", None, date(2026, 3, 22)),
        ("after this month", date(2026, 4, 1), None),
        ("before the end of this month", None, date(2026, 3, 31)),
        ("since yesterday", date(2026, 3, 9), None),
        ("tomorrow", date(2026, 3, 11), date(2026, 3, 11)),
    ],
)
def test_phrases(text: str, first: date | None, last: date | None) -> None:
    mentions = list(mentions_of_days(text, TODAY))
    assert [(m.days.first, m.days.last) for m in mentions] == [(first, last)]
    assert text[mentions[0].start : mentions[0].end].strip()


@pytest.mark.parametrize("text", ["march on", "february 30", "you may apply", "the last step"])
def test_no_days(text: str) -> None:
    assert list(mentions_of_days(text, TODAY)) == []
