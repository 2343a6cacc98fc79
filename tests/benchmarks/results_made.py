"""Results with invented numbers, for tables and plots."""

from __future__ import annotations

from side_by_side.results import (
    SIDES,
    Failed,
    Ingested,
    Machine,
    Measured,
    Results,
    Searched,
    Served,
    Side,
    Steps,
    Streamed,
    Times,
)

DAY = "2026-01-02"


def results(others: float | None = 0.0) -> Results:
    """A quality set and two sizes; internbot is twice as slow, twice as large and a quarter better."""
    sets: dict[str, dict[Side, Steps]] = {"clapnq_dev": {}, "1000": {}, "100000": {}}
    for name, sides in sets.items():
        for side in SIDES:
            sides[side] = steps(name, side, others)
    return Results(Machine(2, "x86_64", "3.11.7"), sets)


def steps(name: str, side: Side, others: float | None) -> Steps:
    """All steps of one side."""
    slow = 2.0 if side == "internbot" else 1.0
    good = 50.0 if side == "internbot" else 40.0
    wide = len(name)
    times = Times(slow * wide, slow * wide * 2, slow * wide * 3, slow)
    streams = tuple(
        Streamed(clients, 40, 0, clients * slow, clients * slow * 2, 100 / slow, slow) for clients in (1, 200)
    )
    ranked = {"nDCG@10": good, "R@5": good} if name == "clapnq_dev" else {}
    return {
        "ingest": Measured(DAY, others, Ingested("0" * 64, 10, 1000, slow, slow, slow * wide, 400.0)),
        "search": Measured(DAY, others, Searched(ranked, {}, times, times, 300.0)),
        "serving": Measured(DAY, others, Served(slow, 500.0, streams)),
    }


def without(whole: Results, name: str, side: Side, why: str) -> Results:
    """The same, where one side's ingest has no result."""
    whole.sets[name][side]["ingest"] = Measured(DAY, None, Failed(why))
    return whole
