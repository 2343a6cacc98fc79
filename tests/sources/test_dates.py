from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.dates import read_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-03-09", date(2023, 3, 9)),
        ("2023-03-09T10:00:00Z", date(2023, 3, 9)),
        ("August  8, 2026", date(2026, 8, 8)),
        ("8 Aug 2026", date(2026, 8, 8)),
        ("Sept. 1st, 2026", date(2026, 9, 1)),
        ("Tue, 10 Jun 2025 04:00:00 GMT", date(2025, 6, 10)),
        (datetime(2024, 2, 29, tzinfo=UTC), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_certain_dates_are_read(value: object, day: date) -> None:
    assert read_date(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2026",
        "Feb 24",
        "Posted 30+ Days Ago",
        "5mo",
        "2024-13-45",
        "2023",
        "spring 2026",
        "",
        None,
        20240101,
    ],
)
def test_what_is_not_certain_is_not_read(value: object) -> None:
    assert read_date(value) is None


@given(st.dates())
def test_iso_dates_come_back(day: date) -> None:
    assert read_date(day.isoformat()) == day


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)
