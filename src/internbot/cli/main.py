"""The `internbot` command: puts the subcommands together, and turns errors into one line and an exit code."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import Annotated

import typer

from internbot import __version__
from internbot.cli.ask import ask
from internbot.cli.conversations import conversations
from internbot.cli.doctor import doctor
from internbot.cli.evaluate import evaluate
from internbot.cli.ingest import ingest
from internbot.cli.listings import listings
from internbot.cli.replay import replay
from internbot.cli.review import review
from internbot.cli.search import search
from internbot.cli.serve import serve
from internbot.cli.show import show
from internbot.cli.sites import sites
from internbot.cli.sources import sources
from internbot.cli.verify import verify
from internbot.errors import InternbotError
from internbot.settings import Settings


def application() -> typer.Typer:
    """The command with its subcommands."""
    # Plain help, without rich's boxes: it is quicker, and the same text goes into docs/command-line.md.
    app = typer.Typer(
        name="internbot",
        help=about.__doc__,
        rich_markup_mode=None,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        callback=about,
    )
    for command in (serve, ingest, sources, ask, search, listings, verify, show, evaluate, doctor, replay):
        app.command()(command)
    app.add_typer(sites())
    app.add_typer(review())
    app.add_typer(conversations())
    return app


def main(arguments: list[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: instead of those of the process.

    Returns:
        The exit code: 0 done, 1 failed (one line on stderr says why), 2 wrong usage, 130 stopped with Ctrl-C.
    """
    _quieten_libraries()
    try:
        application()(arguments, prog_name="internbot")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if _debugging():
            raise
        if isinstance(error, InternbotError):
            print(f"internbot: {error}", file=sys.stderr)
        else:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            print(f"internbot: a fault of internbot ({what}); INTERNBOT_DEBUG=1 shows where", file=sys.stderr)
        return 1
    return 0


def _debugging() -> bool:
    with suppress(InternbotError):
        return Settings.load().debug
    return False


def _quieten_libraries() -> None:
    # Without a handler, Python prints what libraries log, such as a PDF's small faults, between our own lines.
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.getLogger("internbot")
    if not ours.handlers:
        ours.addHandler(logging.StreamHandler())


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"internbot {__version__}")
        raise typer.Exit


def about(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Answers internship questions with exact quotes from your own articles and job listings."""
