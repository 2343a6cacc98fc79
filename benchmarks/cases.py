"""Asks the question cases of `evaluation/cases/` over the bundled knowledge, and counts the right answers by kind.

    python benchmarks/cases.py              both halves, counts only
    python benchmarks/cases.py --failures   also what is wrong, for the half that may be looked at

An answer is right when its status is the expected one, it says each expected fact, cites each expected document, finds
the expected number of records, and says nothing that it must not say.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from internbot.answering.answers import Answer, Message
from internbot.assistant import Assistant
from internbot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evaluation" / "cases"
LOOKED_AT = "tuning"
TODAY = date(2026, 11, 22)
"""The day on which the cases were written; "now" in them means this day."""


def wrong(case: dict[str, Any], answer: Answer) -> Iterator[str]:
    """What is wrong with an answer; nothing where it is right."""
    said = " ".join(answer.text.split()).lower()
    if answer.status != case["status"]:
        yield f"is {answer.status}, not {case['status']}"
    for alternatives in case.get("facts", ()):
        if not any(text.lower() in said for text in alternatives):
            yield f"does not say {' or '.join(alternatives)}"
    cited = {citation.document for citation in answer.citations}
    for document in case.get("documents", ()):
        if document not in cited:
            yield f"does not cite {document}"
    if "listings" in case:
        total = answer.listings.total if answer.listings else None
        if total != case["listings"]["total"]:
            yield f"finds {total} records, not {case['listings']['total']}"
    for text in case.get("must_not_say", ()):
        if text.lower() in said:
            yield f"says {text}"


def run(assistant: Assistant, half: str, *, failures: bool) -> None:
    """Print how many cases of one half are right, by kind."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for line in (CASES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        history = [Message(**message) for message in case.get("history", ())]
        answer = assistant.answer(case["question"], history)
        complaints = list(wrong(case, answer))
        asked[case["kind"]] += 1
        right[case["kind"]] += not complaints
        if complaints and failures:
            print(f"{case['id']} {case['question']}\n    {'; '.join(complaints)}")
    print(f"{half}: {right.total()} of {asked.total()} right")
    for kind, count in asked.items():
        print(f"    {kind:14} {right[kind]:3} of {count:3}")


def main() -> None:
    """Index the bundled knowledge into a temporary folder and ask."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--failures", action="store_true", help="also print what is wrong in the tuning half")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data", knowledge=ROOT / "knowledge", today=TODAY)
        with Assistant.open(settings, write=True) as assistant:
            assistant.ingest([str(ROOT / "knowledge")])
            for half in (LOOKED_AT, "held_out"):
                run(assistant, half, failures=arguments.failures and half == LOOKED_AT)


if __name__ == "__main__":
    main()
