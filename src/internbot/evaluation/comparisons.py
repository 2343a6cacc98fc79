"""Two runs over the same cases: each metric's difference with its interval, and the cases that changed sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from internbot.evaluation.intervals import Estimate, difference
from internbot.evaluation.runs import Run
from internbot.evaluation.scoring import METRICS


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run changed, compared with an earlier one.

    Attributes:
        differences: of each metric, later minus earlier, over the cases that both have.
        better: ids of cases that were wrong and are right.
        worse: ids of cases that were right and are wrong.
        only_before: how many cases only the earlier run has.
        only_now: how many only the later one has.
        changed: settings and the like that differ, as `name: before -> now`.
        sealed: whether the ids may not be shown.
    """

    differences: dict[str, Estimate]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    only_before: int
    only_now: int
    changed: tuple[str, ...]
    sealed: bool


def compare(before: Run, now: Run) -> Comparison:
    """What `now` changed over `before`, case by case."""
    earlier = {result.id: result for result in before.results}
    later = {result.id: result for result in now.results}
    both = [name for name in later if name in earlier]
    found = {
        metric: difference(
            [earlier[name].scores.get(metric) for name in both],
            [later[name].scores.get(metric) for name in both],
        )
        for metric in METRICS
    }
    return Comparison(
        differences={name: estimate for name, estimate in found.items() if estimate is not None},
        better=tuple(name for name in both if later[name].right and not earlier[name].right),
        worse=tuple(name for name in both if earlier[name].right and not later[name].right),
        only_before=len(earlier) - len(both),
        only_now=len(later) - len(both),
        changed=tuple(_changed(before, now)),
        sealed=before.configuration.sealed or now.configuration.sealed,
    )


def _changed(before: Run, now: Run) -> list[str]:
    old, new = (
        _flat(run.configuration.model_dump(mode="json", exclude={"began", "machine"}))
        for run in (before, now)
    )
    return [
        f"{name}: {old.get(name)} -> {new.get(name)}"
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def _flat(value: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            flat |= _flat(inner, f"{above}{name}.")
        else:
            flat[f"{above}{name}"] = inner
    return flat
