"""A chat model on an OpenAI-compatible server, of which every failure is bounded in time and told in one line."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_messages
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableConfig

from internbot.chat_models.base import ChatModel
from internbot.chat_models.limits import Limits
from internbot.chat_models.received import Received
from internbot.chat_models.requests import Requests
from internbot.chat_models.sending import Sent, tell
from internbot.chat_models.spending import FILE, Spending
from internbot.clock import Clock
from internbot.errors import ChatModelError, ServerFailure
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.event_loop import EventLoop, EventLoopClosed
from internbot.model_servers.failures import TRANSIENT, Failure, failure, failure_of
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.tracing import Traffic, step

_TOKENS_OF_A_MESSAGE = 8
"""What a server adds to each message: its role and its borders."""
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
        self._requests = Requests(server, count, limits, self._traffic)
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
        if self._requests.begun:
            with suppress(EventLoopClosed):
                self._loop.run(self._requests.close)
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
                async with aclosing(self._requests.pieces(messages, most, received, deadline)) as pieces:
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


def _error(found: Failure) -> ChatModelError:
    return ChatModelError(found.reason, found.message, found.retry_after, notice=found.notice)


def _messages(given: LanguageModelInput) -> list[BaseMessage]:
    if isinstance(given, PromptValue):
        return given.to_messages()
    return convert_to_messages([given] if isinstance(given, str) else given)
