"""Runs every benchmark, each with a time limit, and keeps what they print.

    python benchmarks/bench.py [NAME ...] [--limit SECONDS] [--work FOLDER] [--out FILE] [--document]

What fails or takes too long is named at the end, and the others go on; the exit code is then 1. Ctrl-C stops the one
that runs, with all that it started, and keeps what the others said. `--document` writes all of it into the parts of
docs/benchmarks.md that bear their names, with tables and plots. `make bench` runs it so. A folder named by `--work`
keeps the indexes of the open sets for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import open_sets
from cases import CASES, ROOT, TODAY
from documents import DOCUMENT, parts, replaced
from parts import Part, stop_on_signals
from side_by_side.processors import Beside
from side_by_side.results import Machine

FOLDER = Path(__file__).resolve().parent
NOT_MEASURING = {"bench", "quickstart_server"}
"""Scripts that measure nothing; those that write something are left out by their name."""
HALVES = ("tuning", "held_out")
LIMIT = 1200.0
LIMITS = {"rival": 14400.0, "chat_answers": 2400.0}
"""Seconds of those that need more than the default; they have limits of their own inside."""
GRACE = 20.0
DOCUMENTING = {"rival"}
"""Those that write their own part of the document."""
WORKING = {"rival", "answerability", "retrieval", "speed", "verify"}
"""Those that share a folder of what takes long to make: indexes, vectors."""


@dataclass(frozen=True, slots=True)
class Run:
    """One benchmark that ended.

    Attributes:
        ended: "done", "failed with 2", "left out: ..." or that it took too long.
        others: processor cores that other work kept busy meanwhile; None where the system does not tell.
    """

    name: str
    command: str
    day: str
    ended: str
    seconds: float
    others: float | None
    printed: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is amiss."""
        return self.ended == "done" or self.ended.startswith("left out")


def commands() -> dict[str, list[str]]:
    """What is run, by name: the rival, whose indexes others use again, the cases of both halves, then each script."""
    cases = {
        f"cases_{half}": [
            "-m", "internbot", "evaluate", str((CASES / f"{half}.jsonl").relative_to(ROOT)),
            "--knowledge", "knowledge", "--today", TODAY, "--compare", f"evaluation/baselines/{half}.json",
            *(["--sealed"] if half == "held_out" else []),
        ]
        for half in HALVES
    }  # fmt: skip
    scripts = sorted(
        path
        for path in FOLDER.glob("*.py")
        if path.stem not in NOT_MEASURING and '"__main__"' in path.read_text(encoding="utf-8")
    )
    found = {path.stem: [str(path.relative_to(ROOT))] for path in scripts if not path.stem.startswith("fit_")}
    return {"rival": found.pop("rival")} | cases | found


def run(
    name: str, words: list[str], limit: float, tell: Callable[[str], None], more: Sequence[str] = ()
) -> Run:
    """One benchmark, in a process of its own; `more` words are not told as part of its command."""
    beside = Beside()
    with Part([sys.executable, *words, *more], ROOT, tell, GRACE) as part:
        ended = part.wait(limit)
    why = ended.why
    if (
        ended.how == "failed"
        and not open_sets.FOLDER.is_dir()
        and any(_NEEDED in line for line in ended.told)
    ):
        why = "left out: the open sets are not there"
    others = beside.cores()
    return Run(
        name,
        " ".join(["python", *words]),
        datetime.now(UTC).date().isoformat(),
        why,
        round(ended.seconds, 1),
        None if others is None else round(others, 2),
        ended.printed,
        ended.told if ended.how != "done" else (),
    )


def block(one: Run) -> str:
    """What a benchmark printed, as a part of the document."""
    beside = "" if one.others is None else f"; other work used {one.others:.2f} cores meanwhile"
    told = "\n".join(one.printed).strip()
    return f"`{one.command}`, {one.day}, in {one.seconds:,.0f} s{beside}:\n\n```text\n{told}\n```"


def documented(text: str, one: Run) -> str:
    """The document with the part of a benchmark that was done; as it was where it has none."""
    if one.ended != "done" or one.name in DOCUMENTING or one.name not in parts(text):
        return text
    return replaced(text, one.name, block(one))


def write(path: Path, runs: list[Run]) -> None:
    """Keep what they printed, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"machine": asdict(Machine.this()), "benchmarks": [asdict(one) for one in runs]}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Run what is named, else all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(commands())}")
    parser.add_argument(
        "--limit", type=float, help=f"seconds that one may take, {LIMIT:.0f} where nothing else is set"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist" / "bench.json", help="JSON file for what they print"
    )
    parser.add_argument("--work", type=Path, help="folder that keeps the indexes")
    parser.add_argument("--document", action="store_true", help="also write docs/benchmarks.md")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - commands().keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    stop_on_signals()
    wanted = {name: words for name, words in commands().items() if name in (arguments.names or commands())}
    runs: list[Run] = []
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with tempfile.TemporaryDirectory(prefix="internbot-bench-") as temporary, Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, disable=not console.is_terminal,
    ) as progress:  # fmt: skip
        bar = progress.add_task("", total=len(wanted))
        work = (arguments.work or Path(temporary)).resolve()
        try:
            for number, (name, words) in enumerate(wanted.items(), start=1):
                limit = arguments.limit or LIMITS.get(name, LIMIT)
                progress.update(bar, description=f"{name}, at most {limit / 60:.0f} min")
                console.print(f"== {name} ({number} of {len(wanted)}, at most {limit / 60:.0f} min)")
                more = ["--document"] if arguments.document and name in DOCUMENTING else []
                shared = ["--work", str(work)] if name in WORKING else []
                one = run(name, words, limit, console.print, more + shared)
                runs.append(one)
                write(arguments.out, runs)
                console.print("\n".join(one.printed))
                console.print(f"-- {one.ended}, {one.seconds} s\n")
                progress.advance(bar)
                if arguments.document:
                    text = DOCUMENT.read_text(encoding="utf-8")
                    DOCUMENT.write_text(documented(text, one), encoding="utf-8")
        except KeyboardInterrupt:
            console.print(f"stopped; {arguments.out} has what was done")
            return 130
    bad = [f"{one.name} {one.ended}" for one in runs if not one.good]
    if bad:
        print(f"not all went well: {'; '.join(bad)}", file=sys.stderr)
    return int(bool(bad))


_NEEDED = "need the open sets"


if __name__ == "__main__":
    sys.exit(main())
