"""`internbot replay`: a past answer beside today's."""

from __future__ import annotations

from typing import Annotated

import typer


def replay(
    turn: Annotated[str, typer.Argument(help="The turn, as the API and the review page name it.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print both answers and what changed as JSON.")
    ] = False,
) -> None:
    """Ask the question of a past answer again: what would be said today, and what changed since."""
    from internbot.cli import replaying  # noqa: PLC0415

    replaying.replay(turn, as_json=as_json)
