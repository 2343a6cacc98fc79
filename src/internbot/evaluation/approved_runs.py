"""Approved answers as tests: each is asked again as if it were not approved, and what comes is compared with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from internbot.answering.answers import Answer
from internbot.errors import InternbotError
from internbot.prices import Prices
from internbot.review.approved import Approved
from internbot.review.replays import Replay

FORMAT = 1
"""Of the JSON; raised when a key changes its meaning."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """An approved answer with what would be said without it.

    Attributes:
        now: None where the question could not be answered; `failed` is then the error's line.
    """

    approved: Approved
    now: Answer | None
    replay: Replay | None
    failed: str | None = None

    @property
    def broke(self) -> bool:
        """Whether somebody has to look at it."""
        return self.replay is None or self.replay.outcome == "broke"


@dataclass(frozen=True, slots=True)
class ApprovedRun:
    """All approved answers, asked again.

    Attributes:
        prices: of the chat model's tokens; None where none are set.
    """

    results: tuple[Replayed, ...]
    seconds: float
    prices: Prices | None

    @property
    def broken(self) -> tuple[Replayed, ...]:
        """Those that broke, in the order of their numbers."""
        return tuple(sorted((one for one in self.results if one.broke), key=lambda one: one.approved.id))

    @property
    def unserved(self) -> int:
        """How many are not served, because a text that they cite is not the same."""
        return sum(one.replay is not None and not one.replay.standing for one in self.results)

    @property
    def held(self) -> float:
        """The share that did not break; 1 where there is none."""
        return 1 - len(self.broken) / len(self.results) if self.results else 1.0

    @property
    def models(self) -> tuple[str, ...]:
        """What answered."""
        return tuple(dict.fromkeys(one.now.model for one in self.results if one.now is not None))

    @property
    def fallbacks(self) -> int:
        """How many answers are quotes because the chat model failed."""
        return sum(one.now is not None and one.now.fallback is not None for one in self.results)

    @property
    def tokens(self) -> tuple[int, int]:
        """Read and written by the chat model."""
        used = [one.now.usage for one in self.results if one.now is not None and one.now.usage is not None]
        return sum(one.prompt_tokens for one in used), sum(one.answer_tokens for one in used)

    def to_json(self) -> dict[str, Any]:
        """The run as a program reads it."""
        read, written = self.tokens
        return {
            "format": FORMAT,
            "approved": len(self.results),
            "broken": len(self.broken),
            "unserved": self.unserved,
            "models": list(self.models),
            "fallbacks": self.fallbacks,
            "tokens": {"read": read, "written": written},
            "cost": {"amount": self.prices.cost(read, written), "currency": self.prices.currency}
            if self.prices
            else None,
            "seconds": self.seconds,
            "results": [_result(one) for one in self.results],
        }


def replay_all(
    approved: Sequence[Approved],
    again: Callable[[Answer], tuple[Answer, Replay]],
    done: Callable[[int], None],
    prices: Prices | None,
) -> ApprovedRun:
    """Ask again for every approved answer.

    Args:
        again: an approved answer, asked by its question as it stands alone -> today's answer and how they compare.
        done: told how many there are.
        prices: of the chat model's tokens.
    """
    began = time.perf_counter()
    results = []
    for number, one in enumerate(approved, start=1):
        asked = one.answer.model_copy(update={"question": one.question, "approved_by": None})
        try:
            results.append(Replayed(one, *again(asked)))
        except InternbotError as error:
            results.append(Replayed(one, None, None, str(error)))
        done(number)
    return ApprovedRun(tuple(results), round(time.perf_counter() - began, 1), prices)


def _result(one: Replayed) -> dict[str, Any]:
    return {
        "approved": one.approved.id,
        "question": one.approved.question,
        "by": one.approved.by,
        "at": one.approved.at.isoformat(),
        "turn": one.approved.turn,
        "broke": one.broke,
        "served": one.replay.standing if one.replay else None,
        "then": one.approved.answer.text,
        "now": one.now.text if one.now else None,
        "failed": one.failed,
        "replay": asdict(one.replay) if one.replay else None,
    }
