"""A run in numbers: metrics with their intervals, right answers by kind, times, tokens, cost, the steps at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from internbot.evaluation.faults import STEPS, Step
from internbot.evaluation.intervals import Estimate, ratio, statistic
from internbot.evaluation.metrics import percentile
from internbot.evaluation.runs import Result, Run
from internbot.evaluation.scoring import METRICS
from internbot.prices import Prices


@dataclass(frozen=True, slots=True)
class Kind:
    """The cases of one kind: how many are right, of how many."""

    name: str
    right: int
    cases: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers.

    Attributes:
        metrics: by name, those that apply to any case, from 0 to 1.
        kinds: in the order of the cases.
        times: milliseconds by what they are.
        tokens: read and written by a chat model, over all cases.
        prices: of those tokens; None where none are set.
        faults: wrong answers by the step that lost them, the largest first; empty for a sealed run.
        failed: cases without an answer.
        dropped: sentences that a chat model wrote and the check refused.
        fallbacks: answers quoted because the chat model failed.
    """

    metrics: dict[str, Estimate]
    kinds: tuple[Kind, ...]
    times: dict[str, Estimate]
    tokens: tuple[int, int]
    prices: Prices | None
    faults: dict[Step, int]
    failed: int
    dropped: int
    fallbacks: int


def summary(run: Run) -> Summary:
    """The numbers of a run."""
    results = run.results
    found = {name: ratio([result.scores.get(name) for result in results]) for name in METRICS}
    tokens = (sum(one.prompt_tokens for one in results), sum(one.answer_tokens for one in results))
    prices = run.configuration.prices
    lost = Counter(one.told.fault for one in results if one.told and one.told.fault)
    return Summary(
        metrics={name: estimate for name, estimate in found.items() if estimate is not None},
        kinds=tuple(_kinds(results)),
        times=_times(results),
        tokens=tokens,
        prices=Prices.of(prices) if prices else None,
        faults=dict(sorted(lost.items(), key=lambda item: (-item[1], list(STEPS).index(item[0])))),
        failed=sum(one.failed is not None for one in results),
        dropped=sum(one.dropped for one in results),
        fallbacks=sum(one.fallback for one in results),
    )


def _kinds(results: Sequence[Result]) -> list[Kind]:
    by_kind: dict[str, list[Result]] = {}
    for result in results:
        by_kind.setdefault(result.kind, []).append(result)
    kinds = []
    for name, rows in by_kind.items():
        share = ratio([row.scores["right"] for row in rows])
        if share is not None:
            kinds.append(Kind(name, sum(row.right for row in rows), len(rows), share))
    return kinds


def _times(results: Sequence[Result]) -> dict[str, Estimate]:
    spans = {
        "first sentence": [one.first_ms for one in results if one.first_ms is not None],
        "whole answer": [one.total_ms for one in results if one.total_ms is not None],
    }
    found = {
        f"{name}, p{round(100 * share)}": statistic(values, partial(percentile, share=share))
        for name, values in spans.items()
        for share in (0.5, 0.95)
    }
    return {name: estimate for name, estimate in found.items() if estimate is not None}
