"""A chat model on an OpenAI-compatible server, of which every failure is bounded in time and told in one line."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, cast

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessageChunk, BaseMessage, BaseMessageChunk, convert_to_messages
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI
from openai import Timeout
from pydantic import SecretStr

from internbot.chat_models.base import ChatModel
from internbot.chat_models.received import Received
from internbot.chat_models.sending import Sent, tell, watched
from internbot.chat_models.spending import FILE, Spending
from internbot.clock import Clock
from internbot.errors import ChatModelError, ServerFailure
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.event_loop import EventLoop, EventLoopClosed
from internbot.model_servers.failures import TRANSIENT, Failure, Late, Phase, Unusable, failure, failure_of
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.tracing import Traffic, step

_TOKENS_OF_A_MESSAGE = 8
"""What a server adds to each message: its role and its borders."""
_TOO_MUCH, _ALLOWANCE = 1.5, 64
"""An answer is endless beyond so many times its limit and so many tokens more: tables of tokens differ."""
_OF_THE_REQUEST: frozenset[ServerFailure] = frozenset({"context", "content_filter", "ceiling", "closed"})
"""Failures that say nothing about the next request."""
_UNBILLED: frozenset[ServerFailure] = frozenset(
    {
        "wrong_key",
        "forbidden",
        "unknown_model",
        "quota",
        "rate_limited",
        "unreachable",
        "context",
        "rejected",
        "server_error",
    }
)
"""Failures before the model read anything."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much; times in seconds.

    Attributes:
        connect: longest wait for a connection.
        first_token: longest wait for the first word, from the request on.
        pause: longest wait for a further word.
        total: longest time of one answer with all attempts.
        max_tokens: longest answer.
        context_tokens: longest prompt and answer together.
        attempts: requests made at most, as long as no word came.
        first_wait: mean wait before the second attempt; each further one doubles it.
        longest_wait: no attempt is made that would have to wait longer.
    """

    connect: float = 5.0
    first_token: float = 30.0
    pause: float = 15.0
    total: float = 90.0
    max_tokens: int = 600
    context_tokens: int = 4096
    attempts: int = 3
    first_wait: float = 0.4
    longest_wait: float = 4.0


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


class GuardedChatModel(ChatModel):
    """Asks a chat model, again where that helps; leaves it alone where it keeps failing or costs too much.

    Args:
        server: the model and where it runs.
        count: number of tokens of a text.
        limits: how long and how much.
        breaker: knows how the last requests went.
        spending: the tokens of the day; None for no ceiling.
        traffic: is told what is sent and what comes back.
        chance: numbers from 0 to 1, which keep several processes from asking again at the same moment.
    """

    def __init__(
        self,
        server: Server,
        count: Callable[[str], int],
        limits: Limits,
        breaker: CircuitBreaker,
        *,
        spending: Spending | None = None,
        traffic: Traffic | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.name = server.name
        self.context_tokens = limits.context_tokens
        self.max_tokens = limits.max_tokens
        self.server = server
        self._count = count
        self._limits = limits
        self._breaker = breaker
        self._spending = spending
        self._traffic = traffic or Traffic()
        self._chance = chance
        self._loop = EventLoop("chat model")

    @classmethod
    def of(
        cls, settings: Settings, folder: Path, count: Callable[[str], int], clock: Clock
    ) -> GuardedChatModel | None:
        """The chat model of an installation; None where the settings name none. Nothing is asked of it yet.

        Args:
            folder: the data folder, where the day's tokens are counted.
            count: number of tokens of a text.
            clock: says which day it is for that.
        """
        server = Server.of_chat(settings)
        if server is None:
            return None
        limits = Limits(
            connect=settings.chat_connect_seconds,
            first_token=settings.chat_first_token_seconds,
            pause=settings.chat_pause_seconds,
            total=settings.chat_total_seconds,
            max_tokens=settings.chat_max_tokens,
            context_tokens=settings.chat_context_tokens,
        )
        ceiling = settings.chat_daily_tokens
        return cls(
            server,
            count,
            limits,
            CircuitBreaker(time.monotonic),
            spending=Spending(folder / FILE, ceiling, clock) if ceiling else None,
            traffic=Traffic.to_stderr(settings.trace),
        )

    def stream(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,  # noqa: ARG002 - no callback of LangChain's sees this model
        *,
        max_tokens: int | None = None,
        sent: Sent | None = None,
        **kwargs: Any,  # noqa: ARG002 - chains pass what other models take
    ) -> Iterator[AIMessageChunk]:
        """Pieces of the answer as they come; see `ChatModel.stream`. `kwargs` are left alone.

        The last piece has no text, but the `usage_metadata`, and in its `response_metadata` the `finish_reason`, the
        `model_name` and as `usage` whether `server` or `estimate` counted.
        """
        messages = _messages(input)
        most = min(max_tokens or self.max_tokens, self.max_tokens)
        if self.server.official and self.server.key is None:
            raise _error(failure(self.server, "no_key"))
        prompt = sum(self._count(str(message.text)) + _TOKENS_OF_A_MESSAGE for message in messages)
        if prompt + most > self.context_tokens:
            detail = f"{prompt} tokens and {most} for the answer, of {self.context_tokens}"
            raise _error(failure(self.server, "context", detail))
        received = Received(prompt)
        with step("chat model") as measured, self._paid(prompt + most, received), self._watched():
            try:
                yield from self._loop.stream(self._attempts(messages, most, received, sent))
            except Exception as error:
                found = failure_of(error, self.server)
                self._traffic.say(f"{self.name}: {found.reason}", found.message)
                raise _error(found) from error
            finally:
                measured.prompt_tokens, measured.answer_tokens = received.read(), received.wrote()
                measured.counted = "server" if received.usage else "estimate"

    def close(self) -> None:
        """Stop requests and let go of connections; afterwards the model can no longer be asked."""
        if "_client" in self.__dict__:
            client = self._client.root_async_client
            with suppress(EventLoopClosed):
                self._loop.run(client.close)
        self._loop.close()

    @contextmanager
    def _paid(self, most: int, received: Received) -> Iterator[None]:
        """Takes what the answer may cost at most from the day's tokens, and gives back what it did not."""
        if self._spending is None:
            yield
            return
        try:
            if not self._spending.take(most):
                detail = f"{self._spending.today()} of {self._spending.ceiling}"
                raise _error(failure(self.server, "ceiling", detail))
        except OSError as error:
            raise _error(failure(self.server, "ceiling", f"they cannot be counted: {error}")) from error
        try:
            yield
        finally:
            # What was taken stays taken where the file can no longer be written.
            with suppress(OSError):
                self._spending.settle(most, received.spent())

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Asks the breaker for leave, and tells it how the request went."""
        if (resting := self._breaker.enter()) is not None:
            raise _error(failure(self.server, "resting", retry_after=resting.seconds))
        try:
            yield
        except ChatModelError as error:
            if error.reason in _OF_THE_REQUEST:
                self._breaker.left()
            else:
                self._breaker.failed(error.retry_after)
            raise
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()

    async def _attempts(
        self, messages: Sequence[BaseMessage], most: int, received: Received, sent: Sent | None
    ) -> AsyncGenerator[AIMessageChunk, None]:
        """Pieces of the first attempt that brings a word; a failure after it is final."""
        now = asyncio.get_running_loop().time
        deadline = now() + self._limits.total
        tell(sent)
        for attempt in count(1):
            try:
                async with aclosing(self._attempt(messages, most, received, deadline)) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except Exception as error:
                found = failure_of(error, self.server)
                if received.written:
                    self._traffic.say(f"from {self.name}, then it broke off", "".join(received.written))
                final = bool(received.written) or attempt >= self._limits.attempts
                received.failed(billed=found.reason not in _UNBILLED)
                mean = self._limits.first_wait * 2 ** (attempt - 1)
                wait = max(found.retry_after or 0.0, mean * (0.5 + self._chance()))
                too_long = wait > self._limits.longest_wait or now() + wait > deadline
                if final or too_long or found.reason not in TRANSIENT:
                    raise
            await asyncio.sleep(wait)

    async def _attempt(
        self, messages: Sequence[BaseMessage], most: int, received: Received, deadline: float
    ) -> AsyncGenerator[AIMessageChunk, None]:
        """Pieces of one request, at last one with the usage."""
        now = asyncio.get_running_loop().time
        self._traffic.say(f"to {self.name}, at most {most} tokens", _shown(messages))
        received.asked = True
        # OpenAI's newest models know only the newer name of the limit, other servers often only the older one.
        limit: dict[str, Any] = {"max_tokens": most}
        pieces = self._client.astream(
            list(messages), **(limit if self.server.official else {"extra_body": limit})
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
            f"from {self.name}, {received.finish}, {received.whole()}", "".join(received.written)
        )
        received.check()
        yield received.last(self.server.model)

    @cached_property
    def _client(self) -> ChatOpenAI:
        """Made within the event loop that its connections belong to."""
        limits = self._limits
        return ChatOpenAI(
            model=self.server.model,
            base_url=self.server.address,
            api_key=SecretStr(self.server.secret()),
            temperature=0,
            stream_usage=True,
            max_retries=0,
            timeout=Timeout(limits.total, connect=limits.connect),
            stream_chunk_timeout=None,
            use_responses_api=False,
            cache=False,
            http_async_client=watched(self.server.client(limits.connect, limits.total)),
        )


def _error(found: Failure) -> ChatModelError:
    return ChatModelError(found.reason, found.message, found.retry_after, notice=found.notice)


def _messages(given: LanguageModelInput) -> list[BaseMessage]:
    if isinstance(given, PromptValue):
        return given.to_messages()
    return convert_to_messages([given] if isinstance(given, str) else given)


def _shown(messages: Sequence[BaseMessage]) -> str:
    return "\n".join(f"{message.type}: {message.text}" for message in messages)
