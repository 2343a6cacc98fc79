"""Runs every benchmark, each with a time limit, and keeps what they print.

    python benchmarks/bench.py [NAME ...] [--limit SECONDS] [--out FILE]

What fails or takes too long is named at the end, and the others go on; the exit code is then 1. `make bench` runs it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import open_sets
from cases import CASES, ROOT, TODAY

FOLDER = Path(__file__).resolve().parent
# What the benchmarks share; those that write something are left out by their name.
SHARED = {"alterations", "bench", "cases", "open_sets", "quickstart"}
DONE, LEFT_OUT = "done", "left out: the open sets are not there"
HALVES = ("tuning", "held_out")
LIMITS = {"rival": 7200.0}
"""Seconds of those that need more than the default, which have limits of their own inside."""


def commands() -> dict[str, list[str]]:
    """What is run, by name: the cases of both halves, then each script."""
    cases = {
        f"cases_{half}": [
            "-m", "internbot", "evaluate", str(CASES / f"{half}.jsonl"), "--knowledge", "knowledge",
            "--today", TODAY, "--compare", f"evaluation/baselines/{half}.json",
            *(["--sealed"] if half == "held_out" else []),
        ]
        for half in HALVES
    }  # fmt: skip
    scripts = sorted(path for path in FOLDER.glob("*.py") if path.stem not in SHARED)
    return cases | {path.stem: [str(path)] for path in scripts if not path.stem.startswith("fit_")}


def run(name: str, words: list[str], limit: float) -> dict[str, Any]:
    """One benchmark: what it printed, how it ended, and how busy the machine was when it began."""
    load, began = os.getloadavg()[0], time.perf_counter()
    # A group of its own, so that what it started ends with it.
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        out, _ = process.communicate(timeout=limit)
        ended = DONE if process.returncode == 0 else f"failed with {process.returncode}"
    except (subprocess.TimeoutExpired, KeyboardInterrupt) as error:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        if isinstance(error, KeyboardInterrupt):
            raise
        ended = f"not done in {limit:.0f} s"
    if ended != DONE and not open_sets.FOLDER.is_dir() and "need the open sets" in out:
        ended = LEFT_OUT
    return {
        "name": name,
        "ended": ended,
        "seconds": round(time.perf_counter() - began, 1),
        "load": round(load, 1),
        "printed": out.splitlines(),
    }


def main() -> int:
    """Run what is named, else all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(commands())}")
    parser.add_argument(
        "--limit", type=float, help="seconds that one may take, 900 where nothing else is set"
    )
    parser.add_argument("--out", type=Path, help="JSON file for what they printed")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - commands().keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    results = []
    wanted = {name: words for name, words in commands().items() if name in (arguments.names or commands())}
    for number, (name, words) in enumerate(wanted.items(), start=1):
        print(f"== {name} ({number} of {len(wanted)})", flush=True)
        result = run(name, words, arguments.limit or LIMITS.get(name, 900.0))
        results.append(result)
        print("\n".join(result["printed"]))
        print(f"-- {result['ended']}, {result['seconds']} s, load {result['load']}\n", flush=True)
    if arguments.out:
        kept = {
            "day": datetime.now(UTC).date().isoformat(),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "benchmarks": results,
        }
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    bad = [
        f"{result['name']} {result['ended']}" for result in results if result["ended"] not in (DONE, LEFT_OUT)
    ]
    if bad:
        print(f"not all went well: {'; '.join(bad)}", file=sys.stderr)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
