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
        await follower.aclose()
        await live.ended.wait()
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
        await follower.aclose()
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
        await live.ended.wait()
        forgotten = asyncio.Event()
        # Timers run in the order of their times: this one after the one that forgets the answer.
        asyncio.get_running_loop().call_later(0, forgotten.set)
        await forgotten.wait()
        with pytest.raises(NotFound):
            answers.find(live.told[0].id, None)

    with ThreadPoolExecutor(1) as executor:
        asyncio.run(run(executor))


def test_a_quiet_while_is_told_to_who_wants_to_know() -> None:
    go = threading.Event()

    def work() -> Iterator[Event]:
        go.wait()
        yield Event(kind="status", data="late")

    async def run(executor: ThreadPoolExecutor) -> list[list[str]]:
        answers = LiveAnswers(executor)
        seen = []
        async for news in answers.follow(answers.begin(work, None), quiet=0):
            seen.append([told.data for told in news])
            go.set()
        return seen

    with ThreadPoolExecutor(1) as executor:
        seen = asyncio.run(run(executor))
    assert seen[0] == []
    assert [told for told in seen if told] == [['"late"']]
