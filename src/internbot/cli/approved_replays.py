"""The work of `evaluate --approved`: approved answers from the database, asked again here or in the running server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from internbot.cli.asking_again import again
from internbot.cli.engines import Engine, LocalEngine, engine
from internbot.cli.evaluating import opened
from internbot.cli.operations import operations
from internbot.cli.terminal import bar, print_json, printable
from internbot.clock import system_clock
from internbot.data_folder import holder
from internbot.database.opening import address, is_there, open_database
from internbot.errors import DataFolderBusy, InvalidRequest
from internbot.evaluation.approved_reports import approved_html, approved_markdown
from internbot.evaluation.approved_runs import ApprovedRun, replay_all
from internbot.evaluation.runs import write
from internbot.prices import Prices
from internbot.review.approved import AnswerShelf, Approved
from internbot.settings import Settings


@dataclass(frozen=True, slots=True)
class WantedReplays:
    """What a call of the command asks for; see its options.

    Attributes:
        own: whether it names a model or a day that a running server would not take.
    """

    knowledge: Path | None
    out: Path | None
    fail_under: tuple[str, ...]
    as_json: bool
    own: bool


def replayed(settings: Settings, wanted: WantedReplays) -> bool:
    """Ask again, report, keep; False where one broke, or more than `--fail-under` allows.

    Raises:
        InternbotError: the database or the index cannot be used.
    """
    floors = [_floor(text) for text in wanted.fail_under]
    approved = _approved(settings)
    prices = Prices.of(settings.chat_prices) if settings.chat_prices else None
    run = ApprovedRun((), 0.0, prices)
    if approved:
        with _work(settings, wanted) as work, bar("approved answers") as shown:
            ask = again(work, settings, approved=False)
            run = replay_all(
                approved, lambda then: ask(then, ()), lambda done: shown.update(done, len(approved)), prices
            )
    if wanted.as_json:
        print_json(run.to_json())
    elif approved:
        print(printable(approved_markdown(run)), end="")
    if not approved:
        print(
            "no answer is approved yet, so there is none to ask again: approve some at /review, or by "
            "`internbot review approve`",
            file=sys.stderr,
        )
    if wanted.out is not None and approved:
        write(wanted.out / "approved.json", json.dumps(run.to_json(), indent=1) + "\n")
        write(wanted.out / "report.md", approved_markdown(run))
        write(wanted.out / "report.html", approved_html(run))
    if not floors:
        return not run.broken
    under = [floor for floor in floors if run.held < floor]
    for floor in under:
        print(f"internbot: {100 * run.held:.1f} percent hold, under {100 * floor:g}", file=sys.stderr)
    return not under


def _approved(settings: Settings) -> list[Approved]:
    if not is_there(settings):
        return []
    database = open_database(address(settings))
    try:
        return AnswerShelf(database, system_clock).all()
    finally:
        database.dispose()


@contextmanager
def _work(settings: Settings, wanted: WantedReplays) -> Iterator[Engine]:
    """What answers: the folder that is named, the running server, or the data folder."""
    if wanted.knowledge is not None:
        with opened(settings, wanted.knowledge) as (_, assistant, _, _):
            yield LocalEngine(operations(assistant))
        return
    server = holder(settings.data)
    if wanted.own and server is not None and server.socket is not None:
        raise DataFolderBusy(
            f"`{server.command}` (process {server.pid}) answers with its own model and day: stop it, or name the "
            "folder of knowledge with --knowledge"
        )
    with engine(settings) as work:
        yield work


def _floor(text: str) -> float:
    try:
        return float(text) / 100
    except ValueError as error:
        raise InvalidRequest(
            f"--fail-under {text}: with --approved it is a percentage, of answers that hold"
        ) from error
