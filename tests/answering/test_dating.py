"""A claim that may have stopped being true carries its date."""

from datetime import date

import pytest

from internbot.answering import dating

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("statement", "published", "expected"),
    [
        ("Applications are now open.", date(2023, 3, 20), "as of March 2023, 3 years ago"),
        ("Applications are now open.", date(2026, 11, 1), "as of November 2026"),
        ("Applications are now open.", None, "its source has no date"),
        ("The deadline is in May.", date(2025, 10, 1), "as of October 2025, a year ago"),
        ("Interns write code.", date(2026, 1, 1), None),
        ("Interns write code.", date(2024, 1, 1), "as of January 2024, 2 years ago"),
        ("Interns write code.", None, None),
    ],
)
def test_note(statement: str, published: date | None, expected: str | None) -> None:
    assert dating.note(statement, published, TODAY) == expected


def test_where_sources_disagree_every_statement_is_dated() -> None:
    assert dating.note("Rent is paid.", date(2026, 1, 1), TODAY, always=True) == "as of January 2026"
    assert dating.note("Rent is paid.", None, TODAY, always=True) == "its source has no date"
