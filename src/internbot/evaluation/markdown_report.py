"""A report as Markdown, for a terminal or a comment on a change."""

from __future__ import annotations

from collections.abc import Iterable

from internbot.evaluation import tables
from internbot.evaluation.comparisons import Comparison
from internbot.evaluation.runs import Run
from internbot.evaluation.summaries import Summary
from internbot.evaluation.tables import Table


def markdown_report(
    run: Run, told: Summary, apart: Comparison | None = None, *, explained: bool = False
) -> str:
    """The whole report; shares are in percent.

    Args:
        run: the run.
        told: its numbers.
        apart: what it changed over another one.
        explained: with each wrong answer and the step that lost it.
    """
    shown = tables.overview(run, told)
    if explained:
        shown += tables.faults(run, told)
    if apart is not None:
        shown += tables.comparison(apart)
    parts = [f"# {tables.verdict(run)}", tables.conditions(run), *map(markdown_table, shown)]
    return "\n\n".join(parts) + "\n"


def markdown_table(table: Table) -> str:
    """A table under its heading, without the line's end."""
    lines = [_row(table.head), _row("---" for _ in table.head), *map(_row, table.rows)]
    return "\n".join([f"## {table.heading}", "", *lines])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '/') for cell in cells)} |"
