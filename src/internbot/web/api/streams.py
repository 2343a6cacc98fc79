"""Answers on their way to clients that may come back for the rest."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import uuid
from collections import deque
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing
from dataclasses import dataclass, field
from typing import cast

from internbot.answering.answers import Answer, Event
from internbot.errors import InternbotError, NotFound
from internbot.web.api.errors import error_body

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
    """The events of one answer so far.

    Attributes:
        listeners: set when there is news; one for each that follows.
        stopped: tells the working thread that nobody wants more.
        work: what the thread does.
        ended: set when it is over.
    """

    name: str
    visitor: str | None
    told: list[Told] = field(default_factory=list)
    over: bool = False
    listeners: set[asyncio.Event] = field(default_factory=set)
    stopped: threading.Event = field(default_factory=threading.Event)
    work: Future[None] | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)


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
            live.told.append(Told(f"{live.name}.1", first.kind, public_data(first)))
        self._live[live.name] = live
        live.work = self._executor.submit(self._run, live, start, asyncio.get_running_loop())
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

    async def follow(
        self, live: LiveAnswer, after: int = 0, *, quiet: float | None = None
    ) -> AsyncGenerator[list[Told], None]:
        """The events after the first `after` ones, as they come, those together that are there together.

        The work stops when nobody follows any more.

        Args:
            quiet: seconds without any after which nothing, an empty list, is given; None for never.
        """
        loop = asyncio.get_running_loop()
        news = asyncio.Event()
        live.listeners.add(news)
        at = after
        try:
            while True:
                while told := live.told[at:]:
                    at += len(told)
                    yield told
                if live.over:
                    return
                news.clear()
                waking = loop.call_later(quiet, news.set) if quiet is not None else None
                await news.wait()
                if waking is not None:
                    waking.cancel()
                if at == len(live.told) and not live.over:
                    yield []
        finally:
            live.listeners.discard(news)
            if not live.listeners and not live.over:
                loop.call_later(self._grace, self._give_up, live)

    def _give_up(self, live: LiveAnswer) -> None:
        if not live.listeners and not live.over:
            live.stopped.set()
            if live.work is not None:
                live.work.cancel()
            self._end(live)

    def _run(
        self, live: LiveAnswer, start: Callable[[], Iterator[Event]], loop: asyncio.AbstractEventLoop
    ) -> None:
        """In a thread: events are made and written as JSON here, and handed to the loop."""
        made: deque[tuple[str, str] | None] = deque()

        def deliver(one: tuple[str, str] | None) -> None:
            # Only the first one that waits wakes the loop: each waking takes the lock of the interpreter from here.
            made.append(one)
            if len(made) == 1 and not loop.is_closed():
                loop.call_soon_threadsafe(self._take, live, made)

        try:
            with closing(cast("Generator[Event, None, None]", start())) as events:
                for event in events:
                    if live.stopped.is_set():
                        return
                    deliver((event.kind, public_data(event)))
        except Exception as error:
            if not isinstance(error, InternbotError):
                log.exception("an answer failed")
            deliver(("error", error_body(error).model_dump_json(exclude_none=True, ensure_ascii=True)))
        finally:
            deliver(None)

    def _take(self, live: LiveAnswer, made: deque[tuple[str, str] | None]) -> None:
        """In the loop: tell what a thread made; None is the end."""
        while made:
            one = made.popleft()
            if live.over:
                continue
            if one is None:
                self._end(live)
            # What was told at once is not told again.
            elif not (one[0] == "status" and live.told and (live.told[-1].kind, live.told[-1].data) == one):
                live.told.append(Told(f"{live.name}.{len(live.told) + 1}", *one))
        for news in live.listeners:
            news.set()

    def _end(self, live: LiveAnswer) -> None:
        live.over = True
        live.ended.set()
        asyncio.get_running_loop().call_later(self._kept, self._live.pop, live.name, None)


def public(answer: Answer) -> dict[str, object]:
    """An answer as clients see it."""
    return answer.model_dump(mode="json", exclude=HIDDEN)


def public_data(event: Event) -> str:
    """The data of an event, in ASCII: readers of event streams differ in what they take for the end of a line."""
    if isinstance(event.data, str):
        return json.dumps(event.data)
    hidden = HIDDEN if isinstance(event.data, Answer) else None
    return event.data.model_dump_json(exclude=hidden, ensure_ascii=True)
