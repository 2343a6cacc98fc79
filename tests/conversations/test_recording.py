from __future__ import annotations

import logging
import threading

import pytest

from internbot.conversations.recording import Recorder


def test_writes_are_done_in_order_and_awaited() -> None:
    recorder, written = Recorder(), list[int]()
    for number in range(50):
        assert recorder.record(lambda number=number: written.append(number), patience=10)  # type: ignore[misc]
    assert written == list(range(50))
    recorder.close()


def test_a_write_that_hangs_holds_nobody_up_and_is_done_later() -> None:
    recorder, go, written = Recorder(), threading.Event(), list[str]()

    def hang() -> None:
        go.wait()

    assert not recorder.record(hang, patience=0)
    assert not recorder.record(lambda: written.append("late"), patience=0)
    go.set()
    recorder.close()
    assert written == ["late"]


def test_a_write_that_fails_is_logged_and_the_next_one_is_done(caplog: pytest.LogCaptureFixture) -> None:
    recorder, written = Recorder(), list[str]()

    def fail() -> None:
        raise OSError("the disk is full")

    with caplog.at_level(logging.ERROR, "internbot"):
        recorder.record(fail, patience=10)
        recorder.record(lambda: written.append("next"), patience=10)
    recorder.close()
    assert written == ["next"]
    assert "the disk is full" in caplog.text


def test_who_settles_sees_all_that_was_given_before() -> None:
    recorder, go, written = Recorder(), threading.Event(), list[str]()

    def slow() -> None:
        go.wait()
        written.append("slow")

    recorder.record(slow, patience=0)
    assert not recorder.settle(patience=0)
    go.set()
    assert recorder.settle(patience=30)
    assert written == ["slow"]
    recorder.close()
