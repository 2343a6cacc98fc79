"""What happens while a question is answered: time and tokens of each step, and the real traffic on demand.

Also switches off what LangChain would send elsewhere.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal, TextIO

_SENDING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2")
_REFUSED = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""Older names that make LangChain raise an error."""

StepName = Literal["understanding", "retrieval", "embedding", "chat model"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of answering a question; steps may lie within each other.

    Attributes:
        name: what was done.
        started_ms: milliseconds after the question arrived.
        ms: how long it took.
        prompt_tokens: that a chat model read, and
        answer_tokens: that it wrote; None for other steps.
        counted: whether the model's server counted them or we did.
        failed: reason of a failure.
    """

    name: StepName
    started_ms: float
    ms: float
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    counted: Literal["server", "estimate"] | None = None
    failed: str | None = None


@dataclass(slots=True)
class Measured:
    """What a step under way says of itself."""

    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    counted: Literal["server", "estimate"] | None = None
    failed: str | None = None


class Meter:
    """Notes the steps of one question.

    Attributes:
        arrived: when the question came, in nanoseconds since 1970.
        steps: those that have ended.
    """

    def __init__(self) -> None:
        self.arrived = time.time_ns()
        self.steps: list[Step] = []
        self._start = time.perf_counter()

    @contextmanager
    def current(self) -> Iterator[None]:
        """Steps within the block, in the same thread, are those of this question."""
        token = _METER.set(self)
        try:
            yield
        finally:
            _METER.reset(token)

    def elapsed(self) -> float:
        """Milliseconds since the question came."""
        return (time.perf_counter() - self._start) * 1000


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def step(name: StepName) -> Iterator[Measured]:
    """Measures the block as a step of the question that it belongs to; outside of one nothing is kept."""
    meter, measured = _METER.get(), Measured()
    started = meter.elapsed() if meter else 0.0
    try:
        yield measured
    except GeneratorExit:
        measured.failed = measured.failed or "left"
        raise
    except Exception as error:
        measured.failed = measured.failed or str(getattr(error, "reason", type(error).__name__))
        raise
    finally:
        if meter is not None:
            meter.steps.append(
                Step(
                    name,
                    round(started, 1),
                    round(meter.elapsed() - started, 1),
                    measured.prompt_tokens,
                    measured.answer_tokens,
                    measured.counted,
                    measured.failed,
                )
            )


def keep_private() -> None:
    """Switches off for this process what LangChain sends to LangSmith where the environment asks for it.

    Questions and texts belong to the operator's own servers; a variable left over from another program must not
    change that.
    """
    for name in _SENDING:
        os.environ[name] = "false"
    for name in _REFUSED:
        os.environ.pop(name, None)


@dataclass(frozen=True, slots=True)
class Traffic:
    """Prints the real traffic with models' servers, a message in one piece, where `INTERNBOT_TRACE` asks for it.

    Attributes:
        out: where to; None prints nothing.
    """

    out: TextIO | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def to_stderr(cls, on: bool) -> Traffic:
        """Prints to stderr where `on`."""
        return cls(sys.stderr if on else None)

    def say(self, heading: str, text: str) -> None:
        """Print `text` below `heading`."""
        if self.out is not None:
            body = "".join(f"    {line}\n" for line in text.splitlines())
            with self._lock:
                self.out.write(f"--- {heading}\n{body}")
                self.out.flush()
