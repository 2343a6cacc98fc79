"""Does what people say of themselves beside a question hide its answer, or make one up?

    python benchmarks/told_first.py

Asks the facts of the older case sets as they are; those that are answered rightly are asked again with a line about the
asker in front of them or behind, which names places and employers that the articles know. Nothing of the line is asked.
Near misses are asked with and without lines on where the asker is; each has to be declined.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from internbot.assistant import Assistant
from internbot.evaluation.cases import Case, load_cases
from internbot.evaluation.scoring import complaints
from internbot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SETS = ("tuning", "former_held_out", "near_develop")
LINES = (
    "My brother interned at Google and I live in Seattle. {whole}",
    "I am at Purdue University, {lower}",
    "Hi, I will be with Amazon in Luxembourg this summer and wonder: {lower}",
    "{whole} I study in Boston by the way.",
    "Also: {lower}",
)
NEAR_SETS = ("near_develop", "near_judge", "everyday")
NEAR_LINES = (
    "{whole}",
    "I study in Poland. {whole}",
    "My team is in Dublin and we start on Monday. {whole}",
    "hi! student from Vietnam here. {whole}",
)


def main() -> None:
    """Print how many stay right, and how many near misses are declined, with each line."""
    with tempfile.TemporaryDirectory(prefix="internbot-told-first-") as folder:
        settings = Settings(data=Path(folder), knowledge=ROOT / "knowledge")
        with Assistant.open(settings, write=True) as assistant:
            assistant.ingest([str(ROOT / "knowledge")])
            right = [case for case in _facts() if _right(assistant, case, case.question)]
            print(f"{len(right)} facts are answered rightly as they are asked")
            for line in LINES:
                kept = sum(
                    _right(
                        assistant,
                        case,
                        line.format(whole=case.question, lower=case.question[0].lower() + case.question[1:]),
                    )
                    for case in right
                )
                print(f"{kept:4} of {len(right)} with: {line.format(whole='...', lower='...')}")
            near = list(_near_misses())
            print(f"{len(near)} near misses, declined")
            for line in NEAR_LINES:
                kept = sum(_right(assistant, case, line.format(whole=case.question)) for case in near)
                print(f"{kept:4} with: {line.format(whole='...')}")


def _facts() -> Iterator[Case]:
    for name in SETS:
        for case in load_cases(ROOT / "evaluation" / "cases" / f"{name}.jsonl"):
            if case.kind == "fact" and not case.history:
                yield case


def _near_misses() -> Iterator[Case]:
    for name in NEAR_SETS:
        for case in load_cases(ROOT / "evaluation" / "cases" / f"{name}.jsonl"):
            if case.must_decline and not case.history:
                yield case


def _right(assistant: Assistant, case: Case, question: str) -> bool:
    return not any(complaints(case, assistant.answer(question)))


if __name__ == "__main__":
    main()
