from __future__ import annotations

import os
import subprocess
import sys

from side_by_side.processors import Beside


def test_others_use_no_more_cores_than_there_are() -> None:
    beside = Beside()
    subprocess.run([sys.executable, "-c", "sum(range(10**6))"], check=True)
    cores = beside.cores()
    # Ticks of the kernel's counters are hundredths of seconds, so that a short while is measured coarsely.
    assert cores is None or 0.0 <= cores <= 1.5 * (os.cpu_count() or 1)
