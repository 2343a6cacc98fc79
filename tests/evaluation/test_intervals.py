from __future__ import annotations

import numpy as np
import pytest

from internbot.evaluation.intervals import difference, ratio, statistic
from internbot.evaluation.metrics import Share, percentile


def shares(*values: float) -> list[Share | None]:
    return [Share(value, 1.0) for value in values]


def test_cases_that_a_metric_does_not_apply_to_count_for_nothing() -> None:
    with_gaps = ratio([Share(1, 1), None, Share(0, 1), None])
    assert with_gaps is not None
    assert (with_gaps.value, with_gaps.cases) == (0.5, 2)
    assert ratio([None, None]) is None


def test_few_cases_that_all_went_well_are_not_certain() -> None:
    good, bad = ratio(shares(1, 1, 1)), ratio(shares(0, 0, 0))
    assert good is not None
    assert bad is not None
    assert (good.value, good.high) == (1.0, 1.0)
    assert good.low == pytest.approx(0.438, abs=0.001)
    assert bad.low == 0.0
    assert bad.high == pytest.approx(1 - good.low)


def test_a_ratio_is_of_sums() -> None:
    estimate = ratio([Share(1, 1), Share(0, 3)])
    assert estimate is not None
    assert estimate.value == 0.25


def test_the_interval_holds_the_value_and_narrows_with_cases() -> None:
    few, many = ratio(shares(*[1, 0] * 5)), ratio(shares(*[1, 0] * 200))
    assert few is not None
    assert many is not None
    assert few.low < few.value < few.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(1)
    covered = 0
    for _ in range(200):
        estimate = ratio(shares(*(generator.random(80) < 0.7)))
        assert estimate is not None
        covered += estimate.low <= 0.7 <= estimate.high
    assert 180 <= covered <= 200


def test_the_same_cases_give_the_same_interval() -> None:
    assert ratio(shares(1, 0, 1, 1)) == ratio(shares(1, 0, 1, 1))


def test_a_difference_is_paired() -> None:
    before = shares(*[1, 0] * 30)
    same = difference(before, before)
    assert same is not None
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)
    better = difference(before, shares(*[1, 1] * 30))
    assert better is not None
    assert better.value == 0.5
    assert better.low > 0.3


def test_a_difference_needs_the_metric_in_both_runs() -> None:
    assert difference([None, None], shares(1, 0)) is None
    assert difference([], []) is None


def test_a_percentile_has_an_interval_too() -> None:
    estimate = statistic([float(value) for value in range(101)], lambda values: percentile(values, 0.5))
    assert estimate is not None
    assert estimate.low < estimate.value == 50.0 < estimate.high
    assert statistic([], lambda values: percentile(values, 0.5)) is None
