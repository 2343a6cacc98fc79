"""How fast: answers at some 10,000 passages, a second ingest of unchanged files, the start of a server, its memory.

    python benchmarks/speed.py [--work FOLDER]

The passages are those of `scifact`; a work folder that already holds them (from `benchmarks/retrieval.py --work`) is
used again. Times depend on the machine, which is printed with them.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

import open_sets
from internbot.assistant import Assistant
from internbot.ingestion.reports import Progress
from internbot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 2000
QUESTIONS = 200


def percentiles(milliseconds: list[float]) -> str:
    """The median and the 95th percentile, in words."""
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def answers(folder: Path) -> None:
    """Whole answers and searches over the passages of scifact."""
    with Assistant.open(open_sets.indexed("scifact", folder)) as assistant:
        questions = [row["text"] for row in open_sets.rows("scifact", "queries")][:QUESTIONS]
        for question in questions[:5]:
            assistant.answer(question)
        answering, searching = [], []
        for question in questions:
            answering.append(timed(partial(assistant.answer, question)))
            searching.append(timed(partial(assistant.search, question)))
    print(f"answer over scifact: {percentiles(answering)}")
    print(f"search over scifact: {percentiles(searching)}")


def second_ingest(folder: Path) -> None:
    """Unchanged files cost no embedding and little time."""
    source = folder / "files"
    source.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        (source / f"{number:04}.md").write_text(
            f"# Note {number}\n\nIntern {number} works in room {number % 97}.\n"
        )
    embedded = 0

    def count(step: Progress) -> None:
        nonlocal embedded
        embedded += step.stage == "embedding"

    with Assistant.open(Settings(data=folder / "notes", knowledge=folder / "none"), write=True) as assistant:
        first = timed(lambda: assistant.ingest([str(source)])) / 1000
        again = timed(lambda: assistant.ingest([str(source)], progress=count)) / 1000
    print(
        f"ingest of {DOCUMENTS} small files: {first:.1f} s; again, unchanged: {again:.2f} s, {embedded} embedded"
    )


def start(folder: Path) -> None:
    """From the command to the first answer, with the bundled knowledge already indexed."""
    environment = {
        **os.environ,
        "INTERNBOT_DATA": str(folder / "serve"),
        "INTERNBOT_KNOWLEDGE": str(ROOT / "knowledge"),
        "INTERNBOT_PORT": "0",
    }
    for run in ("first start, which indexes", "next start"):
        begun = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "internbot", "serve"], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert server.stdout is not None
        while "internbot is at" not in (line := server.stdout.readline()):
            if not line:
                raise SystemExit("the server ended before it served")
        subprocess.run(
            [sys.executable, "-m", "internbot", "ask", "How much do interns earn?"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - begun
        status = Path(f"/proc/{server.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        memory = next((int(row.split()[1]) // 1024 for row in lines if row.startswith("VmRSS")), 0)
        print(f"{run}: {seconds:.1f} s to the first answer, {memory} MiB")
        server.send_signal(signal.SIGINT)
        server.wait(30)


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, help="folder that keeps the indexes")
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as temporary:
        start(Path(temporary))
        second_ingest(Path(temporary))
        if open_sets.FOLDER.is_dir():
            answers(arguments.work or Path(temporary))


if __name__ == "__main__":
    main()
