"""Plots as SVG: drawn here, readable without colour, no script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

_WIDTH, _HEIGHT = 640, 180
_LEFT, _BOTTOM, _TOP = 52, 24, 12


def bars(title: str, days: Sequence[date], series: Mapping[str, Sequence[float]]) -> str:
    """Stacked bars, one a day, as HTML; the first series stands at the bottom."""
    totals = [sum(values[at] for values in series.values()) for at in range(len(days))]
    most = _round_up(max(totals, default=0))
    step = (_WIDTH - _LEFT) / max(1, len(days))
    drawn = []
    for at, day in enumerate(days):
        base = 0.0
        told = ", ".join(f"{name} {values[at]:g}" for name, values in series.items())
        parts = []
        for number, values in enumerate(series.values()):
            high = _y(base, most) - _y(base + values[at], most)
            if values[at]:
                top = _y(base + values[at], most)
                parts.append(
                    f'<rect class="series-{number}" x="{_LEFT + at * step + 1:.1f}" y="{top:.1f}" '
                    f'width="{max(1.0, step - 2):.1f}" height="{high:.1f}"/>'
                )
            base += values[at]
        drawn.append(f"<g><title>{day.isoformat()}: {escape(told)}</title>{''.join(parts)}</g>")
    legend = "".join(
        f'<li><span class="key series-{number}"></span>{escape(name)} {_shown(sum(values))}</li>'
        for number, (name, values) in enumerate(series.items())
    )
    return _figure(title, days, most, "".join(drawn), f"<ul>{legend}</ul>")


def lines(title: str, days: Sequence[date], values: Sequence[float]) -> str:
    """One line over the days, as HTML; days without a value are left out."""
    most = _round_up(max(values, default=0))
    step = (_WIDTH - _LEFT) / max(1, len(days))
    points = [(_LEFT + (at + 0.5) * step, _y(value, most), at) for at, value in enumerate(values) if value]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{days[at].isoformat()}: {values[at]:,.1f}</title></circle>'
        for x, y, at in points
    )
    return _figure(title, days, most, f'<polyline points="{path}"/>{dots}', "")


def _figure(title: str, days: Sequence[date], most: float, drawn: str, legend: str) -> str:
    first, last = (days[0].isoformat(), days[-1].isoformat()) if days else ("", "")
    axis = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{_y(value, most):.1f}" y2="{_y(value, most):.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{_y(value, most) + 4:.1f}" text-anchor="end">{_tick(value)}</text>'
        for value in (0, most / 2, most)
    )
    return (
        f'<figure class="plot"><figcaption>{escape(title)}</figcaption>{legend}'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}, {first} to {last}">'
        f'<g class="axis">{axis}<text x="{_LEFT}" y="{_HEIGHT - 6}">{first}</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT - 6}" text-anchor="end">{last}</text></g>{drawn}</svg></figure>'
    )


def _y(value: float, most: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / most


def _tick(value: float) -> str:
    """A number of the axis, in as few characters as the margin takes."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= 10 * size or (value >= size and value % size == 0):
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def _shown(value: float) -> str:
    """A sum, with places where it is no whole number, as of money."""
    return f"{value:,.0f}" if value == int(value) or value >= 1000 else f"{value:.4g}"


def _round_up(value: float) -> float:
    """The next number of 1, 2 or 5 times a power of ten; at least 2, but for fractions, as of money."""
    least = value if 0 < value < 1 else max(2.0, value)
    size = 10.0 ** math.floor(math.log10(least))
    return next(step * size for step in (1, 2, 5, 10) if step * size >= least)
