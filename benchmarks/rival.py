"""internbot beside the LangChain quickstart: the same embedding model, texts and questions, in one run.

    python benchmarks/rival.py [SET ...] [--work FOLDER] [--limit SECONDS] [--out FILE] [--document]

Sets: clapnq_dev, chunking_eval, mtrag_human, scifact, for quality; 1000 and 10000, for time: so many sentences of
scifact, each a document and a passage for both sides. All where none is named.
For each, both sides ingest and search in processes of their own. A ratio is internbot's number over the quickstart's;
times depend on the machine and on what else it does, which is printed with them. `--document` writes the tables into
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

import open_sets
from internbot.answering.answers import Message
from internbot.assistant import Assistant
from internbot.embeddings.minilm import MiniLM, identity
from internbot.evaluation.knowledge import Knowledge
from internbot.sentences import split
from internbot.settings import Settings
from quickstart import PROMPTED, Quickstart

SETS = ("clapnq_dev", "chunking_eval", "mtrag_human", "scifact", "1000", "10000")
SIDES = ("internbot", "quickstart")
DEPTH, SPANS = 60, 5
TIMED, WARM = 300, 10
THREADS = 1
"""Of the embedding model, on both sides, so that seconds of the processor mean something on a busy machine."""
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- generated: benchmarks/rival.py --document -->\n", "<!-- end of what is generated -->\n"

Search = Callable[[str, int], list[tuple[str, int, int]]]


def settings_of(folder: Path) -> Settings:
    """Of a data folder of internbot's side."""
    return Settings(data=folder, knowledge=folder / "none", threads=THREADS)


def corpus(name: str, folder: Path) -> Path:
    """The texts of a set as JSONL; those of a number are sentences of scifact, written to `folder`."""
    if not name.isdecimal():
        return open_sets.data(name) / "corpus.jsonl"
    target = folder / "corpus.jsonl"
    with target.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(sentences(), int(name))):
            out.write(json.dumps({"id": f"p{number}", "title": "", "text": text}) + "\n")
    return target


def sentences() -> Iterator[str]:
    """Of scifact, in order."""
    for row in open_sets.rows("scifact", "corpus"):
        yield from (span.of(row["text"]) for span in split(row["text"]))


def questions_of(name: str) -> list[dict[str, Any]]:
    """What is asked of a set."""
    return open_sets.rows("scifact" if name.isdecimal() else name, "queries")


def ingest(side: str, name: str, folder: Path) -> dict[str, Any]:
    """Put a set's texts into an index; seconds without loading the model."""
    source = corpus(name, folder.parent)
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    if side == "internbot":
        with Assistant.open(settings_of(folder), write=True) as assistant:
            began, worked = time.perf_counter(), time.process_time()
            assistant.ingest([str(source)])
            seconds, work = time.perf_counter() - began, time.process_time() - worked
    else:
        store = Quickstart(folder, MiniLM(THREADS))
        began, worked = time.perf_counter(), time.process_time()
        passages = store.add([(row["id"], row["text"]) for row in rows])
        seconds, work = time.perf_counter() - began, time.process_time() - worked
    if side == "internbot":
        with Knowledge(folder, identity().dimensions) as stored:
            passages = sum(len(stored.passages(row["id"])) for row in rows)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "passages": passages,
        "seconds": seconds,
        "processor_seconds": work,
        "characters_a_second": sum(len(row["text"]) for row in rows) / work,
        "index_mb": size / 2**20,
        "memory_mb": peak(),
    }


def search(side: str, name: str, folder: Path) -> dict[str, Any]:
    """Quality over all questions of a set, then the time of each search for what a prompt would hold."""
    if side == "quickstart":
        store = Quickstart(folder, MiniLM(THREADS))
        return measured(name, store.search)
    with Assistant.open(settings_of(folder)) as assistant:

        def spans(question: str, k: int, history: tuple[Message, ...] = ()) -> list[tuple[str, int, int]]:
            return [(hit.document, hit.start, hit.end) for hit in assistant.search(question, history, k)]

        found = measured(name, spans)
        if name == "mtrag_human":
            run = {
                row["id"]: [
                    one[0]
                    for one in spans(
                        row["text"],
                        DEPTH,
                        tuple(Message(role=turn["role"], content=turn["text"]) for turn in row["history"]),
                    )
                ]
                for row in open_sets.rows(name, "queries")
            }
            found["quality_with_the_conversation"] = ranking(name, run)
        return found


