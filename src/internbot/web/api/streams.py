"""Answers on their way to clients that may come back for the rest."""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field

from internbot.answering.answers import Answer, Event
from internbot.errors import InternbotError, NotFound
from internbot.web.api.errors import error_body
from internbot.web.batches import batches

log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds for which an answer goes on that nobody listens to: so long may a client take to come back."""
KEPT = 60.0
"""Seconds for which a finished answer can still be had."""
HIDDEN = {"dropped", "prompt", "usage"}
"""Fields of an answer that are for reviewers only."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it goes over the wire; `id` is what a client gives back to go on after it."""

    id: str
    kind: str
    data: str

    def encoded(self) -> bytes:
        """As a stream of events has it; the data is JSON on one line."""
        return f"id: {self.id}\r\nevent: {self.kind}\r\ndata: {self.data}\r\n\r\n".encode()


@dataclass(slots=True, eq=False)
class LiveAnswer:
    """The events of one answer so far."""

    name: str
    visitor: str | None
    told: list[Told] = field(default_factory=list)
    over: bool = False
    listeners: int = 0
    task: asyncio.Task[None] | None = None
    news: asyncio.Condition = field(default_factory=asyncio.Condition)


class LiveAnswers:
    """The answers that are being given, by name; for one event loop."""

    def __init__(self, executor: Executor, *, grace: float = GRACE, kept: float = KEPT) -> None:
        self._executor = executor
        self._grace = grace
        self._kept = kept
        self._live: dict[str, LiveAnswer] = {}

    def __len__(self) -> int:
        return sum(not live.over for live in self._live.values())

    def begin(
        self, start: Callable[[], Iterator[Event]], visitor: str | None, first: Event | None = None
    ) -> LiveAnswer:
        """Begin to answer; `first` is told at once, whenever a thread is free to go on after it."""
        live = LiveAnswer(uuid.uuid4().hex, visitor)
        if first is not None:
            live.told.append(Told(f"{live.name}.1", first.kind, _public(first)))
        self._live[live.name] = live
        live.task = asyncio.get_running_loop().create_task(self._run(live, start))
        return live

    def find(self, event: str, visitor: str | None) -> tuple[LiveAnswer, int]:
        """The answer that an event's id belongs to, and how many of its events came up to that one.

        Raises:
            NotFound: it is another visitor's, or no longer there.
        """
        name, _, number = event.partition(".")
        live = self._live.get(name)
        if live is None or live.visitor != visitor or not (number.isascii() and number.isdecimal()):
            raise NotFound("this answer is no longer there: ask again")
        return live, min(int(number), len(live.told))

    async def follow(self, live: LiveAnswer, after: int = 0) -> AsyncIterator[list[Told]]:
        """The events after the first `after` ones, as they come, those together that are there together.

        The work stops when nobody follows any more.
        """
        live.listeners += 1
        at = after

        def is_news() -> bool:
            return live.over or len(live.told) > at

        try:
            while True:
                async with live.news:
                    await live.news.wait_for(is_news)
                while news := live.told[at:]:
                    at += len(news)
                    yield news
                if live.over and at >= len(live.told):
                    return
        finally:
            live.listeners -= 1
            if not live.listeners and not live.over:
                asyncio.get_running_loop().call_later(self._grace, self._give_up, live)

    def _give_up(self, live: LiveAnswer) -> None:
        if not live.listeners and not live.over and live.task is not None:
            live.task.cancel()

    async def _run(self, live: LiveAnswer, start: Callable[[], Iterator[Event]]) -> None:
        try:
            async for batch in batches(start, executor=self._executor, seconds=0):
                await self._tell(live, *((event.kind, _public(event)) for event in batch))
        except Exception as error:
            if not isinstance(error, InternbotError):
                log.exception("an answer failed")
            await self._tell(live, ("error", error_body(error).model_dump_json(exclude_none=True)))
        finally:
            live.over = True
            asyncio.get_running_loop().call_later(self._kept, self._live.pop, live.name, None)
            await self._tell(live)

    async def _tell(self, live: LiveAnswer, *events: tuple[str, str]) -> None:
        async with live.news:
            for kind, data in events:
                # What was told at once is not told again.
                if (
                    kind == "status"
                    and live.told
                    and (live.told[-1].kind, live.told[-1].data) == (kind, data)
                ):
                    continue
                live.told.append(Told(f"{live.name}.{len(live.told) + 1}", kind, data))
            live.news.notify_all()


def public(answer: Answer) -> dict[str, object]:
    """An answer as clients see it."""
    return answer.model_dump(mode="json", exclude=HIDDEN)


def _public(event: Event) -> str:
    """The data of an event, in ASCII: readers of event streams differ in what they take for the end of a line."""
    if isinstance(event.data, str):
        return json.dumps(event.data)
    if isinstance(event.data, Answer):
        return json.dumps(public(event.data))
    return json.dumps(event.data.model_dump(mode="json"))
