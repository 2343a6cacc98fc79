"""Plots as SVG files that stand alone: in words too, for light and dark, nothing told by colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 150, 44, 44
_STYLE = """
text{font:13px system-ui,sans-serif;fill:#1b1e24}.quiet{fill:#5b616c}.paper{fill:#fff}
.grid{stroke:#e4e1d9}.ours{stroke:#1f5fbf;fill:#1f5fbf}.theirs{stroke:#9a5b00;fill:#9a5b00}
.line{fill:none;stroke-width:2}.dashed{stroke-dasharray:6 4}.hollow{fill:#fff;stroke-width:2}
text.ours,text.theirs{stroke:none}text.title{font-weight:600;font-size:14px}
@media (prefers-color-scheme:dark){text{fill:#ecedef}.quiet{fill:#a3a9b4}.paper,.hollow{fill:#1c1f25}
.grid{stroke:#2c313a}.ours{stroke:#8ab4f8;fill:#8ab4f8}.theirs{stroke:#f2b65a;fill:#f2b65a}
.line{fill:none}.hollow{fill:#1c1f25}}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one side, above 0 in both directions.

    Attributes:
        ours: internbot's, in another colour and with filled marks.
        dashed: a second measure of the same side.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    ours: bool
    dashed: bool = False


def lines(title: str, across: str, up: str, drawn: Sequence[Line]) -> str:
    """Lines over two logarithmic scales, each named at its end."""
    xs = [x for line in drawn for x, _ in line.points]
    ys = [y for line in drawn for _, y in line.points]
    low, high = _scale(min(ys), max(ys))

    def x_of(value: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * _share(value, min(xs), max(xs))

    def y_of(value: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * _share(value, low, high)

    marks = [
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y_of(tick):.1f}" y2="{y_of(tick):.1f}"/>'
        f'<text class="quiet" x="{_LEFT - 8}" y="{y_of(tick) + 4:.1f}" text-anchor="end">{tick:,g}</text>'
        for tick in _ticks(low, high)
    ]
    marks += [
        f'<text class="quiet" x="{x_of(x):.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{x:,g}</text>'
        for x in sorted(set(xs))
    ]
    marks.append(
        f'<text class="quiet" x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">'
        f"{escape(across)}</text>"
    )
    places = _apart([y_of(line.points[-1][1]) for line in drawn])
    for line, place in zip(drawn, places, strict=True):
        side, dashed = ("ours" if line.ours else "theirs"), (" dashed" if line.dashed else "")
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line.points)
        marks.append(f'<polyline class="line {side}{dashed}" points="{path}"/>')
        marks += [_mark(x_of(x), y_of(y), line) for x, y in line.points]
        marks.append(
            f'<text class="{side}" x="{_WIDTH - _RIGHT + 12}" y="{place + 4:.1f}">{escape(line.name)}</text>'
        )
    told = "; ".join(
        f"{line.name}: {', '.join(f'{y:.3g} at {x:,g}' for x, y in line.points)}" for line in drawn
    )
    return _svg(f"{title}, {up}", f"By {across}. {told}.", _HEIGHT, "".join(marks))


def pairs(title: str, rows: Sequence[tuple[str, float, float]], names: tuple[str, str]) -> str:
    """Two bars a row from 0 to 100, ours above theirs."""
    step, left = 44, 190
    width = _WIDTH - left - 60
    height = _TOP + step * len(rows) + 30
    marks = []
    for at, (label, ours, theirs) in enumerate(rows):
        y = _TOP + step * at
        marks.append(f'<text x="{left - 10}" y="{y + 22}" text-anchor="end">{escape(label)}</text>')
        for value, top, side in ((ours, y, "ours"), (theirs, y + 17, "theirs hollow")):
            marks.append(
                f'<rect class="{side}" x="{left}" y="{top + 2}" width="{width * value / 100:.1f}" height="13"/>'
                f'<text class="quiet" x="{left + width * value / 100 + 8:.1f}" y="{top + 13}">{value:.1f}</text>'
            )
    y = height - 10
    marks.append(
        f'<rect class="ours" x="{left}" y="{y - 11}" width="12" height="12"/><text x="{left + 18}" y="{y}">'
        f'{escape(names[0])}</text><rect class="theirs hollow" x="{left + 120}" y="{y - 11}" width="12" '
        f'height="12"/><text x="{left + 138}" y="{y}">{escape(names[1])}</text>'
    )
    told = "; ".join(
        f"{label}: {names[0]} {ours:.1f}, {names[1]} {theirs:.1f}" for label, ours, theirs in rows
    )
    return _svg(title, f"{told}.", height, "".join(marks))


def _svg(title: str, description: str, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title description">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>\n'
        f'<style>{_STYLE}</style>\n<rect class="paper" width="{_WIDTH}" height="{height}"/>\n'
        f'<text class="title" x="16" y="24">{escape(title)}</text>\n'
        + body.replace("/><", "/>\n<").replace("</text><", "</text>\n<")
        + "\n</svg>\n"
    )


def _mark(x: float, y: float, line: Line) -> str:
    side = "ours" if line.ours else "theirs hollow"
    if line.ours:
        return f'<circle class="{side}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<rect class="{side}" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def _share(value: float, low: float, high: float) -> float:
    """Where a value stands between two others on a logarithmic scale, 0 to 1."""
    return math.log(value / low) / math.log(high / low) if high > low else 0.5


def _scale(low: float, high: float) -> tuple[float, float]:
    """The nearest numbers below and above that are 1, 2 or 5 times a power of ten."""
    steps = [base * 10.0**power for power in range(-4, 9) for base in (1, 2, 5)]
    below = max(step for step in steps if step <= low)
    above = min(step for step in steps if step >= high and step > below)
    return below, above


def _ticks(low: float, high: float) -> list[float]:
    """Numbers to write beside the scale, at most some seven."""
    for bases in ((1, 2, 5), (1, 3), (1,)):
        ticks = [
            float(f"{base * 10.0**power:g}")
            for power in range(-4, 9)
            for base in bases
            if low * 0.999 <= base * 10.0**power <= high * 1.001
        ]
        if len(ticks) <= 7:
            break
    return ticks


def _apart(places: Sequence[float], least: float = 16.0) -> list[float]:
    """Heights for names at the ends of lines, moved down as far as needed to be read."""
    moved = list(places)
    before = -math.inf
    for at in sorted(range(len(places)), key=lambda i: places[i]):
        moved[at] = before = max(places[at], before + least)
    return moved