def measured(name: str, find: Search) -> dict[str, Any]:
    """Quality and times of one side."""
    questions = questions_of(name)
    quality: dict[str, float] = {}
    if name == "chunking_eval":
        found = {row["id"]: find(row["text"], SPANS) for row in questions}
        scores = open_sets.scorer().spans(str(open_sets.data(name)), found, n=SPANS)
        quality = {key: scores[key] for key in ("recall", "precision", "iou")}
    elif not name.isdecimal():
        quality = ranking(
            name, {row["id"]: [one[0] for one in find(row["text"], DEPTH)] for row in questions}
        )
    times, worked = [], 0.0
    for row in [*questions[:WARM], *questions[:TIMED]]:
        began, before = time.perf_counter(), time.process_time()
        find(row["text"], PROMPTED)
        worked += time.process_time() - before
        times.append((time.perf_counter() - began) * 1000)
    p50, p95, p99 = np.percentile(times[WARM:], [50, 95, 99])
    each = 1000 * worked / len(times)
    return {"quality": quality, "p50": p50, "p95": p95, "p99": p99, "processor_ms": each, "memory_mb": peak()}


def ranking(name: str, run: dict[str, list[str]]) -> dict[str, float]:
    """Scores of documents, each by its best passage, in percent."""
    distinct = {key: list(dict.fromkeys(found)) for key, found in run.items()}
    scores = open_sets.scorer().retrieval(str(open_sets.data(name)), distinct, ks=(5, 10))
    return {key: 100 * scores[key] for key in ("nDCG@10", "R@5", "MRR@10")}


def peak() -> float:
    """Most memory that this process held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def part(step: str, side: str, name: str, work: Path, limit: float) -> dict[str, Any]:
    """One measurement in a process of its own; {"failed": why} where it took too long or ended badly."""
    command = [sys.executable, __file__, "--part", step, side, name, "--work", str(work)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done in {limit:.0f} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no reason given"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def tables(results: dict[str, Any]) -> str:
    """The results as Markdown; where the rival is ahead is said below them."""
    machine = results["machine"]
    ahead: list[str] = []
    lines = [
        f"Measured {results['day']} on {machine['cores']} cores ({machine['architecture']}), Python "
        f"{machine['python']}, "
        f"load {machine['load_before']} before and {machine['load_after']} after"
        + (
            ": other work ran beside, so only the ratios tell something."
            if machine["load_before"] > 1
            else "."
        ),
        "",
        "| set | what | internbot | quickstart | ratio |",
        "|---|---|---|---|---|",
    ]

    def row(name: str, what: str, ours: float, theirs: float, unit: str, *, more: bool) -> None:
        lines.append(f"| {name} | {what} | {ours:,.1f}{unit} | {theirs:,.1f}{unit} | {ours / theirs:.2f} |")
        if (ours < theirs) if more else (ours > theirs):
            ahead.append(f"{name}, {what}: {theirs:,.1f}{unit} against {ours:,.1f}{unit}")

    for name, sides in results["sets"].items():
        ours, theirs = sides["internbot"], sides["quickstart"]
        steps = ("ingest", "search")
        if failed := [
            f"{side} {step}: {sides[side][step]['failed']}"
            for side in SIDES
            for step in steps
            if "failed" in sides[side][step]
        ]:
            lines.append(f"| {name} | {'; '.join(failed)} | | | |")
            continue
        for metric, value in ours["search"]["quality"].items():
            row(name, metric, value, theirs["search"]["quality"][metric], "", more=True)
        for metric, value in ours["search"].get("quality_with_the_conversation", {}).items():
            row(
                name,
                f"{metric}, with the conversation",
                value,
                theirs["search"]["quality"][metric],
                "",
                more=True,
            )
        lines.append(
            f"| {name} | passages | {ours['ingest']['passages']:,} | {theirs['ingest']['passages']:,} | |"
        )
        kilo = 1 / 1000
        row(
            name,
            "ingest, thousand characters a second of the processor",
            ours["ingest"]["characters_a_second"] * kilo,
            theirs["ingest"]["characters_a_second"] * kilo,
            "",
            more=True,
        )
        row(name, "index", ours["ingest"]["index_mb"], theirs["ingest"]["index_mb"], " MiB", more=False)
        row(
            name,
            "most memory in ingest",
            ours["ingest"]["memory_mb"],
            theirs["ingest"]["memory_mb"],
            " MiB",
            more=False,
        )
        mine, others = (one["search"]["processor_ms"] for one in (ours, theirs))
        row(name, "search, time of the processor", mine, others, " ms", more=False)
        for key in ("p50", "p95", "p99"):
            row(name, f"search, {key}", ours["search"][key], theirs["search"][key], " ms", more=False)
        row(
            name,
            "most memory in search",
            ours["search"]["memory_mb"],
            theirs["search"]["memory_mb"],
            " MiB",
            more=False,
        )
    lines += [
        "",
        "Where the quickstart is ahead:",
        "",
        *(f"- {line}" for line in ahead or ["nowhere in this run"]),
    ]
    return "\n".join(lines) + "\n"


def told_so_far(machine: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Everything measured, with the day and how busy the machine is now."""
    now = machine | {"load_after": round(os.getloadavg()[0], 1)}
    return {"day": datetime.now(UTC).date().isoformat(), "machine": now, "sets": found}


