"""`internbot conversations`: what is kept of those who asked, for whoever runs the server and gets a letter."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

_Conversation = Annotated[str | None, typer.Option("--conversation", help="Only this conversation.")]
_Visitor = Annotated[str | None, typer.Option("--visitor", help="All conversations of this visitor.")]


def conversations() -> typer.Typer:
    """The group of commands."""
    group = typer.Typer(
        name="conversations",
        help="List, export and delete what is kept of conversations; also while a server runs.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command(name="list")(listed)
    group.command()(find)
    group.command()(export)
    group.command()(delete)
    return group


def _work() -> ModuleType:
    # The database takes half a second to load: too slow for `--help`.
    from internbot.cli import conversing  # noqa: PLC0415

    return conversing


def listed(
    conversation: _Conversation = None,
    visitor: _Visitor = None,
    first: Annotated[int, typer.Option(min=1, help="How many at most, the newest first.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """List conversations, with their visitors."""
    _work().listed(conversation, visitor, first, as_json=as_json)


def find(
    named: Annotated[str, typer.Argument(help="Id of a visitor, conversation or answer, or a shared link.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """Find whose something is: lists all conversations of the visitor that it leads to."""
    _work().found_by(named, as_json=as_json)


def export(conversation: _Conversation = None, visitor: _Visitor = None) -> None:
    """Print all that is kept, a line of JSON for each question."""
    _work().export(conversation, visitor)


def delete(
    conversation: _Conversation = None,
    visitor: _Visitor = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all that is kept, with verdicts and alarms; approved answers stay, without a trace of who asked."""
    _work().delete(conversation, visitor, sure=yes)
