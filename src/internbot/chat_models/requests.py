"""One request to a chat model: its client, the waits for its words, and what ends it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from langchain_core.messages import AIMessageChunk, BaseMessage, BaseMessageChunk
from langchain_openai import ChatOpenAI
from openai import Timeout
from pydantic import SecretStr

from internbot.chat_models.limits import Limits
from internbot.chat_models.received import Received
from internbot.chat_models.sending import watched
from internbot.model_servers.failures import Late, Phase, Unusable
from internbot.model_servers.servers import Server
from internbot.tracing import Traffic

_TOO_MUCH, _ALLOWANCE = 1.5, 64
"""An answer is endless beyond so many times its limit and so many tokens more: tables of tokens differ."""


@dataclass(frozen=True, slots=True)
class _Wait:
    """The wait for the next word; times are those of the event loop."""

    phase: Phase
    seconds: float
    since: float
    deadline: float

    async def next(self, pieces: AsyncGenerator[BaseMessageChunk, None]) -> BaseMessageChunk | None:
        """The next piece, None at the end.

        Raises:
            TimeoutError: it was not there in time. Only text ends the wait, no piece without any.
        """
        until = min(self.since + self.seconds, self.deadline)
        async with asyncio.timeout_at(until):
            piece = await anext(pieces, None)
        # Where one empty piece follows the other at once, the time-out above never has its turn.
        if asyncio.get_running_loop().time() > until:
            raise TimeoutError
        return piece

    def late(self, total: float) -> Late:
        """What to say when the wait was too long."""
        if self.since + self.seconds > self.deadline:
            return Late("total", total)
        return Late(self.phase, self.seconds)


class Requests:
    """Makes requests of a chat model, without asking again; connections stay open between them.

    All that is awaited belongs to one event loop.

    Args:
        server: the model and where it runs.
        count: number of tokens of a text.
        limits: how long and how much.
        traffic: is told what is sent and what comes back.
    """

    def __init__(self, server: Server, count: Callable[[str], int], limits: Limits, traffic: Traffic) -> None:
        self._server = server
        self._count = count
        self._limits = limits
        self._traffic = traffic

    async def pieces(
        self, messages: Sequence[BaseMessage], most: int, received: Received, deadline: float
    ) -> AsyncGenerator[AIMessageChunk, None]:
        """Pieces of one answer as they come, at last one with the usage.

        Args:
            messages: of the prompt.
            most: tokens that the answer may have.
            received: notes what comes.
            deadline: of the whole answer, by the clock of the event loop.

        Raises:
            Late: a word, or the end, did not come in time.
            Unusable: what came is no answer.
            openai.OpenAIError: the request failed, as `model_servers.failures` reads it.
        """
        now = asyncio.get_running_loop().time
        self._traffic.say(f"to {self._server.name}, at most {most} tokens", _shown(messages))
        received.asked = True
        # OpenAI's newest models know only the newer name of the limit, other servers often only the older one.
        limit: dict[str, Any] = {"max_tokens": most}
        pieces = self._client.astream(
            list(messages), **(limit if self._server.official else {"extra_body": limit})
        )
        wait = _Wait("first_token", self._limits.first_token, now(), deadline)
        # ChatOpenAI gives an async generator, although its type says less.
        async with aclosing(cast("AsyncGenerator[BaseMessageChunk, None]", pieces)) as generator:
            while True:
                try:
                    piece = await wait.next(generator)
                except TimeoutError as error:
                    if received.finish is not None:
                        break  # the answer is whole, and only its connection stays open
                    raise wait.late(self._limits.total) from error
                if not isinstance(piece, AIMessageChunk):
                    break
                if text := received.take(piece):
                    received.tokens += self._count(text)
                    received.written.append(text)
                    if received.tokens > _TOO_MUCH * most + _ALLOWANCE:
                        raise Unusable("endless", f"more than {most} tokens")
                    yield AIMessageChunk(content=text, id=piece.id)
                    wait = _Wait("pause", self._limits.pause, now(), deadline)
        self._traffic.say(
            f"from {self._server.name}, {received.finish}, {received.whole()}", "".join(received.written)
        )
        received.check()
        yield received.last(self._server.model)

    @property
    def begun(self) -> bool:
        """Whether there was one, so that there may be connections."""
        return "_client" in self.__dict__

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.root_async_client.close()

    @cached_property
    def _client(self) -> ChatOpenAI:
        """Made within the event loop that its connections belong to."""
        limits = self._limits
        return ChatOpenAI(
            model=self._server.model,
            base_url=self._server.address,
            api_key=SecretStr(self._server.secret()),
            temperature=0,
            stream_usage=True,
            max_retries=0,
            timeout=Timeout(limits.total, connect=limits.connect),
            stream_chunk_timeout=None,
            use_responses_api=False,
            cache=False,
            http_async_client=watched(self._server.client(limits.connect, limits.total)),
        )


def _shown(messages: Sequence[BaseMessage]) -> str:
    return "\n".join(f"{message.type}: {message.text}" for message in messages)
