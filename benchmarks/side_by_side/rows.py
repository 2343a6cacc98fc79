"""Results as rows that compare: one number of internbot beside the same one of the quickstart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from side_by_side.results import SIDES, STEPS, Failed, Ingested, Results, Searched, Served, Steps, Times

Group = Literal["quality", "ingest", "search", "answers", "streams"]
QUIET = 0.25
"""Cores that others may use while times of the clock are still told."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison.

    Attributes:
        texts: the set.
        more: whether more is better.
    """

    group: Group
    texts: str
    what: str
    ours: float
    theirs: float
    unit: str = ""
    more: bool = False

    @property
    def ratio(self) -> float | None:
        """Of ours to theirs; None where theirs is 0."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def behind(self) -> bool:
        """Whether the quickstart is ahead."""
        return self.ours < self.theirs if self.more else self.ours > self.theirs


def rows(results: Results) -> list[Row]:
    """All that both sides have."""
    made: list[Row] = []
    for name, sides in results.sets.items():
        ours, theirs = (sides.get(side, {}) for side in SIDES)
        for step in STEPS:
            if step in ours and step in theirs:
                pair = ours[step].found, theirs[step].found
                quiet = _quiet(ours) and _quiet(theirs) if step == "ingest" else True
                match pair:
                    case (Ingested() as a, Ingested() as b):
                        made += _ingested(name, a, b, clock=quiet)
                    case (Searched() as a, Searched() as b):
                        made += _searched(name, a, b)
                    case (Served() as a, Served() as b):
                        made += _served(name, a, b)
    return made


def missing(results: Results) -> list[str]:
    """What has no result, and why."""
    return [
        f"{name}, {side}, {step}: {measured.found.failed}"
        for name, sides in results.sets.items()
        for side, steps in sides.items()
        for step, measured in steps.items()
        if isinstance(measured.found, Failed)
    ]


def _quiet(steps: Steps) -> bool:
    others = steps["ingest"].others
    return others is not None and others <= QUIET


def _ingested(name: str, ours: Ingested, theirs: Ingested, *, clock: bool) -> Iterator[Row]:
    yield Row("ingest", name, "passages", ours.passages, theirs.passages)
    told = "thousand characters a second"
    if clock:
        rates = [one.characters / one.seconds / 1000 for one in (ours, theirs)]
        yield Row("ingest", name, told, rates[0], rates[1], more=True)
    rates = [one.characters / one.processor_seconds / 1000 for one in (ours, theirs)]
    yield Row("ingest", name, f"{told} of the processor", rates[0], rates[1], more=True)
    yield Row("ingest", name, "index", ours.index_mib, theirs.index_mib, "MiB")
    yield Row("ingest", name, "most memory", ours.memory_mib, theirs.memory_mib, "MiB")


def _searched(name: str, ours: Searched, theirs: Searched) -> Iterator[Row]:
    for metric, value in ours.quality.items():
        yield Row("quality", name, metric, value, theirs.quality[metric], more=True)
    for metric, value in ours.conversing.items():
        what = f"{metric}, ours with the conversation"
        yield Row("quality", name, what, value, theirs.quality[metric], more=True)
    yield from _times("search", name, ours.search, theirs.search)
    yield Row("search", name, "most memory", ours.memory_mib, theirs.memory_mib, "MiB")
    if ours.answer and theirs.answer:
        yield from _times("answers", name, ours.answer, theirs.answer)


def _times(group: Group, name: str, ours: Times, theirs: Times) -> Iterator[Row]:
    yield Row(group, name, "p50", ours.p50, theirs.p50, "ms")
    yield Row(group, name, "p95", ours.p95, theirs.p95, "ms")
    yield Row(group, name, "p99", ours.p99, theirs.p99, "ms")
    yield Row(group, name, "time of the processor", ours.processor, theirs.processor, "ms")


def _served(name: str, ours: Served, theirs: Served) -> Iterator[Row]:
    yield Row("streams", name, "start to first answer", ours.first_answer, theirs.first_answer, "s")
    if ours.memory_mib and theirs.memory_mib:
        yield Row("streams", name, "most memory", ours.memory_mib, theirs.memory_mib, "MiB")
    failed = [sum(one.failed for one in served.streams) for served in (ours, theirs)]
    yield Row("streams", name, "answers that failed", failed[0], failed[1])
    for one, other in zip(ours.streams, theirs.streams, strict=True):
        at = f"{one.clients} at once"
        yield Row("streams", name, f"{at}, answers a second", one.a_second, other.a_second, more=True)
        yield Row("streams", name, f"{at}, whole answer p95", one.p95, other.p95, "ms")
        if one.processor is not None and other.processor is not None:
            what = f"{at}, time of the processor for an answer"
            yield Row("streams", name, what, one.processor, other.processor, "ms")
