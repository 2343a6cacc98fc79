"""`internbot verify`: does a quote support a sentence? One pair, or a batch of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from internbot.cli.batches import report_batch
from internbot.cli.terminal import Output, print_json
from internbot.settings import Settings


def verify(
    claim: Annotated[str | None, typer.Argument(help="The sentence, in quotation marks.")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(help="A quote that should support it; may be given several times.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='Verify every line {"id", "claim", "evidence"} of this JSONL file instead.'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="JSONL file that a batch's verdicts are written to.")
    ] = None,
) -> None:
    """Tell whether quotes support a sentence, with a score and a reason.

    Needs no index and no data folder.
    """
    if (
        (claim is None) == (batch is None)
        or (batch is None) != (out is None)
        or (claim is None) == bool(evidence)
    ):
        raise typer.BadParameter("give either a sentence with --evidence, or --batch and --out")
    # Loads the embedding model: too slow for `--help`.
    from internbot.cli.verifying import verification  # noqa: PLC0415

    work = verification(Settings.load())
    if batch is not None and out is not None:
        report_batch(batch, out, work)
        return
    verdict = work({"claim": claim, "evidence": evidence})
    if as_json:
        print_json(verdict)
        return
    output = Output()
    output.line(
        f"{'supported' if verdict['supported'] else 'not supported'}, score {verdict['score']:.2f}",
        style="bold",
    )
    output.line(verdict["reason"])
