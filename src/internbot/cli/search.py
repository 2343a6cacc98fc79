"""`internbot search`: the passages that an answer would be looked for in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from internbot.cli.batches import report_batch
from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.settings import Settings


def search(
    question: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print the passages as JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='Search for every line {"id", "question", "history"?} of this JSONL file instead.'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="JSONL file that a batch's results are written to.")
    ] = None,
) -> None:
    """Find passages, best first, without answering."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise typer.BadParameter("give either a question, or --batch and --out")
    with engine(Settings.load()) as work:
        if batch is not None and out is not None:
            report_batch(batch, out, lambda row: work.call("search", {**row, "k": k}))
            return
        result = work.call("search", {"question": question, "k": k})
    if as_json:
        print_json(result)
        return
    output = Output()
    if not result["hits"]:
        output.line("nothing was found")
    for number, hit in enumerate(result["hits"], start=1):
        where = f"{hit['document']} [{hit['start']}:{hit['end']}]"
        output.line(f"{number}. {where}, score {hit['score']:.3f}", style="bold")
        output.line("   " + " ".join(hit["text"].split()))
