"""How many answers at once a server streams: 1, 10, 50 and 200 clients over real sockets, quoting, bundled knowledge.

python benchmarks/streams.py             prints a table and the answers a second
python benchmarks/streams.py --each 2    questions that each client asks, one after another
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLIENTS = (1, 10, 50, 200)
READY_IN = 120.0
QUESTIONS = (
    "When do summer internships recruit?",
    "Does an intern have to be paid in the United States?",
    "What is the STAR method?",
    "Which postings are in Seattle?",
    "What should I do before my first day?",
    "How long is Outreachy?",
    "Who can be my reference?",
    "What do interns at CERN eat?",
)


@dataclass(frozen=True)
class Asked:
    """One answer: seconds to its first event and to its end, and whether it ended well."""

    first: float
    total: float
    good: bool


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """A server process on a free port, warm."""
    environ = os.environ | {
        "INTERNBOT_DATA": str(folder / "data"),
        "INTERNBOT_API_PER_MINUTE": "1000000",
        "INTERNBOT_API_PER_DAY": "100000000",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "internbot", "serve", "--port", "0"],
        cwd=folder, env=environ, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(" (")[0].rsplit(":", 1)[1])
        began = time.monotonic()
        while time.monotonic() - began < READY_IN:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.communicate()


async def ask(port: int, question: str) -> Asked:
    """Ask over a connection of its own; a plain client, so that it costs little beside the server."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = json.dumps({"question": question}).encode()
    writer.write(
        b"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    first, good = 0.0, False
    try:
        while line := await reader.readline():
            if line.startswith(b"event:") and not first:
                first = time.perf_counter() - began
            good = good or line.startswith(b"event: done")
    finally:
        writer.close()
    return Asked(first, time.perf_counter() - began, good)


async def client(port: int, number: int, each: int) -> list[Asked]:
    """What one client sees."""
    return [await ask(port, QUESTIONS[(number + at) % len(QUESTIONS)]) for at in range(each)]


async def run(port: int, clients: int, each: int) -> tuple[list[Asked], float]:
    """All clients at once; their answers, and the seconds that it took."""
    began = time.perf_counter()
    seen = await asyncio.gather(*(client(port, number, each) for number in range(clients)))
    return [one for answers in seen for one in answers], time.perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> int:
    """0 where every answer ended well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--each", type=int, default=3)
    chosen = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as port:
        asyncio.run(run(port, 4, len(QUESTIONS)))  # what the first ones load is not what is measured
        print(
            "| clients | answers | failed | first event p50 / p95, ms | whole answer p50 / p95, ms | answers a second |"
        )
        print("|---|---|---|---|---|---|")
        for clients in CLIENTS:
            answers, seconds = asyncio.run(run(port, clients, chosen.each))
            bad = sum(not one.good for one in answers)
            failed += bad
            first = [1000 * one.first for one in answers if one.good]
            total = [1000 * one.total for one in answers if one.good]
            print(
                f"| {clients} | {len(answers)} | {bad} "
                f"| {statistics.median(first):.0f} / {percentile(first, 0.95):.0f} "
                f"| {statistics.median(total):.0f} / {percentile(total, 0.95):.0f} | {len(answers) / seconds:.0f} |"
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
