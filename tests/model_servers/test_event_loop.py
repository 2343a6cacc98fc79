from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncGenerator, Iterator

import pytest

from internbot.model_servers.event_loop import EventLoop, EventLoopClosed


@pytest.fixture
def loop() -> Iterator[EventLoop]:
    made = EventLoop("test")
    yield made
    made.close()


async def count(limit: int, ended: threading.Event) -> AsyncGenerator[int, None]:
    try:
        for number in range(limit):
            yield number
            await asyncio.sleep(0)
        raise LookupError("no more")
    finally:
        ended.set()


async def forever(started: threading.Event, ended: threading.Event) -> AsyncGenerator[int, None]:
    try:
        started.set()
        await asyncio.Event().wait()
        yield 1
    finally:
        ended.set()


def test_pieces_and_errors_come_in_order(loop: EventLoop) -> None:
    pieces = loop.stream(count(3, threading.Event()))
    assert [next(pieces) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(LookupError):
        next(pieces)


def test_closing_the_iterator_cancels_the_work(loop: EventLoop) -> None:
    ended = threading.Event()
    pieces = loop.stream(count(1_000_000_000, ended))
    assert next(pieces) == 0
    pieces.close()
    assert ended.wait(10)


def test_one_result(loop: EventLoop) -> None:
    async def answer() -> int:
        return 42

    async def fail() -> int:
        raise LookupError

    assert loop.run(answer) == 42
    with pytest.raises(LookupError):
        loop.run(fail)


def test_it_serves_callers_that_run_in_another_loop(loop: EventLoop) -> None:
    async def answer() -> int:
        return 42

    async def outer() -> int:
        return loop.run(answer)

    assert asyncio.run(outer()) == 42


def test_closing_the_loop_ends_who_waits_and_refuses_who_comes(loop: EventLoop) -> None:
    started, ended = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def wait() -> None:
        try:
            next(loop.stream(forever(started, ended)))
        except BaseException as error:
            errors.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert started.wait(10)
    loop.close()
    waiting.join(10)
    assert [type(error) for error in errors] == [EventLoopClosed]
    assert ended.is_set()
    with pytest.raises(EventLoopClosed):
        next(loop.stream(count(1, threading.Event())))
    loop.close()


def test_many_callers_at_once(loop: EventLoop) -> None:
    sums: list[int] = []

    def add() -> None:
        pieces = loop.stream(count(1000, threading.Event()))
        sums.append(sum(next(pieces) for _ in range(1000)))
        pieces.close()

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sums == [499_500] * 8


class GivenUp:
    """A stream as libraries make them: it refers to its own generator, so that no count of references ends it."""

    def __init__(self, ended: list[str], over: threading.Event) -> None:
        self.ended, self.over = ended, over
        self.pieces = self.inner()

    async def inner(self) -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            self.ended.append(threading.current_thread().name)
            self.over.set()


@pytest.mark.parametrize("fails", [True, False])
def test_inner_streams_that_are_given_up_end_in_the_thread_of_the_loop(loop: EventLoop, fails: bool) -> None:
    ended: list[str] = []
    over = threading.Event()

    async def outer() -> AsyncGenerator[int, None]:
        async for piece in GivenUp(ended, over).pieces:
            if fails:
                raise LookupError
            yield piece

    gc.disable()
    try:
        pieces = loop.stream(outer())
        if fails:
            with pytest.raises(LookupError):
                next(pieces)
        else:
            assert next(pieces) == 1
            pieces.close()
        assert over.wait(10)
    finally:
        gc.enable()
    assert ended == ["test"]
