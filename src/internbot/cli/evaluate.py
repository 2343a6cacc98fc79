"""`internbot evaluate`: how good the answers are, over cases with what a right answer says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from internbot.settings import Settings


def evaluate(
    cases: Annotated[
        Path | None, typer.Argument(help="JSONL file of cases; docs/evaluation.md has the format.")
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(help="Ingest this folder into a temporary index and ask that, not the data folder."),
    ] = None,
    chat_model: Annotated[
        str | None,
        typer.Option(help="Chat model to ask, such as openai:MODEL, instead of the settings' one."),
    ] = None,
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day that the cases were written for: it decides what is open."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for run.json, report.html and report.md.")] = None,
    compare: Annotated[
        Path | None,
        typer.Option(help="run.json of an earlier run or a baseline to compare with, case by case."),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            help="Exit with 1 where a metric is lower: METRIC=PERCENT, or PERCENT of right answers. May be repeated."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also print each wrong answer with the step that lost it.")
    ] = False,
    sealed: Annotated[
        bool,
        typer.Option("--sealed", help="For cases that nobody tunes on: keep and print no single answer."),
    ] = False,
    chat_prices: Annotated[
        str | None,
        typer.Option(
            help='Of a million tokens read and written: "0.40 1.60 USD", instead of the settings\' ones.'
        ),
    ] = None,
    approved: Annotated[
        bool,
        typer.Option(
            "--approved",
            help="Ask approved answers again as if they were not approved; exit with 1 where one broke.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the run as JSON instead of Markdown.")
    ] = False,
    suggest: Annotated[
        Path | None,
        typer.Option(help="Draft cases from the knowledge into this JSONL file instead of asking."),
    ] = None,
) -> None:
    """Ask cases and tell how good the answers are, with confidence intervals, as Markdown, JSON and HTML."""
    if [cases is None, suggest is None, not approved].count(False) != 1:
        raise typer.BadParameter("give either CASES, --approved or --suggest")
    if approved and (compare is not None or explain or sealed):
        raise typer.BadParameter("--compare, --explain and --sealed are for CASES")
    if explain and sealed:
        raise typer.BadParameter("--sealed cases are not explained")
    settings = Settings.load(
        chat_model=chat_model, chat_prices=chat_prices, today=today.date() if today else None
    )
    # Loads the index and the embedding model: too slow for `--help`.
    from internbot.cli import approved_replays  # noqa: PLC0415
    from internbot.cli.evaluating import Wanted, drafted, evaluated  # noqa: PLC0415

    if suggest is not None:
        drafted(settings, knowledge, suggest)
        return
    if approved:
        own = chat_model is not None or today is not None
        replays = approved_replays.WantedReplays(knowledge, out, tuple(fail_under or ()), as_json, own)
        raise typer.Exit(0 if approved_replays.replayed(settings, replays) else 1)
    if cases is not None:
        wanted = Wanted(cases, knowledge, out, compare, tuple(fail_under or ()), explain, sealed, as_json)
        raise typer.Exit(0 if evaluated(settings, wanted) else 1)
