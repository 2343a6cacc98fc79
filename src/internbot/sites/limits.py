"""How often something may be asked: sliding windows over the last minute and the last day."""

from __future__ import annotations

import time

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from internbot.errors import TooManyRequests
from internbot.sites.site import Budgets


class Limits:
    """Counts in this process; a restart begins anew."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, budgets: Budgets, site: str, visitor: str) -> None:
        """Count one question of a visitor on a site; without one, whose name is empty, no budget is shared.

        Raises:
            TooManyRequests: a budget is used up; nothing is counted then.
        """
        wanted: list[tuple[RateLimitItem, str, str]] = [
            (
                RateLimitItemPerMinute(budgets.visitor_minute),
                visitor,
                "You have asked a lot within a minute.",
            ),
            (RateLimitItemPerDay(budgets.visitor_day), visitor, "You have asked a lot today."),
        ]
        if site:
            wanted += [
                (RateLimitItemPerMinute(budgets.site_minute), site, "Many people are asking just now."),
                (
                    RateLimitItemPerDay(budgets.site_day),
                    site,
                    "So much was asked today that no more is answered.",
                ),
            ]
        for item, who, why in wanted:
            if not self._limiter.test(item, site, who):
                after = max(1.0, self._limiter.get_window_stats(item, site, who).reset_time - time.time())
                raise TooManyRequests(f"{why} Please try again in {_words(after)}.", after)
        for item, who, _ in wanted:
            self._limiter.hit(item, site, who)


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.0f} hours"
