from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from internbot.answering.answers import Event
from internbot.errors import NotFound
from internbot.web.api.streams import LiveAnswers


def test_the_work_stops_when_nobody_follows_any_more() -> None:
    go, closed = threading.Event(), threading.Event()

    def work() -> Iterator[Event]:
        try:
            yield Event(kind="status", data="one")
            go.wait()
            yield Event(kind="status", data="two")
            yield Event(kind="status", data="three")
        finally:
            closed.set()

    async def run(executor: ThreadPoolExecutor) -> list[str]:
        answers = LiveAnswers(executor, grace=0)
        live = answers.begin(work, None)
        follower = answers.follow(live)
        (first,) = await anext(follower)
        assert len(answers) == 1
        await follower.aclose()  # type: ignore[attr-defined]
        assert live.task is not None
        await asyncio.wait([live.task])
        go.set()
        await asyncio.to_thread(closed.wait)
        assert len(answers) == 0
        return [first.data, *(told.data for told in live.told[1:])]

    with ThreadPoolExecutor(1) as executor:
        assert asyncio.run(run(executor)) == ['"one"']


def test_a_client_that_comes_back_within_the_grace_loses_nothing() -> None:
    go = threading.Event()

    def work() -> Iterator[Event]:
        yield Event(kind="status", data="one")
        go.wait()
        yield Event(kind="status", data="two")

    async def run(executor: ThreadPoolExecutor) -> list[str]:
        answers = LiveAnswers(executor, grace=60)
        live = answers.begin(work, "ann")
        follower = answers.follow(live)
        (first,) = await anext(follower)
        await follower.aclose()  # type: ignore[attr-defined]
        go.set()
        found, after = answers.find(first.id, "ann")
        return [told.data async for news in answers.follow(found, after) for told in news]

    with ThreadPoolExecutor(1) as executor:
        assert asyncio.run(run(executor)) == ['"two"']


def test_a_finished_answer_is_kept_for_a_while_only() -> None:
    def work() -> Iterator[Event]:
        yield Event(kind="status", data="one")

    async def run(executor: ThreadPoolExecutor) -> None:
        answers = LiveAnswers(executor, kept=0)
        live = answers.begin(work, None)
        assert [told.data async for news in answers.follow(live) for told in news] == ['"one"']
        assert live.task is not None
        await asyncio.wait([live.task])
        forgotten = asyncio.Event()
        # Timers run in the order of their times: this one after the one that forgets the answer.
        asyncio.get_running_loop().call_later(0, forgotten.set)
        await forgotten.wait()
        with pytest.raises(NotFound):
            answers.find(live.told[0].id, None)

    with ThreadPoolExecutor(1) as executor:
        asyncio.run(run(executor))
