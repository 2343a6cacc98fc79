"""Which plots a comparison has, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from side_by_side.corpora import QUALITY, SIZES
from side_by_side.plots import Line, lines, pairs
from side_by_side.results import SIDES, Ingested, Results, Searched, Served, Side, Step
from side_by_side.rows import Group, rows

_MAIN = ("nDCG@10", "intersection over union")


def draw(results: Results, folder: Path, beside: Path) -> list[tuple[Group, str]]:
    """Write the plots that there are results for; a line of Markdown for each.

    Args:
        beside: folder of the document that shows them.
    """
    made: list[tuple[Group, str, str, str]] = []
    if quality := _quality(results):
        made.append(("quality", "quality", "Quality of retrieval on the open sets, both sides", quality))
    if sizes := _index(results):
        made.append(("ingest", "index", "Size of the index by passages, both sides", sizes))
    if times := _search(results):
        made.append(("search", "search", "Time of a search by passages, p50 and p95, both sides", times))
    if streams := _streams(results):
        made.append(("streams", "streams", "Answers a second by streams at once, both sides", streams))
    folder.mkdir(parents=True, exist_ok=True)
    shown: list[tuple[Group, str]] = []
    for group, name, told, svg in made:
        path = folder / f"{name}.svg"
        path.write_text(svg, encoding="utf-8")
        shown.append((group, f"![{told}; the table has the numbers]({path.relative_to(beside)})"))
    return shown


def _quality(results: Results) -> str:
    found = [
        (f"{row.texts}, {'IoU' if row.what == _MAIN[1] else row.what}", row.ours, row.theirs)
        for row in rows(results)
        if row.group == "quality" and row.what in _MAIN
    ]
    return pairs("Quality of retrieval, percent", found, (SIDES[0], SIDES[1])) if found else ""


def _index(results: Results) -> str:
    drawn = [_by_size(results, side, "ingest", side, _index_of) for side in SIDES]
    return _plot("Size of the index", "passages", "MiB", drawn)


def _search(results: Results) -> str:
    drawn = [
        _by_size(results, side, "search", f"{side} {which}", partial(_time_of, which))
        for side in SIDES
        for which in ("p95", "p50")
    ]
    return _plot("Time of a search", "passages", "milliseconds", drawn)


def _streams(results: Results) -> str:
    name = next((name for name in (*QUALITY, *SIZES) if name in results.sets and all(
        _served(results, name, side) for side in SIDES)), None)  # fmt: skip
    if name is None:
        return ""
    drawn = []
    for side in SIDES:
        served = _served(results, name, side)
        points = tuple((float(one.clients), one.a_second) for one in served.streams) if served else ()
        drawn.append(Line(side, points, ours=side == "internbot"))
    return _plot(f"Streams over {name}", "streams at once", "answers a second", drawn)


def _plot(title: str, across: str, up: str, drawn: list[Line]) -> str:
    return lines(title, across, up, drawn) if drawn and all(len(one.points) > 1 for one in drawn) else ""


def _by_size(
    results: Results, side: Side, step: Step, name: str, value: Callable[[object], float | None]
) -> Line:
    points = []
    for size in SIZES:
        measured = results.sets.get(size, {}).get(side, {}).get(step)
        found = value(measured.found) if measured else None
        if found is not None:
            points.append((float(size), found))
    return Line(name, tuple(points), ours=side == "internbot", dashed=name.endswith("p95"))


def _index_of(found: object) -> float | None:
    return found.index_mib if isinstance(found, Ingested) else None


def _time_of(which: str, found: object) -> float | None:
    return float(getattr(found.search, which)) if isinstance(found, Searched) else None


def _served(results: Results, name: str, side: Side) -> Served | None:
    measured = results.sets.get(name, {}).get(side, {}).get("serving")
    return measured.found if measured and isinstance(measured.found, Served) else None
