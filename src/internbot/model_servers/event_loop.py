"""An event loop in a thread of its own: requests that ordinary code waits for, and can end at any moment.

A request that blocks in a thread ends only when its socket says something; a task ends when it is cancelled, whatever
it waits for. Connections stay open between two requests, because they belong to this loop and not to a caller.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Sequence
from concurrent.futures import Future
from contextlib import aclosing, closing, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

_BEGUN: ContextVar[list[AsyncGenerator[Any, Any]] | None] = ContextVar("begun", default=None)
"""Asynchronous generators that the work of this task has begun, the outer ones first."""


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class EventLoopClosed(Exception):
    """The loop was closed while somebody waited for it, or before."""


class EventLoop:
    """Started at its first use; `close` ends all that runs in it. Methods may be called from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """What `work` returns or raises.

        Raises:
            EventLoopClosed: the loop is closed, or was closed meanwhile.
        """

        async def once() -> AsyncGenerator[T, None]:
            yield await work()

        with closing(self.stream(once())) as results:
            return next(results)

    def stream(self, pieces: AsyncGenerator[T, None]) -> Generator[T, None, None]:
        """What `pieces` yields or raises, as it comes; closing the iterator cancels it.

        Raises:
            EventLoopClosed: the loop is closed, or was closed meanwhile.
        """
        came: SimpleQueue[T | _End] = SimpleQueue()

        async def pump() -> None:
            end = _End(EventLoopClosed())
            begun: list[AsyncGenerator[Any, Any]] = []
            _BEGUN.set(begun)
            try:
                async with aclosing(pieces):
                    async for piece in pieces:
                        came.put(piece)
                end = _End()
            except Exception as error:
                end = _End(error)
            finally:
                came.put(end)
                await _close(begun)

        task = self._start(pump())
        # A task that is cancelled before its first step never comes to its own end.
        task.add_done_callback(lambda _: came.put(_End(EventLoopClosed())))
        try:
            while not isinstance(piece := came.get(), _End):
                yield piece
            if piece.error is not None:
                raise piece.error
        finally:
            task.cancel()

    def close(self) -> None:
        """Cancel what runs, and end the thread; a second call does nothing."""
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
            if loop is not None:
                loop.call_soon_threadsafe(loop.stop)
        if loop is not None and self._thread is not None:
            self._thread.join()

    def _start(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        # Under the lock, so that nothing is handed to a loop that has stopped.
        with self._lock:
            if self._closed:
                work.close()
                raise EventLoopClosed
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_serve, args=(self._loop,), name=self._name, daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


async def _close(begun: Sequence[AsyncGenerator[Any, Any]]) -> None:
    """Ends what was left in the middle.

    Libraries leave the inner generators of a stream that is given up to the collector of garbage, which ends them in
    whatever thread it happens to run in, while this one runs them too.
    """
    for generator in begun:
        # Whatever goes wrong in it now, the work it belonged to is over.
        with suppress(Exception):
            await generator.aclose()


def _note_what_begins() -> None:
    """Lets the running event loop note in `_BEGUN` what begins in it, beside what it notes by itself."""
    noted = sys.get_asyncgen_hooks().firstiter

    def begins(generator: AsyncGenerator[Any, Any]) -> None:
        if noted is not None:
            noted(generator)
        if (begun := _BEGUN.get()) is not None:
            begun.append(generator)

    sys.set_asyncgen_hooks(firstiter=begins)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.call_soon(_note_what_begins)
    try:
        loop.run_forever()
        # What was handed over at the same moment as the end still gets its answer.
        loop.run_until_complete(asyncio.sleep(0))
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        with suppress(Exception):
            loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
