"""Confidence intervals by the bootstrap: cases are drawn with replacement, the metric is computed anew each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.evaluation.metrics import Share

RESAMPLES = 2000
LEVEL = 0.95
_SEED = 20
"""Any fixed number: the same run gives the same interval."""
_NORMAL = 1.96
"""Standard deviations that hold 95 % of a normal distribution."""
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval.

    Attributes:
        value: of all cases.
        low: lower end of the 95 % interval.
        high: upper end.
        cases: how many it applies to.
    """

    value: float
    low: float
    high: float
    cases: int


def ratio(shares: Sequence[Share | None]) -> Estimate | None:
    """Sum of parts over sum of wholes, with its interval; None where no case has the metric.

    Percentile bootstrap (Efron and Tibshirani 1993, 13.3) over the cases that have it. Where all of them are at 0, or
    all at 1, drawing them again tells nothing, and Wilson's score interval (1927) for so many cases is given.
    """
    rows = _rows(shares)
    if not len(rows):
        return None
    value = float(_ratios(rows.sum(axis=0)[None])[0])
    if value in (0.0, 1.0):
        unseen = _NORMAL**2 / (len(rows) + _NORMAL**2)
        return Estimate(value, max(0.0, value - unseen), min(1.0, value + unseen), len(rows))
    drawn = np.concatenate([_ratios(rows[draw].sum(axis=1)) for draw in _draws(len(rows))])
    low, high = _ends(drawn)
    return Estimate(value, low, high, len(rows))


def difference(first: Sequence[Share | None], second: Sequence[Share | None]) -> Estimate | None:
    """How much the second run's ratio is above the first's; the same cases are drawn for both (paired bootstrap).

    Args:
        first: one a case.
        second: of the same cases in the same order. Precisions apply to other cases in each run, so that a case may
            count in one alone.
    """
    both = np.stack([_filled(first), _filled(second)], axis=1)
    both = both[(both[:, :, 1] > 0).any(axis=1)]
    if not len(both) or not (both[:, :, 1].sum(axis=0) > 0).all():
        return None

    def apart(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        return _ratios(sums[:, 1]) - _ratios(sums[:, 0])

    drawn = np.concatenate([apart(both[draw].sum(axis=1)) for draw in _draws(len(both))])
    low, high = _ends(drawn)
    return Estimate(float(apart(both.sum(axis=0)[None])[0]), low, high, len(both))


def statistic(values: Sequence[float], of: Callable[[Sequence[float]], float | None]) -> Estimate | None:
    """Any statistic of numbers, such as a percentile, with its interval."""
    value = of(values)
    if value is None:
        return None
    array = np.asarray(values)
    drawn = [of(row.tolist()) for draw in _draws(len(array)) for row in array[draw]]
    low, high = _ends(np.array([one for one in drawn if one is not None]))
    return Estimate(value, low, high, len(values))


def _draws(cases: int) -> list[NDArray[np.int64]]:
    generator = np.random.default_rng(_SEED)
    size = max(1, min(RESAMPLES, _AT_ONCE // cases))
    return [
        generator.integers(0, cases, (min(size, RESAMPLES - done), cases))
        for done in range(0, RESAMPLES, size)
    ]


def _rows(shares: Sequence[Share | None]) -> NDArray[np.float64]:
    return np.array([share for share in shares if share is not None], dtype=np.float64).reshape(-1, 2)


def _filled(shares: Sequence[Share | None]) -> NDArray[np.float64]:
    return np.array([share or (0.0, 0.0) for share in shares], dtype=np.float64).reshape(-1, 2)


def _ratios(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    # A resample may hold no case that the metric applies to: it then says nothing.
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1], dtype=np.float64)


def _ends(drawn: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return float(low), float(high)
