"""How busy the machine's processor is with other work than ours."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

_STAT = Path("/proc/stat")


class Beside:
    """Counts from when it is made. Only children that were waited for count as ours."""

    def __init__(self) -> None:
        self._began, self._busy, self._ours = time.monotonic(), _busy_seconds(), _own_seconds()

    def cores(self) -> float | None:
        """Cores that others kept busy since then, on average; None where the system does not tell."""
        busy = _busy_seconds()
        if busy is None or self._busy is None:
            return None
        ours = _own_seconds() - self._ours
        return max(0.0, (busy - self._busy - ours) / max(1e-9, time.monotonic() - self._began))


def _busy_seconds() -> float | None:
    """Seconds that all cores worked since the machine started."""
    if not _STAT.exists():
        return None
    user, nice, system, _idle, _waiting, interrupts, soft = map(int, _STAT.read_text().split()[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
