"""Answers to keep."""

from __future__ import annotations

from datetime import date

from internbot.answering.answers import Answer, Citation, Sentence, Timings


def answer(question: str, text: str = "Interns start in June. [1]", document: str = "lab.md") -> Answer:
    return Answer(
        id="a1",
        question=question,
        standalone_question=question,
        status="answered",
        text=text,
        sentences=(Sentence(text=text, citations=(1,), support="supported"),),
        citations=(
            Citation(
                number=1,
                document=document,
                title="The lab",
                url=None,
                kind="article",
                published=None,
                retrieved=date(2026, 11, 1),
                quote="Interns start in June. Write to lab@example.org.",
                start=0,
                end=48,
                sha256="0" * 64,
            ),
        ),
        answerability=0.9,
        checked_on=date(2026, 11, 22),
        model="quoting",
        timings_ms=Timings(retrieval=1, first_sentence=2, total=3),
    )
