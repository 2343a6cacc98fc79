"""How much better may another fact fit than the claim's? The limits of `verification/verdicts.py`, chosen by one rule.

The rule: of all limits on a coarse grid at which no kind of sentence that must not pass (altered in one fact, or beside
another article's passage) passes more often than `ALLOWED`, those that leave the strictest threshold of the score where
a given share of the human sentences passes. Limits stricter than needed refuse human sentences, so that the threshold
has to come down; but what a model makes up without a name or a number in it only the score can see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.verification.checks import Check, Kind

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LIMITED: tuple[Kind, ...] = ("number", "date", "negation", "comparison", "quantifier", "name")
GRID = (0.05, 0.0, -0.02, -0.05, -0.1, -0.2, -0.3)
ALLOWED = 0.015
"""Share of a kind that may pass; the aim is 2 %, and sentences that were not chosen on pass a little more often."""
_STARTS = (-0.05, -0.2)
_NO_FACT = 9.0
"""Margin where a claim has no fact of a kind: no limit refuses it."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Of many pairs, what their facts say.

    Attributes:
        unheld: whether the evidence lacks a fact, which refuses whatever the limits, shape (pairs,).
        least: least margin of the facts of each kind of `LIMITED`, shape (pairs, kinds).
    """

    unheld: Bools
    least: Floats

    @classmethod
    def of(cls, checks: Sequence[Sequence[Check]]) -> Margins:
        """The margins of the checks of each pair."""
        unheld = np.array([any(not check.held for check in own) for own in checks], dtype=bool)
        least = np.full((len(checks), len(LIMITED)), _NO_FACT)
        for row, own in enumerate(checks):
            for check in own:
                if check.held and check.kind in LIMITED:
                    at = LIMITED.index(check.kind)
                    least[row, at] = min(least[row, at], check.margin)
        return cls(unheld, least)

    def rows(self, which: NDArray[np.int64]) -> Margins:
        """Those of some of the pairs."""
        return Margins(self.unheld[which], self.least[which])

    def refused(self, limits: Floats) -> Bools:
        """Which pairs a fact refuses at these limits, shape (kinds,)."""
        return np.asarray(self.unheld | (self.least < limits).any(axis=1))


def border(odds: Floats, refused: Bools, share: float) -> float:
    """Where odds have to be for `share` of the rows to pass, refused ones never; minus infinity where they cannot."""
    return float(np.quantile(np.where(refused, -np.inf, odds), 1 - share, method="lower"))


def choose(margins: Margins, odds: Floats, human: Bools, wrong: Sequence[Bools], share: float) -> Floats:
    """The limits by the rule above, kind by kind until nothing gets better.

    Args:
        margins, odds: of all pairs; the odds by weights that were fitted without the pair.
        human: which of them are human sentences beside their own passage.
        wrong: which of them must not pass, kind by kind.
        share: of the human sentences that pass.
    """

    def value(limits: Floats) -> tuple[float, float]:
        """How much more passes than may, and the threshold turned round: less of both is better."""
        refused = margins.refused(limits)
        least = border(odds[human], refused[human], share)
        if not np.isfinite(least):
            return np.inf, np.inf
        passed = (odds >= least) & ~refused
        return max(0.0, max(float(passed[kind].mean()) for kind in wrong) - ALLOWED), -least

    found: list[tuple[tuple[float, float], list[float]]] = []
    for start in _STARTS:
        limits = np.full(len(LIMITED), start)
        best, before = value(limits), (np.inf, np.inf)
        while best < before:
            before = best
            for kind in range(len(LIMITED)):
                for limit in GRID:
                    tried = limits.copy()
                    tried[kind] = limit
                    if (now := value(tried)) < best:
                        best, limits = now, tried
        found.append((best, limits.tolist()))
    return np.array(min(found)[1])
