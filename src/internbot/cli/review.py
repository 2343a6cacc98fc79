"""`internbot review`: the queue, verdicts and approvals for those who prefer the command line."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal, cast

import typer

_By = Annotated[str, typer.Option("--by", help="Name of the reviewer's account.")]


def review() -> typer.Typer:
    """The group of commands."""
    group = typer.Typer(
        name="review",
        help="Check what was answered; the same is at /review of a running server.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command(name="next")(following)
    group.command()(verdict)
    group.command()(approve)
    group.command()(conflicts)
    group.command()(export)
    group.command(name="add-reviewer")(add_reviewer)
    return group


def _work() -> ModuleType:
    # The database takes half a second to load: too slow for `--help`.
    from internbot.cli import reviewing  # noqa: PLC0415

    return reviewing


def _conflicts() -> ModuleType:
    from internbot.cli import comparing  # noqa: PLC0415 - as above

    return comparing


def following(
    by: _By, as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False
) -> None:
    """Show the answer that needs a look most."""
    _work().following(by, as_json=as_json)


def verdict(
    turn: Annotated[str, typer.Argument(help="The turn, as `review next` prints it.")],
    judgement: Annotated[str, typer.Argument(help="right, wrong, incomplete or out_of_date.")],
    by: _By,
    sentence: Annotated[
        list[str] | None, typer.Option(help="Of one sentence: NUMBER=VERDICT; once for each.")
    ] = None,
    citation: Annotated[
        list[str] | None, typer.Option(help="Of one citation: NUMBER=VERDICT; once for each.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A remark on the whole.")] = None,
) -> None:
    """Say what you think of an answer."""
    _work().verdict(turn, judgement, by, sentence or (), citation or (), note)


def approve(turn: Annotated[str, typer.Argument(help="The turn.")], by: _By) -> None:
    """Approve an answer: it is served where the question means the same and no source changed."""
    _work().approve(turn, by)


def conflicts(
    set_aside: Annotated[
        str | None, typer.Option("--set-aside", metavar="KEY", help="Say that this one needs nothing.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; kept while neither text changes.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Name of the reviewer's account.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also those that were set aside.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """List stored sources that state different amounts of the same, each with its date."""
    _conflicts().conflicts(set_aside, reason, by, everything=everything, as_json=as_json)


def export() -> None:
    """Print verdicts and approved answers as JSON."""
    _work().export()


def add_reviewer(
    name: Annotated[str, typer.Argument(help="Name, as applicants see it below approved answers.")],
    role: Annotated[str, typer.Option(help="reviewer, or admin: who may let others in.")] = "reviewer",
) -> None:
    """Make an account; the password is asked for, or read from stdin where that is no terminal."""
    if role not in ("reviewer", "admin"):
        raise typer.BadParameter("the role is reviewer or admin")
    _work().add_reviewer(name, cast("Literal['reviewer', 'admin']", role))
