import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from internbot.answering.answers import Event
from internbot.errors import BackendUnavailable
from internbot.web.batches import batches


def status(text: str) -> Event:
    return Event(kind="status", data=text)


def collected(start: Callable[[], Iterator[Event]], seconds: float = 0.01) -> list[list[Event]]:
    async def collect() -> list[list[Event]]:
        with ThreadPoolExecutor(1) as pool:
            return [batch async for batch in batches(start, executor=pool, seconds=seconds)]

    return asyncio.run(collect())


def test_all_events_come_in_order() -> None:
    made = collected(lambda: iter([status(str(number)) for number in range(50)]))
    assert [event.data for batch in made for event in batch] == [str(number) for number in range(50)]


def test_events_that_come_together_are_one_batch() -> None:
    ready = threading.Event()

    def events() -> Iterator[Event]:
        yield status("first")
        ready.wait()
        yield from (status(str(number)) for number in range(20))

    async def collect() -> list[int]:
        with ThreadPoolExecutor(1) as pool:
            sizes = []
            async for batch in batches(events, executor=pool, seconds=0.2):
                sizes.append(len(batch))
                ready.set()
            return sizes

    assert asyncio.run(collect()) == [1, 20]


def test_a_fault_is_raised_after_the_events_before_it() -> None:
    def events() -> Iterator[Event]:
        yield status("first")
        raise BackendUnavailable("away")

    seen: list[Event] = []

    async def collect() -> None:
        with ThreadPoolExecutor(1) as pool:
            async for batch in batches(events, executor=pool):
                seen.extend(batch)

    with pytest.raises(BackendUnavailable, match="away"):
        asyncio.run(collect())
    assert [event.data for event in seen] == ["first"]


def test_closing_it_closes_what_it_reads() -> None:
    going_on, closed = threading.Event(), threading.Event()

    def events() -> Iterator[Event]:
        try:
            yield status("first")
            going_on.wait(10)
            yield status("second")
            yield status("third")
        finally:
            closed.set()

    async def take_one() -> None:
        with ThreadPoolExecutor(1) as pool:
            stream = batches(events, executor=pool)
            assert [event.data for event in await anext(stream)] == ["first"]
            await stream.aclose()
            going_on.set()

    asyncio.run(take_one())
    assert closed.wait(10)


def test_no_events_are_no_batches() -> None:
    assert collected(lambda: iter([])) == []
