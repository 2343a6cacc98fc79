from __future__ import annotations

import threading
from pathlib import Path

from internbot.watching import FolderWatch


def test_a_change_is_told_and_nothing_after_closing(tmp_path: Path) -> None:
    told = threading.Semaphore(0)
    (tmp_path / "below").mkdir()
    with FolderWatch(tmp_path, told.release):
        attempts = 0
        # The watch begins some time after it was made: write until the first change is noticed.
        while not told.acquire(timeout=0.5):
            attempts += 1
            assert attempts < 60
            (tmp_path / "below" / "guide.md").write_text(str(attempts))
    while told.acquire(timeout=2):
        pass
    (tmp_path / "below" / "guide.md").write_text("after closing")
    assert not told.acquire(timeout=3)
