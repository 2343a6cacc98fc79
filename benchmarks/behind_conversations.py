"""Does a question that stands alone get the same answer behind a conversation on something else?

    python benchmarks/behind_conversations.py

Asks every case of the readable sets that has no history by itself, and once more behind each of a few conversations
that have nothing to do with it. Told are those that are right by themselves and wrong behind a conversation, and the
other way round.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from internbot.answering.answers import Message
from internbot.assistant import Assistant
from internbot.evaluation.cases import Case, load_cases
from internbot.evaluation.scoring import complaints
from internbot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SETS = (
    "tuning",
    "former_held_out",
    "everyday",
    "everyday_postings",
    "near_develop",
    "near_judge",
    "fresh",
)
CONVERSATIONS = (
    ("What is a co-op?",),
    ("how long is Outreachy?", "and how much does it pay?"),
    ("who managed Donato at Amazon?", "where did he live as a child?"),
    ("Which jobs are in Seattle?", "does the second one need a phd?"),
    ("should I write a thank you note after an interview? and how soon?",),
)
OPENINGS = ("greeting", "clarify")
"""What is no question of its own: behind a conversation it may be read with it."""


def main() -> None:
    """Print how many answers a conversation before the question changes for the worse, and for the better."""
    with tempfile.TemporaryDirectory(prefix="internbot-behind-") as folder:
        settings = Settings(data=Path(folder), knowledge=ROOT / "knowledge", today=date(2026, 11, 22))
        with Assistant.open(settings, write=True) as assistant:
            assistant.ingest([str(ROOT / "knowledge")])
            cases = list(_cases())
            alone = [_right(assistant, case, ()) for case in cases]
            print(f"{sum(alone)} of {len(cases)} are right by themselves")
            for turns in CONVERSATIONS:
                before = _conversation(assistant, turns)
                behind = [_right(assistant, case, before) for case in cases]
                worse = sum(one and not other for one, other in zip(alone, behind, strict=True))
                better = sum(other and not one for one, other in zip(alone, behind, strict=True))
                print(f"{worse:4} become wrong, {better} right, behind: {' / '.join(turns)}")


def _cases() -> Iterator[Case]:
    for name in SETS:
        for case in load_cases(ROOT / "evaluation" / "cases" / f"{name}.jsonl"):
            if not case.history and case.kind not in OPENINGS:
                yield case


def _conversation(assistant: Assistant, turns: Sequence[str]) -> tuple[Message, ...]:
    history: tuple[Message, ...] = ()
    for turn in turns:
        said = assistant.answer(turn, history)
        history += (Message(role="user", content=turn), Message(role="assistant", content=said.text))
    return history


def _right(assistant: Assistant, case: Case, history: Sequence[Message]) -> bool:
    return not any(complaints(case, assistant.answer(case.question, history)))


if __name__ == "__main__":
    main()
