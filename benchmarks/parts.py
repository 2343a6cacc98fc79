"""Parts of a benchmark, each in a process of its own with a time limit, so that none takes the others down."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

GRACE = 10.0
"""Seconds between asking a part to stop and stopping it."""

How = Literal["done", "failed", "too long"]


@dataclass(frozen=True, slots=True)
class Ended:
    """A part that ended.

    Attributes:
        why: in words.
        printed: lines of its standard output; those of its standard error, where progress stands, are `told`.
    """

    how: How
    why: str
    seconds: float
    printed: tuple[str, ...]
    told: tuple[str, ...]


class Part:
    """A process that runs, and all that it started; a context manager, at whose end nothing of it runs any more.

    `tell` gets each line of its standard error as it comes.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        tell: Callable[[str], None] = lambda _line: None,
        grace: float = GRACE,
    ) -> None:
        self._began, self._grace = time.monotonic(), grace
        # A group of its own, so that what it started ends with it.
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._printed: list[str] = []
        self._told: list[str] = []
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [
            _reading(self._process.stdout, self._printed, lambda _line: None),
            _reading(self._process.stderr, self._told, tell),
        ]

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        return self._process.pid

    def wait(self, limit: float) -> Ended:
        """Until it ends, or is stopped `limit` seconds after it began."""
        try:
            code = self._process.wait(max(0.0, self._began + limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.stop()
            return self._ended("too long", f"not done in {limit:,.0f} s")
        self.stop()
        return self._ended("failed", f"failed with {code}") if code else self._ended("done", "done")

    def stop(self) -> None:
        """Ask it and all that it started to stop, and make them."""
        if self._process.poll() is None:
            self._signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._grace)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)

    def _ended(self, how: How, why: str) -> Ended:
        for reader in self._readers:
            reader.join()
        seconds = time.monotonic() - self._began
        return Ended(how, why, seconds, tuple(self._printed), tuple(self._told))


def stop_on_signals() -> None:
    """Let an interrupt and a request to end both be a KeyboardInterrupt, also in a job of a shell's background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _reading(stream: IO[str], into: list[str], tell: Callable[[str], None]) -> threading.Thread:
    def read() -> None:
        with stream:
            for line in stream:
                into.append(line.rstrip("\n"))
                tell(into[-1])

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread
