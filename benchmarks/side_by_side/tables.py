"""The comparison as Markdown: ratios first, what is missing, and where the quickstart is ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from side_by_side.corpora import SIZES
from side_by_side.results import Results
from side_by_side.rows import QUIET, Group, Row, missing, rows

HEADINGS: tuple[tuple[Group, str], ...] = (
    ("quality", "Quality of retrieval"),
    ("ingest", "Ingest and index"),
    ("search", "Search, one question after another"),
    ("answers", "Whole answers without a chat model, one after another"),
    ("streams", "A server: its start, and answers streamed at once"),
)


def markdown(results: Results, plots: Sequence[tuple[Group, str]] = ()) -> str:
    """All of it.

    Args:
        plots: lines of Markdown that show a plot, below the heading of their group.
    """
    every = rows(results)
    lines = [machine(results), ""]
    if lacks := missing(results):
        lines += ["Without a result:", "", *(f"- {line}" for line in lacks), ""]
    for group, heading in HEADINGS:
        own = [row for row in every if row.group == group]
        if own:
            lines += [f"### {heading}", ""]
            lines += [part for at, plot in plots if at == group for part in (plot, "")]
            lines += [*table(own), "", *(f"{one}\n" for one in growth(own))]
    lines += ["### Where the quickstart is ahead", ""]
    lines += [f"- {line}" for line in ahead(every)] or ["Nowhere in this run."]
    return "\n".join(lines) + "\n"


def machine(results: Results) -> str:
    """The machine, the days, and what else it did meanwhile."""
    steps = [one for sides in results.sets.values() for own in sides.values() for one in own.values()]
    days = sorted({one.day for one in steps})
    between = " and ".join(dict.fromkeys((days[0], days[-1]))) if days else "never"
    told = (
        f"Measured {between} on {results.machine.cores} cores ({results.machine.architecture}), "
        f"Python {results.machine.python}."
    )
    known = [(one.others, f"{name} {step}") for name, sides in results.sets.items() for own in sides.values()
             for step, one in own.items() if one.others is not None]  # fmt: skip
    if not known:
        return f"{told} What else ran on it is not known."
    busy = list(dict.fromkeys(name for others, name in known if others > QUIET))
    if not busy:
        return f"{told} Other work used at most {max(known)[0]:.2f} cores meanwhile."
    return (
        f"{told} Other work used more than {QUIET} cores during {', '.join(busy)} (at most "
        f"{max(known)[0]:.1f}): times of these tell little, and none of an ingest's clock is told."
    )


def table(own: Sequence[Row]) -> list[str]:
    """Rows of a Markdown table."""
    lines = ["| texts | what | ratio | internbot | quickstart |", "|---|---|---|---|---|"]
    for row in own:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        ours, theirs = (f"{number(value)} {row.unit}".strip() for value in (row.ours, row.theirs))
        lines.append(f"| {texts(row.texts)} | {row.what} | {ratio} | {ours} | {theirs} |")
    return lines


def growth(own: Sequence[Row]) -> list[str]:
    """How the median grows from the smallest to the largest number of passages."""
    at = {row.texts: row for row in own if row.what == "p50" and row.texts in SIZES}
    sizes = [size for size in SIZES if size in at]
    if len(sizes) < 2:
        return []
    first, last = at[sizes[0]], at[sizes[-1]]
    return [
        f"From {texts(sizes[0])} to {texts(sizes[-1])} passages, p50 grows {last.ours / first.ours:.1f}-fold for "
        f"internbot and {last.theirs / first.theirs:.1f}-fold for the quickstart."
    ]


def ahead(every: Sequence[Row]) -> list[str]:
    """Where the quickstart is ahead: a line for each group, with the texts and by how much."""
    told = []
    for group, heading in HEADINGS:
        own = [row for row in every if row.group == group and row.what != "passages"]
        # However many streams at once: they are one thing to be ahead in.
        measures = list(dict.fromkeys(_STREAMS.sub("", row.what) for row in own if row.behind))
        parts = []
        for measure in measures:
            compared = [row for row in own if _STREAMS.sub("", row.what) == measure]
            behind = [row for row in compared if row.behind]
            where = list(dict.fromkeys(texts(row.texts) for row in behind))
            share = "everywhere" if len(behind) == len(compared) else ", ".join(where)
            parts.append(f"{measure} ({share}{by(behind)})")
        if parts:
            told.append(f"{heading}: {'; '.join(parts)}")
    return told


def by(behind: Sequence[Row]) -> str:
    """By how much the quickstart is ahead, in words."""
    times = sorted(1 / row.ratio if row.more else row.ratio for row in behind if row.ratio)
    if not times:
        return ""
    low, high = f"{times[0]:.2f}", f"{times[-1]:.2f}"
    return f": {low} times" if low == high else f": {low} to {high} times"


def texts(name: str) -> str:
    """A set's name as readers see it."""
    return f"{int(name):,}" if name in SIZES else name


def number(value: float) -> str:
    """With three digits or so."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.{1 if value >= 10 else 2}f}"


_STREAMS = re.compile(r"^\d+ at once, ")
