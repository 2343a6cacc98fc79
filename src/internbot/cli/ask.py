"""`internbot ask`: one answer, or a batch of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from internbot.answering.answers import Answer, Citation
from internbot.cli.batches import report_batch
from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.settings import Settings


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotation marks.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='Answer every line {"id", "question", "history"?} of this JSONL file instead.'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="JSONL file that a batch's answers are written to.")
    ] = None,
) -> None:
    """Answer a question with exact quotes from what was ingested."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise typer.BadParameter("give either a question, or --batch and --out")
    with engine(Settings.load(), approved=True) as work:
        if batch is not None and out is not None:
            report_batch(batch, out, lambda row: work.call("ask", row))
            return
        result = work.call("ask", {"question": question})
    if as_json:
        print_json(result)
    else:
        _print(Answer.model_validate(result))


def _print(answer: Answer) -> None:
    output = Output()
    output.line(answer.text)
    for citation in answer.citations:
        output.line()
        output.line(f"[{citation.number}] {citation.title} ({_provenance(citation)})", style="bold")
        output.line(f"    “{' '.join(citation.quote.split())}”")
        output.line(f"    {citation.url or citation.document}", style="dim")
    if answer.nearest:
        output.line()
        output.line("Nearest to it:", style="bold")
        for source in answer.nearest:
            output.line(f"- {source.title} ({source.url or source.document})")
            if source.quote:
                output.line(f"    “{' '.join(source.quote.split())}”")


def _provenance(citation: Citation) -> str:
    published = f"published {citation.published}, " if citation.published else "undated, "
    return f"{citation.kind}, {published}read {citation.retrieved}"
