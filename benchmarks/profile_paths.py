"""Where the processor's time goes on three paths: a start, reading the starter knowledge into an index, a question.

    python benchmarks/profile_paths.py [start | ingest | question ...] [--top N]

Prints for each path the milliseconds of the processor without the profiler, and then what the most expensive of
internbot's own functions take of it with all that they call, as shares of the profiled time: a profiler slows down
Python more than what is written in C, so that its own milliseconds mislead. What only hands on (nine tenths of its time
lie in one callee that is shown itself) is left out.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from internbot.assistant import Assistant
from internbot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
OWN = f"{ROOT / 'src' / 'internbot'}/"
CASES = ROOT / "evaluation" / "cases" / "tuning.jsonl"
PATHS = ("start", "ingest", "question")
HANDED_ON = 0.9
IMPORTING = "import internbot.cli.serving"
"""Loads all that a server needs before it opens its index."""

Place = tuple[str, int, str]


def settings_of(folder: Path) -> Settings:
    """One thread, so that all work is in the thread that is looked at."""
    return Settings(data=folder / "data", knowledge=ROOT / "knowledge", threads=1)


def filled(folder: Path) -> None:
    """The starter knowledge, in an index."""
    with Assistant.open(settings_of(folder), write=True) as assistant:
        assistant.ingest([str(ROOT / "knowledge")])


def start(folder: Path) -> Callable[[], object]:
    """Opening an index that is there, and all that the first question would wait for."""
    filled(folder)

    def work() -> None:
        with Assistant.open(settings_of(folder), write=True) as assistant:
            assistant.warm_up()

    return work


def ingest(folder: Path) -> Callable[[], object]:
    """Reading the starter knowledge into a new index, with the model loaded."""
    assistant = Assistant.open(settings_of(folder), write=True)

    def work() -> None:
        with assistant:
            assistant.ingest([str(ROOT / "knowledge")])

    return work


def question(folder: Path) -> Callable[[], object]:
    """The cases' questions that need no conversation, over the starter knowledge, all asked once before."""
    filled(folder)
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [str(row["question"]) for row in rows if not row.get("history")]
    assistant = Assistant.open(settings_of(folder))
    assistant.warm_up()
    for one in asked:
        assistant.answer(one)

    def work() -> None:
        with assistant:
            for one in asked:
                assistant.answer(one)

    return work


def steps(profile: cProfile.Profile, top: int) -> list[tuple[float, int, str]]:
    """The most expensive of our functions: share of the whole, calls, and name; those that only hand on left out."""
    stats = pstats.Stats(profile)
    table: dict[Place, tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]]
    table = stats.stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in table.values())
    ours = {place: row for place, row in table.items() if place[0].startswith(OWN)}
    handing: set[Place] = set()
    for _, _, _, _, callers in ours.values():
        for caller, (_, _, _, within) in callers.items():
            if caller in ours and within >= HANDED_ON * ours[caller][3]:
                handing.add(caller)
    ranked = sorted((place for place in ours if place not in handing), key=lambda place: -ours[place][3])
    return [
        (ours[place][3] / whole, ours[place][1], f"{place[0].removeprefix(OWN)}: {place[2]}")
        for place in ranked[:top]
    ]


def processor_ms(path: str) -> float:
    """Milliseconds of the processor that a path takes by itself, in a process of its own."""
    command = [sys.executable, __file__, "--alone", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def importing() -> float:
    """Milliseconds of the processor until all modules of a server are loaded."""
    code = f"{IMPORTING}; import time; print(1000 * time.process_time())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def main() -> None:
    """Profile the paths that are named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help=f"of {', '.join(PATHS)}")
    parser.add_argument("--top", type=int, default=12)
    parser.add_argument("--alone", choices=PATHS, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if unknown := set(chosen.paths) - set(PATHS):
        parser.error(f"no such path: {', '.join(sorted(unknown))}")
    prepared: dict[str, Callable[[Path], Callable[[], object]]] = {
        "start": start,
        "ingest": ingest,
        "question": question,
    }
    if chosen.alone:
        with tempfile.TemporaryDirectory() as folder:
            work = prepared[chosen.alone](Path(folder))
            before = time.process_time()
            work()
            print(1000 * (time.process_time() - before))
        return
    for path in chosen.paths or PATHS:
        with tempfile.TemporaryDirectory() as folder:
            work = prepared[path](Path(folder))
            profile = cProfile.Profile(time.thread_time)
            profile.runcall(work)
        print(f"\n{path}: {processor_ms(path):,.0f} ms of the processor")
        if path == "start":
            print(f"before it, modules of a server: {importing():,.0f} ms")
        for share, calls, name in steps(profile, chosen.top):
            print(f"  {100 * share:5.1f} %  {calls:8,} calls  {name}", flush=True)


if __name__ == "__main__":
    main()
