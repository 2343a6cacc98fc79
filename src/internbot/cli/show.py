"""`internbot show`: a source as it is stored."""

from __future__ import annotations

from typing import Annotated

import typer

from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.settings import Settings


def show(
    document: Annotated[str, typer.Argument(help="Its id, as citations and `search` give it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything that is stored as JSON.")] = False,
) -> None:
    """Print the stored text of a source.

    The offsets of every quote count in it.
    """
    with engine(Settings.load()) as work:
        stored = work.call("show", {"document": document})
    if as_json:
        print_json(stored)
        return
    output = Output()
    output.line(stored["title"], style="bold")
    for label in ("id", "kind", "url", "published", "retrieved", "license_note", "source", "sha256"):
        if stored.get(label):
            output.line(f"{label.replace('_', ' ')}: {stored[label]}", style="dim")
    output.line()
    output.line(stored["text"])
