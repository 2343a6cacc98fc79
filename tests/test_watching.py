from __future__ import annotations

import threading
from pathlib import Path

import pytest

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


def test_a_watch_that_ends_by_a_fault_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    called = threading.Event()

    def fail() -> None:
        called.set()
        raise ValueError("no room")

    with FolderWatch(tmp_path, fail):
        for attempt in range(60):
            (tmp_path / "guide.md").write_text(str(attempt))
            if called.wait(0.5):
                break
    assert "are not noticed any more" in caplog.text
