"""Looks again, by itself and from time to time, at the sources that a running server is to keep up with."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from internbot.clock import Clock
from internbot.errors import BackendUnavailable, InternbotError
from internbot.index.looks import SourceState
from internbot.ingestion.source_names import SourceName
from internbot.intake import Intake
from internbot.schedules import Scheduled

FIRST_RETRY = timedelta(minutes=5)
"""Wait after a look that failed; twice as long after each further one, up to the source's own interval."""

_LONGEST_WAIT = 3600.0
_CLOSING_PATIENCE = 35.0

log = logging.getLogger(__name__)


class Refresher:
    """Looks at sources when they are due, one after the other, in a thread of its own until closed.

    What each look gave, and when the next one is due, is kept in the catalog, so that a server that is started again
    looks only at what is due.
    """

    def __init__(
        self,
        intake: Intake,
        sources: list[Scheduled],
        clock: Clock,
        *,
        wait: Callable[[float], bool] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Args:
        wait: waits for some seconds; returns at once and True when nothing more is to be done.
        chance: a number from 0 to 1, by which intervals differ, so that not all fall due at once.
        """
        self._intake = intake
        self._sources = sources
        self._clock = clock
        self._stop = threading.Event()
        self._wait = wait or self._stop.wait
        self._chance = chance
        self._thread = threading.Thread(target=self.run, name="refresh", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the look that is under way at its next step; no other begins."""
        self._stop.set()
        self._intake.interrupt()
        self._thread.join(_CLOSING_PATIENCE)

    def run(self) -> None:
        """Completes what an earlier process left, then looks at what is due until told to stop."""
        try:
            self._intake.complete()
            self._forget_plans()
            while True:
                if self._wait(min(self.look(), _LONGEST_WAIT)):
                    return
        except BackendUnavailable:
            return  # internbot is being stopped
        except Exception:
            log.exception("sources are not looked at any more: start the server again")

    def look(self) -> float:
        """Look at every source that is due; returns the seconds until the next one is."""
        due_at = [self._look(one) for one in self._sources]
        now = self._clock()
        return max(1.0, min(((at - now).total_seconds() for at in due_at), default=_LONGEST_WAIT))

    def _look(self, one: Scheduled) -> datetime:
        """Look at a source if it is due; returns when it is due next."""
        now = self._clock()
        try:
            name = self._intake.name(one.source)
        except InternbotError as error:
            log.warning("INTERNBOT_SOURCES: %s", error)
            return now + one.every
        before = self._intake.state(name)
        due = self._due(one, before, now)
        if due > now:
            self._intake.plan(name, due)
            return due
        self._intake.plan(name, now)  # a source that fails at its first look is known as well
        try:
            report = self._intake.ingest([one.source])
            for failure in report.failed:
                log.warning("%s: %s", failure.key, failure.reason)
        except BackendUnavailable:
            raise
        except InternbotError as error:
            self._failed(name, str(error), before)
        except Exception as error:
            log.exception("reading %s failed", one.source)
            self._failed(name, f"a fault of internbot ({type(error).__name__}: {error})", before)
        due = self._after(one, self._intake.state(name))
        self._intake.plan(name, due)
        return due

    def _due(self, one: Scheduled, state: SourceState | None, now: datetime) -> datetime:
        if state is None or (state.next is None and state.succeeded is None):
            return now
        planned = state.next or (state.succeeded or now) + one.every
        # The interval may have been made shorter since.
        return min(planned, now + one.every * 1.1)

    def _after(self, one: Scheduled, state: SourceState | None) -> datetime:
        wait = one.every
        if state is not None and state.failures:
            wait = min(wait, FIRST_RETRY * 2 ** min(state.failures - 1, 20))
        return self._clock() + wait * (0.9 + 0.2 * self._chance())

    def _failed(self, name: SourceName, reason: str, before: SourceState | None) -> None:
        log.warning("%s: %s", name.uri, reason)
        now = self._intake.state(name)
        if now is None or now.failures == (before.failures if before is not None else 0):
            self._intake.note_failure(name, reason)

    def _forget_plans(self) -> None:
        """Sources that are not in the setting any more are not looked at any more, and do not say so."""
        kept = set()
        for one in self._sources:
            try:
                kept.add(self._intake.name(one.source).uri)
            except InternbotError:
                continue  # told when it would be looked at
        for state in self._intake.states():
            if state.next is not None and state.uri not in kept:
                self._intake.plan(SourceName(state.uri, state.name, state.location, state.kind), None)
