"""Plots as inline SVG: no script, no font, no file of another place. Colours come from the page's style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from internbot.evaluation.intervals import Estimate

_LABEL, _WIDTH, _ROW, _VALUE = 210, 420, 24, 70


def bars(rows: Sequence[tuple[str, Estimate]], title: str) -> str:
    """Horizontal bars from 0 to 1 with their intervals, one a row."""
    height = _ROW * len(rows) + 22
    marks = [
        f'<line class="grid" x1="{_x(at)}" x2="{_x(at)}" y1="0" y2="{height - 20}"/>'
        f'<text class="axis" x="{_x(at)}" y="{height - 5}" text-anchor="middle">{round(100 * at)}</text>'
        for at in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    for number, (label, one) in enumerate(rows):
        y = _ROW * number
        middle = y + 11
        marks.append(
            f'<text x="{_LABEL - 8}" y="{middle + 4}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{y + 4}" width="{_WIDTH * one.value:.1f}" height="14"/>'
            f'<path class="whisker" d="M{_x(one.low)} {middle}H{_x(one.high)}M{_x(one.low)} {middle - 4}v8'
            f'M{_x(one.high)} {middle - 4}v8"/>'
            f'<text x="{_LABEL + _WIDTH + 10}" y="{middle + 4}">{100 * one.value:.1f}</text>'
        )
    return _svg("".join(marks), height, title)


def spread(values: Sequence[float], title: str) -> str:
    """How many of the values, in percent, are at most as large as what stands below; milliseconds."""
    ordered = sorted(values)
    if not ordered:
        return ""
    top = ordered[-1] or 1.0
    height = 170
    base = height - 30

    def point(at: int) -> str:
        x = _LABEL + _WIDTH * ordered[at] / top
        return f"{x:.1f},{base - (base - 10) * (at + 1) / len(ordered):.1f}"

    marks = [
        f'<text class="axis" x="{_x(share)}" y="{height - 10}" text-anchor="middle">{share * top:.0f} ms</text>'
        for share in (0.0, 0.5, 1.0)
    ]
    marks += [
        f'<line class="grid" x1="{_LABEL}" x2="{_LABEL + _WIDTH}" y1="{base - (base - 10) * share:.1f}" '
        f'y2="{base - (base - 10) * share:.1f}"/><text class="axis" x="{_LABEL - 8}" '
        f'y="{base - (base - 10) * share + 4:.1f}" text-anchor="end">{round(100 * share)} %</text>'
        for share in (0.5, 0.95)
    ]
    line = " ".join(point(at) for at in range(len(ordered)))
    marks.append(f'<polyline class="curve" points="{_LABEL},{base} {line}"/>')
    return _svg("".join(marks), height, title)


def _x(share: float) -> str:
    return f"{_LABEL + _WIDTH * share:.1f}"


def _svg(body: str, height: int, title: str) -> str:
    width = _LABEL + _WIDTH + _VALUE
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )
