"""How many answers at once a server streams: 1, 10, 50 and 200 clients over real sockets, quoting, bundled knowledge.

python benchmarks/streams.py             prints a table and the answers a second
python benchmarks/streams.py --each 2    questions that each client asks, one after another

The questions are those of the tuning half of the cases that need no conversation, each in its turn. Milliseconds of the
processor are the server's, for one answer; they hardly depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from served import server

CLIENTS = (1, 10, 50, 200)
UNLIMITED = {"INTERNBOT_API_PER_MINUTE": "1000000", "INTERNBOT_API_PER_DAY": "100000000"}
LEAST = 40
"""Answers at least, however few clients ask."""
CASES = Path(__file__).resolve().parent.parent / "evaluation" / "cases" / "tuning.jsonl"


@dataclass(frozen=True)
class Asked:
    """One answer: seconds to its first event and to its end, and whether it ended well."""

    first: float
    total: float
    good: bool


def questions() -> list[str]:
    """What is asked, in an order that mixes the kinds of question."""
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines() if line.strip()]
    alone = [str(row["question"]) for row in rows if not row.get("history")]
    return random.Random(1).sample(alone, len(alone))


def processor_seconds(process: int) -> float:
    """Processor time of a process so far; NaN where the system does not tell."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return math.nan
    fields = told.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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


async def client(port: int, asked: Iterator[str], each: int) -> list[Asked]:
    """What one client sees, who takes the next questions of all."""
    return [await ask(port, next(asked)) for _ in range(each)]


async def run(port: int, clients: int, each: int, asked: Iterator[str]) -> tuple[list[Asked], float]:
    """All clients at once; their answers, and the seconds that it took."""
    began = time.perf_counter()
    seen = await asyncio.gather(*(client(port, asked, each) for _ in range(clients)))
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
    different = questions()
    asked = cycle(different)
    print(
        f"{len(different)} different questions in turn, from one row to the next: rows of more answers repeat some. "
        "Answers are never kept; passages, and the terms of their sentences, are.\n"
    )
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), **UNLIMITED) as (port, process):
        asyncio.run(run(port, 4, 8, asked))  # what the first ones load is not what is measured
        print(
            "| clients | answers | failed | first event p50 / p95, ms | whole answer p50 / p95, ms | answers a second "
            "| processor, ms |"
        )
        print("|---|---|---|---|---|---|---|")
        for clients in CLIENTS:
            each = max(chosen.each, LEAST // clients)
            before = processor_seconds(process)
            answers, seconds = asyncio.run(run(port, clients, each, asked))
            worked = 1000 * (processor_seconds(process) - before) / len(answers)
            bad = sum(not one.good for one in answers)
            failed += bad
            first = [1000 * one.first for one in answers if one.good]
            total = [1000 * one.total for one in answers if one.good]
            print(
                f"| {clients} | {len(answers)} | {bad} "
                f"| {statistics.median(first):.0f} / {percentile(first, 0.95):.0f} "
                f"| {statistics.median(total):.0f} / {percentile(total, 0.95):.0f} | {len(answers) / seconds:.0f} "
                f"| {worked:.0f} |",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
