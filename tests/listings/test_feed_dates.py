from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from internbot.listings.feed_dates import read_day, read_end


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1764205361, date(2025, 11, 27)),
        (1764205361939, date(2025, 11, 27)),
        ("2026-09-18 12:55:59 UTC", date(2026, 9, 18)),
        ("August  8, 2026", date(2026, 8, 8)),
        ("2026-07-16T23:55:32-04:00", date(2026, 7, 16)),
        ("Tue, 04 Aug 2026 10:00:00 GMT", date(2026, 8, 4)),
        ("Posted 30+ Days Ago", None),
        ("Posted Yesterday", None),
        ("5mo", None),
        ("Feb 24", None),
        ("03/04/2026", None),
        (17, None),
        (True, None),
        (None, None),
    ],
)
def test_days(value: object, day: date | None) -> None:
    assert read_day(value) == day


@pytest.mark.parametrize(
    ("value", "end"),
    [
        ("2026-08-31", date(2026, 8, 31)),
        ("2026-08-31T23:59:00-04:00", datetime(2026, 8, 31, 23, 59, tzinfo=timezone(timedelta(hours=-4)))),
        ("2026-08-31 22:00:00 UTC", datetime(2026, 8, 31, 22, tzinfo=UTC)),
        ("2026-08-31T22:00:00.5Z", datetime(2026, 8, 31, 22, tzinfo=UTC)),
        ("2026-08-31T22:00", datetime(2026, 8, 31, 22)),
        ("2026-13-31T22:00", None),
        ("Mon, 31 Aug 2026 22:00:00 GMT", datetime(2026, 8, 31, 22, tzinfo=UTC)),
        ("31 Aug 2026 22:00:00 -0400", datetime(2026, 8, 31, 22, tzinfo=timezone(timedelta(hours=-4)))),
        ("Mon, 31 Aug 2026 22:00:00 EST", date(2026, 8, 31)),
        ("Mon, 31 Aug 2026 22:00:00:0", datetime(2026, 8, 31, 22)),
        ("Mon, 31 Aug 2026 25:00:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_deadlines(value: object, end: datetime | date | None) -> None:
    assert read_end(value) == end


def test_a_zone_that_the_field_names_counts_where_the_value_names_none() -> None:
    assert read_end("Mon, 31 Aug 2026 22:00:00:0", zone=UTC) == datetime(2026, 8, 31, 22, tzinfo=UTC)
