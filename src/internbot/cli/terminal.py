"""What people see: no control characters, colours and wrapping only on a terminal, progress on stderr."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WHOLE = 1_000
"""Columns of a table that goes to a file or another program."""
QUIET_SECONDS = 2.0
"""Work that is done sooner shows no progress bar."""


def printable(text: str) -> str:
    """`text` without what a terminal would obey: documents and questions are data."""
    return CONTROLS.sub("", text)


class Output:
    """Prints for people; `style` is one of rich's and has no effect in a pipe or with NO_COLOR set."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def line(self, text: str = "", style: str = "") -> None:
        """One paragraph; wrapped at words on a terminal, left whole in a pipe."""
        self._console.print(Text(printable(text), style=style), soft_wrap=not self._console.is_terminal)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows of cells; on a terminal long cells are wrapped, in a pipe they stay whole."""
        cells = [[Text(printable(" ".join(cell.split()))) for cell in row] for row in rows]
        # A column of empty cells would only take room from the others.
        told = [any(row[at].plain for row in cells) for at in range(len(head))]
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, shown in zip(head, told, strict=True):
            if shown:
                table.add_column(name, overflow="fold")
        for row in cells:
            table.add_row(*(cell for cell, shown in zip(row, told, strict=True) if shown))
        console = self._console if self._console.is_terminal else Console(highlight=False, width=_WHOLE)
        with console.capture() as captured:
            console.print(table)
        print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: Any, indent: int | None = 2) -> None:
    """`value` as JSON on stdout, in ASCII: no character of a document reaches the terminal unescaped."""
    print(json.dumps(value, indent=indent))


class Bar:
    """A progress bar on stderr that appears once work has taken two seconds; none in a pipe."""

    def __init__(self, what: str) -> None:
        console = Console(stderr=True)
        self._wanted = console.is_terminal
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task(what, total=None)
        self._began = time.monotonic()
        self._shown = False

    def update(self, done: int, total: int | None, what: str | None = None) -> None:
        """`done` of `total` are done; `what` is being worked on."""
        if self._wanted and not self._shown and time.monotonic() - self._began >= QUIET_SECONDS:
            self._progress.start()
            self._shown = True
        self._progress.update(self._task, completed=done, total=total)
        if what is not None:
            self._progress.update(self._task, description=printable(what)[:60])

    def close(self) -> None:
        """Takes the bar away."""
        if self._shown:
            self._progress.stop()


@contextmanager
def bar(what: str) -> Iterator[Bar]:
    """A `Bar` that is taken away at the end, also after an error or Ctrl-C."""
    shown = Bar(what)
    try:
        yield shown
    finally:
        shown.close()
