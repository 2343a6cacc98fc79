"""How often something may be asked: moving windows over the last minute and the last day."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from internbot.errors import TooManyRequests
from internbot.sites.site import Budgets

_MINUTE = 60.0
_DAY = 86_400.0


class Limits:
    """Counts in this process, for several threads; a restart begins anew.

    Written here, as the storage of the package for it starts a thread at each question, which the event loop would
    wait for.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            now: seconds of a clock that never goes back.
        """
        self._now = now
        self._lock = threading.Lock()
        self._taken: dict[tuple[str, str | None, float], deque[float]] = {}
        self._swept = now()

    def take(self, budgets: Budgets, site: str, visitor: str) -> None:
        """Count one question of a visitor on a site; without one, whose name is empty, no budget is shared.

        Raises:
            TooManyRequests: a budget is used up; nothing is counted then.
        """
        wanted: list[tuple[str | None, float, int, str]] = [
            (visitor, _MINUTE, budgets.visitor_minute, "You have asked a lot within a minute."),
            (visitor, _DAY, budgets.visitor_day, "You have asked a lot today."),
        ]
        if site:
            wanted += [
                (None, _MINUTE, budgets.site_minute, "Many people are asking just now."),
                (None, _DAY, budgets.site_day, "So much was asked today that no more is answered."),
            ]
        now = self._now()
        with self._lock:
            self._sweep(now)
            windows = []
            for who, seconds, most, why in wanted:
                window = self._taken.setdefault((site, who, seconds), deque())
                _let_go(window, now - seconds)
                if len(window) >= most:
                    # Free again once so many have left the window that one less than the budget is in it.
                    after = max(1.0, window[len(window) - most] + seconds - now)
                    raise TooManyRequests(f"{why} Please try again in {_words(after)}.", after)
                windows.append(window)
            for window in windows:
                window.append(now)

    def _sweep(self, now: float) -> None:
        """Forget, once a minute, windows that nobody asked in."""
        if now - self._swept < _MINUTE:
            return
        self._swept = now
        self._taken = {
            key: window for key, window in self._taken.items() if window and window[-1] > now - key[2]
        }


def _let_go(window: deque[float], until: float) -> None:
    while window and window[0] <= until:
        window.popleft()


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.0f} hours"
