"""A circuit breaker: a model that fails again and again is left alone for a while, so that no question waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

FAILURES = 3
"""Failures in a row after which the model is left alone."""
FIRST_REST = 15.0
LONGEST_REST = 300.0
"""Seconds; each failed attempt after a rest doubles it."""


@dataclass(frozen=True, slots=True)
class Resting:
    """The model is left alone.

    Attributes:
        seconds: until it may be asked again.
    """

    seconds: float


class CircuitBreaker:
    """Counts failures in a row; after a rest one question may try, and the others go on without.

    Whoever was let in by `enter` must say how it went: `succeeded`, `failed` or `left`. Thread-safe.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        failures: int = FAILURES,
        first_rest: float = FIRST_REST,
        longest_rest: float = LONGEST_REST,
    ) -> None:
        self._now = monotonic
        self._most = failures
        self._first_rest = first_rest
        self._longest_rest = longest_rest
        self._lock = threading.Lock()
        self._failed = 0
        self._rest = first_rest
        self._until: float | None = None
        self._trying = False

    def enter(self) -> Resting | None:
        """None where the model may be asked; else how long it rests."""
        with self._lock:
            if self._until is None:
                return None
            left = self._until - self._now()
            if left > 0 or self._trying:
                return Resting(max(left, 1.0))
            self._trying = True
            return None

    def succeeded(self) -> None:
        """The model answered: all is forgotten."""
        with self._lock:
            self._failed, self._rest, self._until, self._trying = 0, self._first_rest, None, False

    def failed(self, retry_after: float | None = None) -> None:
        """The model failed.

        Args:
            retry_after: seconds for which its server wants to be left alone, which is believed at once.
        """
        with self._lock:
            self._failed += 1
            asked = min(retry_after or 0.0, self._longest_rest)
            if self._trying:
                self._rest = min(2 * self._rest, self._longest_rest)
            if self._trying or self._failed >= self._most:
                asked = max(asked, self._rest)
            if asked > 0:
                self._until = max(self._until or 0.0, self._now() + asked)
            self._trying = False

    def left(self) -> None:
        """The question was given up, or failed for a reason of its own: nothing is known of the model."""
        with self._lock:
            self._trying = False
