from __future__ import annotations

from datetime import date

import pytest

from internbot.web.review.plots import bars, lines

DAYS = [date(2026, 11, 21), date(2026, 11, 22)]


@pytest.mark.parametrize(
    ("values", "total", "axis"),
    [
        ([3, 4], "7", ">5<"),
        ([0.0123, 0.004], "0.0163", ">0.02<"),
        ([0, 0], "0", ">2<"),
        ([1500.5, 2000], "3,500", ">2k<"),
    ],
)
def test_bars_tell_small_sums_of_money_as_well_as_counts(values: list[float], total: str, axis: str) -> None:
    drawn = bars("Cost a day, in EUR", DAYS, {"EUR": values})
    assert f"EUR {total}</li>" in drawn
    assert axis in drawn
    assert drawn.count("<rect") == sum(value > 0 for value in values)


def test_a_line_leaves_out_days_without_a_value() -> None:
    drawn = lines("Waits", DAYS, [0.0, 12.5])
    assert drawn.count("<circle") == 1
    assert "2026-11-22: 12.5" in drawn
