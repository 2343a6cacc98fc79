"""`internbot ingest`: reads sources into the index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from internbot.cli.engines import engine
from internbot.cli.terminal import Bar, Output, bar, print_json
from internbot.errors import SourceError
from internbot.handoff import Emit, Json
from internbot.settings import Settings

LISTED = 20
"""Ids of one kind that are printed; all are in the JSON."""


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, web addresses, job boards such as greenhouse:acme.", metavar="SOURCE"
        ),
    ],
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what is no longer in these sources from the index.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read sources into the index.

    What has not changed since the last time costs nothing. Postings that left a board or a list count as closed.
    """
    # A running server has a working directory of its own.
    named = [str(Path(source).absolute()) if Path(source).exists() else source for source in sources]
    with engine(Settings.load(), write=True) as work, bar("reading") as shown:
        report = work.call("ingest", {"sources": named, "prune": prune}, progress_to(shown))
    if as_json:
        print_json(report)
    else:
        print_report(report)
    read = sum(len(report[kind]) for kind in ("added", "updated", "unchanged"))
    if report["failed"] and not read:
        raise SourceError(
            f"nothing could be read: {len(report['failed'])} failed, each with its reason above"
        )


def progress_to(shown: Bar) -> Emit:
    """What tells a bar of an ingestion's progress."""

    def told(step: Json) -> None:
        what = f"{step['stage']} {step['source']}, {step['documents']} documents"
        shown.update(step["done"], step["total"] or None, what)

    return told


def print_report(report: Json) -> None:
    """Prints what an ingestion did, for people."""
    output = Output()
    output.line(
        ", ".join(f"{len(report[kind])} {kind}" for kind in COUNTED if report[kind] or kind in ALWAYS)
    )
    for kind in ("added", "updated", "missing", "removed"):
        for name in report[kind][:LISTED]:
            output.line(f"  {kind} {name}")
        if len(report[kind]) > LISTED:
            output.line(f"  and {len(report[kind]) - LISTED} more {kind}; --json lists all")
    for failure in report["failed"]:
        output.line(f"  failed {failure['key']}: {failure['reason']}", style="red")
    if report["missing"]:
        output.line(
            "What is missing left its source and still answers, postings as closed ones; --prune removes it."
        )


COUNTED = ("added", "updated", "unchanged", "missing", "removed", "failed")
ALWAYS = ("added", "updated", "unchanged", "failed")
