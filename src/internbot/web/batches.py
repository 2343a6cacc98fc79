"""Events of a blocking iterator for an asynchronous page, in batches no more frequent than needed."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Executor

from internbot.answering.answers import Event

_END = object()


async def batches(
    start: Callable[[], Iterator[Event]], *, executor: Executor, seconds: float = 0.1
) -> AsyncGenerator[list[Event], None]:
    """Run `start()` in the executor; yield its first events at once, later ones at most every `seconds`.

    The last ones come without a pause. Closing this iterator closes the one that `start` gave, after the event that
    it is at.

    Raises:
        Exception: whatever the iterator raised, after the events before it.
    """
    loop = asyncio.get_running_loop()
    made: deque[object] = deque()
    arrived: asyncio.Queue[object] = asyncio.Queue()
    stopped = threading.Event()

    def deliver(item: object) -> None:
        # Only the first one that waits wakes the page: each waking takes the lock of the interpreter away from here.
        made.append(item)
        if len(made) == 1 and not loop.is_closed():
            loop.call_soon_threadsafe(arrive)

    def arrive() -> None:
        while made:
            arrived.put_nowait(made.popleft())

    def run() -> None:
        try:
            events = start()
            try:
                for event in events:
                    if stopped.is_set():
                        return
                    deliver(event)
            finally:
                close = getattr(events, "close", None)
                if close is not None:
                    close()
        except Exception as error:
            deliver(error)
        finally:
            deliver(_END)

    work = loop.run_in_executor(executor, run)
    try:
        items = [await arrived.get()]
        while True:
            batch = [item for item in items if isinstance(item, Event)]
            if batch:
                yield batch
            for item in items:
                if isinstance(item, Exception):
                    raise item
            if items[-1] is _END:
                return
            items = await _next(arrived, seconds if batch else 0)
    finally:
        stopped.set()
        work.cancel()


async def _next(arrived: asyncio.Queue[object], seconds: float) -> list[object]:
    """At least one item, and all others that arrive within `seconds` or before the end."""
    if not seconds:
        items = [await arrived.get()]
        while not arrived.empty():
            items.append(arrived.get_nowait())
        return items
    items = []
    try:
        async with asyncio.timeout(seconds):
            while not items or items[-1] is not _END:
                items.append(await arrived.get())
    except TimeoutError:
        if not items:
            items.append(await arrived.get())
    return items
