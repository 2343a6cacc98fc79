"""What all answers to one question share: their ids, their times, and how they are told."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from internbot.answering.answers import Answer, Citation, Event, Sentence, Status, Timings
from internbot.clock import Clock
from internbot.questions.question import Question

MODEL = "quoting"
"""What an answer names as its model where none wrote it."""


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds since the question arrived."""

    start: float = field(default_factory=time.perf_counter)
    retrieval: float = 0.0
    first_sentence: float = 0.0

    def now(self) -> float:
        """Milliseconds up to now."""
        return (time.perf_counter() - self.start) * 1000

    def timings(self) -> Timings:
        """The times as an answer tells them."""
        total = self.now()
        first = self.first_sentence or total
        return Timings(
            retrieval=round(self.retrieval, 1), first_sentence=round(first, 1), total=round(total, 1)
        )


@dataclass(frozen=True, slots=True)
class Maker:
    """Fills in what all answers to one question share."""

    question: Question
    conversation: str | None
    clock: Clock
    work: Stopwatch

    def answer(
        self,
        status: Status,
        text: str,
        *,
        sentences: Sequence[Sentence] = (),
        citations: Sequence[Citation] = (),
        unproved: bool = False,
        answerability: float = 0.0,
        **more: object,
    ) -> Answer:
        """An answer; `unproved` where its text is a line of ours, and not a statement about internships."""
        said = [Sentence(text=text, support="not_needed")] if unproved else sentences
        return Answer.model_validate(
            {
                "id": uuid.uuid4().hex,
                "question": self.question.raw,
                "standalone_question": self.question.standalone,
                "status": status,
                "text": text,
                "sentences": tuple(said),
                "citations": tuple(citations),
                "answerability": round(min(1.0, max(0.0, answerability)), 4),
                # The day of the last look at what is cited, the oldest of several.
                "checked_on": min((cited.retrieved for cited in citations), default=self.clock().date()),
                "conversation": self.conversation,
                "model": MODEL,
                "timings_ms": self.work.timings(),
                **more,
            }
        )

    def done(self, answer: Answer) -> Event:
        """The last event, which carries the answer."""
        return Event(kind="done", data=answer)


def told(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> Iterator[Event]:
    """Each citation right before the first sentence that needs it."""
    waiting = {one.number: one for one in citations}
    for sentence in sentences:
        for number in sentence.citations:
            if number in waiting:
                yield Event(kind="citation", data=waiting.pop(number))
        yield Event(kind="sentence", data=sentence)
