"""The `evaluate` command's work, with an index and an embedding model of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from internbot.assistant import Assistant
from internbot.cli.terminal import bar, print_json, printable
from internbot.embeddings.backends import Backend
from internbot.embeddings.base import ModelIdentity
from internbot.embeddings.minilm import MiniLM
from internbot.errors import InvalidRequest, NotFound
from internbot.evaluation.asking import Asker
from internbot.evaluation.cases import load_cases
from internbot.evaluation.comparisons import compare
from internbot.evaluation.configuration import configuration
from internbot.evaluation.drafting import draft_cases
from internbot.evaluation.html_report import html_report
from internbot.evaluation.knowledge import Knowledge
from internbot.evaluation.markdown_report import markdown_report
from internbot.evaluation.runs import Run, keep, load, write
from internbot.evaluation.scoring import METRICS
from internbot.evaluation.summaries import Summary, summary
from internbot.settings import Settings
from internbot.tokens import Tokens
from internbot.verification.verifier import Verifier


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call of the command asks for; see its options."""

    cases: Path
    knowledge: Path | None
    out: Path | None
    compare: Path | None
    fail_under: tuple[str, ...]
    explain: bool
    sealed: bool
    as_json: bool


def evaluated(settings: Settings, wanted: Wanted) -> bool:
    """Ask, report, keep; False where a metric is under what was asked for.

    Raises:
        InternbotError: a file or the index cannot be used.
    """
    cases = load_cases(wanted.cases)
    floors = [_floor(text) for text in wanted.fail_under]
    before = load(wanted.compare) if wanted.compare else None
    with opened(settings, wanted.knowledge) as (of_run, assistant, knowledge, embeddings):
        held = configuration(
            of_run,
            assistant,
            knowledge,
            embeddings,
            cases,
            name=wanted.cases.name,
            sealed=wanted.sealed,
        )
        asker = Asker(assistant, knowledge, Verifier(MiniLM(settings.threads)), sealed=wanted.sealed)
        began = time.perf_counter()
        with bar(wanted.cases.name) as shown:
            results = asker.ask(cases, lambda done: shown.update(done, len(cases)))
    run = Run(configuration=held, seconds=round(time.perf_counter() - began, 1), results=results)
    told = summary(run)
    apart = compare(before, run) if before else None
    if wanted.as_json:
        print_json(run.model_dump(mode="json"))
    else:
        report = markdown_report(run, told, apart, explained=wanted.explain)
        print(printable(report), end="")
    if wanted.out is not None:
        keep(run, wanted.out / "run.json")
        write(wanted.out / "report.md", markdown_report(run, told, apart, explained=not wanted.sealed))
        write(wanted.out / "report.html", html_report(run, told, apart))
    under = [name for name, floor in floors if not _reached(told, name, floor)]
    return not under


def drafted(settings: Settings, folder: Path | None, target: Path) -> None:
    """Write drafts of cases; says on stderr how many.

    Raises:
        InternbotError: the file is there already, or the index cannot be used.
    """
    if target.exists():
        raise InvalidRequest(f"{target} is already there: drafts never overwrite cases")
    with opened(settings, folder) as (_, assistant, knowledge, _):
        drafts = list(draft_cases(assistant, knowledge))
    lines = "".join(f"{case.model_dump_json(exclude_defaults=True)}\n" for case in drafts)
    write(target, lines)
    print(f"{len(drafts)} drafts in {target}: correct each, then take its mark `draft` away", file=sys.stderr)


@contextmanager
def opened(
    settings: Settings, folder: Path | None
) -> Iterator[tuple[Settings, Assistant, Knowledge, ModelIdentity]]:
    """An assistant over the data folder, or over a folder of knowledge that is ingested for the while."""
    with ExitStack() as stack:
        if folder is not None:
            if not folder.exists():
                raise NotFound(f"there is no folder {folder}")
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="internbot-evaluate-")))
            settings = settings.model_copy(update={"data": work / "data", "knowledge": folder})
        assistant = stack.enter_context(Assistant.open(settings, write=folder is not None))
        if folder is not None:
            with bar("ingesting") as shown:
                report = assistant.ingest(
                    [str(folder)], progress=lambda step: shown.update(step.done, step.total)
                )
            for failure in report.failed:
                print(f"not read: {failure}", file=sys.stderr)
        identity = Backend.of(settings, Tokens()).identity
        yield (
            settings,
            assistant,
            stack.enter_context(Knowledge(settings.data, identity.dimensions)),
            identity,
        )


def _floor(text: str) -> tuple[str, float]:
    name, _, value = text.rpartition("=")
    try:
        share = float(value) / 100
    except ValueError as error:
        raise InvalidRequest(f"--fail-under {text}: {value!r} is no number") from error
    if (name or "right") not in METRICS:
        raise InvalidRequest(f"--fail-under {text}: there is only {', '.join(METRICS)}")
    return name or "right", share


def _reached(told: Summary, name: str, floor: float) -> bool:
    estimate = told.metrics.get(name)
    if estimate is None:
        print(
            f"internbot: no case has the metric {name}, so that it is under {100 * floor:g}", file=sys.stderr
        )
        return False
    if estimate.value < floor:
        print(f"internbot: {name} is {100 * estimate.value:.1f}, under {100 * floor:g}", file=sys.stderr)
        return False
    return True
