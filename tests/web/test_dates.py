from datetime import date

import pytest

from internbot.web.dates import age_in_words, in_short, in_words


def test_a_day_is_written_without_the_machines_language() -> None:
    assert in_words(date(2026, 11, 22)) == "22 November 2026"
    assert in_short(date(2026, 5, 1)) == "1 May 2026"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), ""),
        (date(2025, 11, 23), ""),
        (date(2025, 11, 22), "a year old"),
        (date(2023, 3, 4), "3 years old"),
        (date(2027, 1, 1), ""),
    ],
)
def test_an_old_day_says_how_old(day: date, expected: str) -> None:
    assert age_in_words(day, date(2026, 11, 22)) == expected