def main() -> None:
    """Run all parts, or the one that is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--work", type=Path, help="folder below which the indexes are made anew, and stay")
    parser.add_argument("--limit", type=float, default=900.0, help="seconds that a part may take")
    parser.add_argument(
        "--from", dest="files", type=Path, nargs="+", help="show results kept by --out instead"
    )
    parser.add_argument("--out", type=Path, help="JSON file for the results")
    parser.add_argument(
        "--document", action="store_true", help="also write the tables into docs/benchmarks.md"
    )
    parser.add_argument("--part", nargs=3, metavar=("STEP", "SIDE", "SET"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    open_sets.require()
    if arguments.part:
        step, side, name = arguments.part
        folder = arguments.work / f"{side}-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps((ingest if step == "ingest" else search)(side, name, folder)))
        return
    if unknown := set(arguments.sets) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    if arguments.files:
        kept = [json.loads(path.read_text(encoding="utf-8")) for path in arguments.files]
        together = {name: sides for one in kept for name, sides in one["sets"].items()}
        busiest = max((one["machine"] for one in kept), key=lambda machine: float(machine["load_before"]))
        show(kept[0] | {"machine": busiest, "sets": together}, document=arguments.document)
        return
    machine: dict[str, Any] = {
        "cores": os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }
    found: dict[str, Any] = {}
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="internbot-rival-") as temporary:
        work = Path(tempfile.mkdtemp(dir=arguments.work)) if arguments.work else Path(temporary)
        for name in arguments.sets or SETS:
            found[name] = {side: {} for side in SIDES}
            for step in ("ingest", "search"):
                for side in SIDES:
                    print(f"{name}: {side}, {step}", file=sys.stderr, flush=True)
                    # An index that is not whole would be searched faster.
                    whole = "failed" not in found[name][side].get("ingest", {})
                    found[name][side][step] = (
                        part(step, side, name, work, arguments.limit)
                        if whole
                        else {"failed": "nothing to search"}
                    )
            results = told_so_far(machine, found)
            if arguments.out:
                # After each set: what was measured is not lost when the next one is stopped.
                arguments.out.parent.mkdir(parents=True, exist_ok=True)
                arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    show(results, document=arguments.document)


def show(results: dict[str, Any], *, document: bool) -> None:
    """Print the tables, and write them between their marks in docs/benchmarks.md."""
    told = tables(results)
    print(told)
    if document:
        text = DOCUMENT.read_text(encoding="utf-8")
        above, rest = text.split(BEGIN, 1)
        DOCUMENT.write_text(f"{above}{BEGIN}\n{told}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
