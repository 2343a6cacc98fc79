"""Writes turns beside the answering, so that a slow or broken database delays and fails no answer."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

_WAITING = 1000
"""Writes that wait at most; beyond them, the newest are given up and said to be lost."""
PATIENCE = 0.25
"""Seconds that an answer waits for its turn to be kept."""
SETTLING = 5.0
"""Seconds that whoever reads waits for what is being written."""


class Recorder:
    """One thread that does the writing, in order. What it cannot write is logged."""

    def __init__(self) -> None:
        self._work: queue.Queue[tuple[Callable[[], None], threading.Event] | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def record(self, write: Callable[[], None], patience: float = PATIENCE) -> bool:
        """Have `write` done; returns whether it was within `patience` seconds. It is done in any case, if later."""
        done = threading.Event()
        try:
            self._work.put_nowait((write, done))
        except queue.Full:
            log.error("a turn was not kept: %d others wait for the database already", _WAITING)
            return False
        return done.wait(patience)

    def settle(self, patience: float = SETTLING) -> bool:
        """Wait, for at most `patience` seconds, until what was given to `record` so far is done."""
        return self.record(_nothing, patience)

    def close(self, patience: float = 5.0) -> None:
        """Finish what waits, for at most `patience` seconds."""
        self._work.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        while (one := self._work.get()) is not None:
            write, done = one
            try:
                write()
            except Exception:
                log.exception("a turn was not kept")
            finally:
                done.set()


def _nothing() -> None:
    """To be done after all else that waits."""
