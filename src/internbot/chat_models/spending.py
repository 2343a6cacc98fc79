"""Tokens of a day, counted in a file of the data folder: a ceiling that no restart lifts."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from internbot.clock import Clock

FILE = "spending.json"


class Spending:
    """Counts what is spent on the current day (UTC), for all processes that share the file.

    What a request may cost at most is taken beforehand and given back afterwards, so that neither requests at the same
    time nor a process that is killed get past the ceiling. Thread-safe.

    Attributes:
        ceiling: tokens of a day; 0 for no ceiling.
    """

    def __init__(self, path: Path, ceiling: int, clock: Clock) -> None:
        self.ceiling = ceiling
        self._path = path
        self._clock = clock

    def take(self, tokens: int) -> bool:
        """Take `tokens` in advance; False, and nothing taken, where the day has not so many left.

        Raises:
            OSError: the file cannot be written.
        """

        def more(spent: int) -> int:
            return spent + tokens if not self.ceiling or spent + tokens <= self.ceiling else spent

        before, after = self._change(more)
        return after > before or tokens == 0

    def settle(self, taken: int, spent: int) -> None:
        """Put right what was taken: `spent` tokens of it were needed, which may be more.

        Raises:
            OSError: the file cannot be written.
        """
        self._change(lambda total: max(0, total - taken + spent))

    def today(self) -> int:
        """Tokens of the current day, those of requests under way counted at their most.

        Raises:
            OSError: the file cannot be read.
        """
        return self._change(lambda spent: spent)[0]

    def _change(self, change: Callable[[int], int]) -> tuple[int, int]:
        """Tokens of today before and after."""
        day = self._clock().date().isoformat()
        with self._locked() as file:
            before = _read(os.pread(file, 4096, 0), day)
            after = change(before)
            if after != before:
                text = json.dumps({"day": day, "tokens": after}).encode()
                os.pwrite(file, text, 0)
                os.ftruncate(file, len(text))
            return before, after

    @contextmanager
    def _locked(self) -> Iterator[int]:
        # Opened each time, so that the lock keeps out other threads as well as other processes.
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def _read(text: bytes, day: str) -> int:
    """Tokens of `day`; 0 where the file is new, of another day, or damaged by a machine that lost its power."""
    try:
        kept = json.loads(text)
        return max(0, int(kept["tokens"])) if kept["day"] == day else 0
    except (ValueError, TypeError, KeyError):
        return 0
