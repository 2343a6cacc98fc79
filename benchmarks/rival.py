"""internbot beside the LangChain quickstart: the same embedding model, texts and questions, in one run.

    python benchmarks/rival.py [SET ...] [--work FOLDER] [--limit SECONDS] [--out FILE] [--document]

Sets: clapnq_dev, chunking_eval, mtrag_human, scifact, for quality; 1000, 10000 and 100000, for growth: so many distinct
sentences of the open sets, each a document and a passage for both sides. All where none is named.

Each step runs in a process of its own. Both sides ingest at the same time, each bound to one core (one after the other
where there is only one); then each searches, answers and serves with the machine to itself. A folder named by `--work`
keeps the indexes, and what their ingest took: a later run measures only the rest where the texts are still the same.
`--document` writes tables, plots and results into docs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import open_sets
from documents import DOCUMENT, PLOTS, replaced
from parts import Ended, Part, stop_on_signals
from side_by_side.corpora import SERVED, SETS, corpus, digest
from side_by_side.drawing import draw
from side_by_side.measuring import ingest, search
from side_by_side.processors import Beside
from side_by_side.results import (
    FOUND,
    MEASURED,
    SIDES,
    STEPS,
    Failed,
    Found,
    Ingested,
    Machine,
    Measured,
    Results,
    Side,
    Step,
    Steps,
)
from side_by_side.serving import serve
from side_by_side.tables import markdown

NAME = "rival"
LIMITS = {"scifact": 2400.0, "100000": 4500.0}
"""Seconds of sets whose ingest takes longer than `LIMIT`."""
LIMIT = 900.0
GRACE = 5.0
"""Shorter than that of whoever runs this, so that no part outlives it."""


def measure(step: Step, side: Side, name: str, work: Path, core: int | None) -> Found:
    """One step, in this process."""
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    folder = work / f"{side}-{name}"
    if step == "ingest":
        # Left by a run that was stopped.
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (work / "no-knowledge").mkdir(exist_ok=True)
    if step == "ingest":
        return ingest(side, name, folder)
    return search(side, name, folder) if step == "search" else serve(side, name, folder)


def started(step: Step, side: Side, name: str, work: Path, core: int | None = None) -> Part:
    """One step, in a process of its own."""
    command = [sys.executable, __file__, "--part", step, side, name, str(core), "--work", str(work)]
    return Part(command, DOCUMENT.parent.parent, _pass_on, GRACE)


def result(ended: Ended) -> Found | Failed:
    """What a step printed, or why it has none."""
    if ended.how == "done":
        return FOUND.validate_json(ended.printed[-1])
    last = next((line for line in reversed(ended.told) if line.strip()), "")
    return Failed(ended.why if ended.how == "too long" or not last else f"{ended.why}: {last[:300]}")


def run_set(name: str, work: Path, limit: float | None) -> Iterator[tuple[Side, Step, Measured]]:
    """All steps of a set, as they end."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    longest = limit or LIMITS.get(name, LIMIT)
    whole: list[Side] = []
    groups = [SIDES] if len(cores) > 1 else [(side,) for side in SIDES]
    for sides in groups:
        wanted = []
        for side in sides:
            if kept := _kept(side, name, work):
                whole.append(side)
                yield side, "ingest", kept
            else:
                wanted.append(side)
        beside = Beside()
        with _running([("ingest", side, name, work) for side in wanted], cores) as running:
            ended = [part.wait(longest) for part in running]
        others = beside.cores()
        for side, one in zip(wanted, ended, strict=True):
            measured = Measured(_today(), others, result(one))
            if isinstance(measured.found, Ingested):
                whole.append(side)
                _keep(side, name, work).write_bytes(MEASURED.dump_json(measured))
            yield side, "ingest", measured
    for step in STEPS[1:] if name in SERVED else STEPS[1:2]:
        for side in SIDES:
            if side not in whole:
                # An index that is not whole would be searched faster.
                yield side, step, Measured(_today(), None, Failed("there is no whole index"))
                continue
            beside = Beside()
            with _running([(step, side, name, work)], []) as (part,):
                ended_one = part.wait(limit or LIMIT)
            yield side, step, Measured(_today(), beside.cores(), result(ended_one))


@contextmanager
def _running(steps: list[tuple[Step, Side, str, Path]], cores: list[int]) -> Iterator[list[Part]]:
    """Steps that run at the same time; none of them outlives the block."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(started(*step, core=cores[number % len(cores)] if cores else None))
            for number, step in enumerate(steps)
        ]


def _keep(side: Side, name: str, work: Path) -> Path:
    return work / f"{side}-{name}.json"


def _kept(side: Side, name: str, work: Path) -> Measured | None:
    """What an earlier ingest of the same texts took, where its index is still there."""
    path = _keep(side, name, work)
    if not path.exists():
        return None
    kept = MEASURED.validate_json(path.read_bytes())
    same = isinstance(kept.found, Ingested) and kept.found.sha256 == digest(corpus(name, work))
    return kept if same else None


def _pass_on(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def main() -> int:
    """Run all sets, or those that are named; 1 where something has no result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--work", type=Path, help="folder that keeps the indexes")
    parser.add_argument("--limit", type=float, help=f"seconds that a step may take, {LIMIT:.0f} or more")
    parser.add_argument(
        "--from", dest="files", type=Path, nargs="+", help="results to show instead, together"
    )
    parser.add_argument("--out", type=Path, help="JSON file for the results")
    parser.add_argument("--document", action="store_true", help="also write docs/benchmarks.md and its plots")
    parser.add_argument("--part", nargs=4, metavar=("STEP", "SIDE", "SET", "CORE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    stop_on_signals()
    open_sets.require()
    if arguments.part:
        step, side, name, core = arguments.part
        found = measure(step, side, name, arguments.work, None if core == "None" else int(core))
        print(FOUND.dump_json(found).decode())
        return 0
    if unknown := set(arguments.sets) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    if arguments.files:
        kept = [Results.read(path) for path in arguments.files]
        return show(
            Results(kept[0].machine, {name: own for one in kept for name, own in one.sets.items()}),
            document=arguments.document,
        )
    results = Results(Machine.this())
    with tempfile.TemporaryDirectory(prefix="internbot-rival-") as temporary:
        work = arguments.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        wanted = [name for name in SETS if name in (arguments.sets or SETS)]
        try:
            for number, name in enumerate(wanted, start=1):
                print(f"{name} ({number} of {len(wanted)})", file=sys.stderr, flush=True)
                own: dict[Side, Steps] = {side: {} for side in SIDES}
                results.sets[name] = own
                for side, step, measured in run_set(name, work.resolve(), arguments.limit):
                    own[side][step] = measured
                    failed = isinstance(measured.found, Failed) and measured.found.failed
                    print(f"{name}: {side}, {step}: {failed or 'done'}", file=sys.stderr, flush=True)
                    if arguments.out:
                        # After each step: what was measured is not lost when the next one is stopped.
                        results.write(arguments.out)
        except KeyboardInterrupt:
            print("stopped; what was measured so far:", file=sys.stderr)
            show(results, document=False)
            return 130
    return show(results, document=arguments.document)


def show(results: Results, *, document: bool) -> int:
    """Print the tables, and write them with their plots into docs."""
    if document:
        plots = draw(results, PLOTS, DOCUMENT.parent)
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(replaced(text, NAME, markdown(results, plots)), encoding="utf-8")
        results.write(PLOTS / "rival.json")
    print(markdown(results))
    steps = [one for sides in results.sets.values() for own in sides.values() for one in own.values()]
    return int(any(isinstance(one.found, Failed) for one in steps))


if __name__ == "__main__":
    sys.exit(main())
