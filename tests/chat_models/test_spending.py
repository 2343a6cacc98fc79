from __future__ import annotations

import multiprocessing
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from internbot.chat_models.spending import FILE, Spending

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def spending(folder: Path, ceiling: int = 1000) -> Spending:
    return Spending(folder / FILE, ceiling, lambda: NOON)


def take_many(folder: Path) -> None:
    for _ in range(50):
        spending(folder).take(1)


def test_what_was_taken_stays_taken_until_it_is_settled(tmp_path: Path) -> None:
    first = spending(tmp_path)
    assert first.take(700)
    assert not first.take(301)
    assert first.take(300)
    first.settle(700, 40)
    assert spending(tmp_path).today() == 340
    first.settle(300, 400)
    assert spending(tmp_path).today() == 440


def test_a_new_day_begins_at_nothing(tmp_path: Path) -> None:
    assert spending(tmp_path).take(1000)
    tomorrow = Spending(tmp_path / FILE, 1000, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    assert tomorrow.today() == 0
    assert tomorrow.take(1000)


def test_what_was_taken_yesterday_gives_nothing_back_today(tmp_path: Path) -> None:
    now = [NOON]
    over_night = Spending(tmp_path / FILE, 1000, lambda: now[0])
    over_night.take(900)
    now[0] = datetime(2026, 11, 23, tzinfo=UTC)
    over_night.settle(900, 5)
    assert over_night.today() == 0


def test_no_ceiling_still_counts(tmp_path: Path) -> None:
    free = spending(tmp_path, 0)
    assert free.take(10**9)
    assert free.today() == 10**9


@pytest.mark.parametrize("text", ["", "{", "[]", '{"day": 3}', '{"day": "2026-11-22", "tokens": "x"}'])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert spending(tmp_path).today() == 0
    assert spending(tmp_path).take(5)
    assert spending(tmp_path).today() == 5


def test_threads_and_processes_count_together(tmp_path: Path) -> None:
    threads = [threading.Thread(target=take_many, args=(tmp_path,)) for _ in range(4)]
    process = multiprocessing.get_context("spawn").Process(target=take_many, args=(tmp_path,))
    process.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    process.join()
    assert process.exitcode == 0
    assert spending(tmp_path).today() == 250
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
