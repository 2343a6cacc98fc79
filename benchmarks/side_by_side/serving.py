"""A server of either side, over real sockets: its start, its memory, and many streams at once."""

from __future__ import annotations

import asyncio
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from side_by_side.corpora import questions
from side_by_side.results import Served, Side, Streamed
from side_by_side.sides import THREADS, settings_of
from streams import Asked, ask, percentile, processor_seconds

CLIENTS = (1, 10, 50, 200)
EACH, LEAST = 2, 40
"""Questions of each client, one after another; answers of all clients together, at least."""
WARM = 8
_AGAIN = 0.05
_RIVAL = Path(__file__).parent.parent / "quickstart_server.py"


def serve(side: Side, name: str, folder: Path) -> Served:
    """Start a server over an index in `folder`, and ask it a set's questions."""
    texts = [row["text"] for row in questions(name)]
    began = time.perf_counter()
    with server(side, folder) as (process, port):
        while not asyncio.run(_first(port, texts[0])):
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with {process.returncode}")
            time.sleep(_AGAIN)
        first = time.perf_counter() - began
        for text in texts[:WARM]:
            asyncio.run(ask(port, text))
        streams = tuple(asyncio.run(streamed(port, process.pid, clients, texts)) for clients in CLIENTS)
        return Served(first, memory(process.pid), streams)


@contextmanager
def server(side: Side, folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process and its port."""
    settings = settings_of(folder)
    environ = os.environ | {
        "INTERNBOT_DATA": str(settings.data),
        "INTERNBOT_KNOWLEDGE": str(settings.knowledge),
        "INTERNBOT_THREADS": str(THREADS),
        "INTERNBOT_API_PER_MINUTE": "1000000",
        "INTERNBOT_API_PER_DAY": "100000000",
    }
    commands: dict[Side, list[str]] = {
        "internbot": ["-m", "internbot", "serve", "--port", "0"],
        "quickstart": [str(_RIVAL), "--data", str(folder)],
    }
    process = subprocess.Popen(
        [sys.executable, *commands[side]], env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if said := re.search(rf"{side} is at http://127\.0\.0\.1:(\d+)", line):
                yield process, int(said[1])
                break
        else:
            raise RuntimeError("the server ended before it said where it is")
    finally:
        process.terminate()
        process.communicate()


async def _first(port: int, question: str) -> bool:
    try:
        return (await ask(port, question)).good
    except OSError:
        return False


async def streamed(port: int, process: int, clients: int, texts: Sequence[str]) -> Streamed:
    """So many clients at once, each asking some questions one after another."""
    each = max(EACH, LEAST // clients)

    async def client(number: int) -> list[Asked]:
        return [await ask(port, texts[(number * each + at) % len(texts)]) for at in range(each)]

    began, before = time.perf_counter(), processor_seconds(process)
    seen = [one for answers in await asyncio.gather(*map(client, range(clients))) for one in answers]
    seconds = time.perf_counter() - began
    worked = 1000 * (processor_seconds(process) - before) / len(seen)
    took = [1000 * one.total for one in seen]
    return Streamed(
        clients,
        len(seen),
        sum(not one.good for one in seen),
        percentile(took, 0.5),
        percentile(took, 0.95),
        len(seen) / seconds,
        None if math.isnan(worked) else worked,
    )


def memory(process: int) -> float:
    """Most that a process held, in MiB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
