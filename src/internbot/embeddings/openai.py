"""Embeddings of an OpenAI-compatible server: OpenAI itself, Ollama, llama.cpp, vLLM.

Such a server gives one vector for a text and none for its tokens, so that there is no late interaction: cosines stand
in for it. Sentences are embedded like passages, because they decide what is quoted.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from typing import Any

import numpy as np
from openai import AsyncOpenAI, Timeout

from internbot.embeddings.base import (
    Done,
    EmbeddingModel,
    ModelIdentity,
    PassageText,
    PassageVectors,
    QuestionVectors,
    Vectors,
    unit_rows,
)
from internbot.embeddings.words import EnglishWords
from internbot.errors import EmbeddingServerError, IndexMismatch
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.event_loop import EventLoop, EventLoopClosed
from internbot.model_servers.failures import TRANSIENT, Failure, Late, Unusable, failure, failure_of
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.tracing import Traffic, step

MAX_TOKENS = 2000
"""Tokens of a text that are sent; passages have fewer, and servers refuse what is too long for the model."""
_BATCH_TEXTS, _BATCH_TOKENS = 64, 16_000
"""Of one request: enough that the way there costs little, and little enough that one failure loses not much."""
_QUESTIONS = 512
"""Questions whose vectors are remembered: follow-ups ask for that of the turn before again."""
_PROBE = "internship"

Count = Callable[[str], int]
Cut = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request is tried; times in seconds.

    Attributes:
        connect: longest wait for a connection.
        total: longest time of one request.
        attempts: requests made at most.
        first_wait: mean wait before the second one; each further one doubles it.
        longest_wait: no attempt is made that would have to wait longer.
    """

    connect: float = 5.0
    total: float = 120.0
    attempts: int = 6
    first_wait: float = 0.5
    longest_wait: float = 60.0


FOR_PASSAGES = Patience()
"""While texts are read in nobody waits for an answer, and a limit of requests a minute has to be outlasted."""
FOR_QUESTIONS = Patience(total=10.0, attempts=2, first_wait=0.2, longest_wait=1.0)


class OpenAIEmbeddings(EmbeddingModel):
    """Asks a server for vectors.

    Args:
        server: the model and where it runs.
        tokens: number of tokens of a text.
        cut: the beginning of a text of at most so many tokens.
        dimensions: length of a vector, as an index remembers it; None asks the server.
        for_passages: how long requests for passages are tried.
        for_questions: how long requests for questions are tried.
        breaker: knows how the last questions went.
        traffic: is told what is sent.

    Raises:
        EmbeddingServerError: `dimensions` is None and the server does not answer.
    """

    def __init__(
        self,
        server: Server,
        tokens: Count,
        cut: Cut,
        dimensions: int | None = None,
        *,
        for_passages: Patience = FOR_PASSAGES,
        for_questions: Patience = FOR_QUESTIONS,
        breaker: CircuitBreaker | None = None,
        traffic: Traffic | None = None,
    ) -> None:
        self._server = server
        self._tokens = tokens
        self._cut = cut
        self._for_passages = for_passages
        self._for_questions = for_questions
        self._traffic = traffic or Traffic()
        self._breaker = breaker or CircuitBreaker(time.monotonic)
        self._words = EnglishWords()
        self._loop = EventLoop("embeddings")
        self._question = lru_cache(_QUESTIONS)(self._embedded_question)
        self._dimensions = dimensions
        if dimensions is None:
            try:
                self._dimensions = len(self._ask([_PROBE], for_questions)[0])
            except BaseException:
                self.close()
                raise

    @classmethod
    def of(
        cls, settings: Settings, tokens: Count, cut: Cut, stored: Mapping[str, Any] | None, traffic: Traffic
    ) -> OpenAIEmbeddings:
        """The model of an installation, which asks the server nothing where an index knows the length of its vectors.

        Args:
            stored: the identity that the data folder remembers; None where there is none.

        Raises:
            EmbeddingServerError: the server has to be asked, and does not answer.
        """
        server = Server.of_embeddings(settings)
        if server is None:
            raise ValueError("the settings name no server of embeddings")
        if stored is not None and stored.get("name") == server.name:
            dimensions = int(stored["dimensions"])
        else:
            # The one that asks is closed again, so that a model that is never used holds nothing.
            asked = cls(server, tokens, cut, traffic=traffic)
            dimensions = asked.identity.dimensions
            asked.close()
        return cls(server, tokens, cut, dimensions, traffic=traffic)

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is: its name, not its address, so that a server may move."""
        assert self._dimensions is not None
        return ModelIdentity(self._server.name, self._dimensions, revision())

    def encode_batch(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, shape (len(texts), dimensions).

        Raises:
            EmbeddingServerError: the server gave none.
            IndexMismatch: its vectors have another length than those of the index.
        """
        return self._encode(texts, self._for_passages)

    def encode_passages(
        self, passages: Sequence[PassageText], done: Done | None = None
    ) -> list[PassageVectors]:
        """Vectors of passages and of their units; each text is sent once, however often it stands there.

        Raises:
            EmbeddingServerError: the server gave none.
            IndexMismatch: its vectors have another length than those of the index.
        """
        texts = [[passage.whole, *(unit.of(passage.text) for unit in passage.units)] for passage in passages]
        different = list(dict.fromkeys(one for own in texts for one in own))
        rows = {text: row for row, text in enumerate(different)}
        vectors = np.zeros((len(rows), self.identity.dimensions), dtype=np.float32)
        last = [max(rows[text] for text in own) for own in texts]
        finished = 0
        for batch in _batches(different, self._tokens):
            vectors[batch] = self._encode(different[batch], self._for_passages)
            now = sum(row < batch.stop for row in last)
            if done is not None and now > finished:
                done(now - finished)
            finished = now
        return [
            PassageVectors(vectors[rows[own[0]]], vectors[[rows[text] for text in own[1:]]]) for own in texts
        ]

    def encode_question(self, text: str) -> QuestionVectors:
        """Vector of a question.

        Raises:
            EmbeddingServerError: the server gave none.
            IndexMismatch: its vectors have another length than those of the index.
        """
        return self._question(text)

    def is_word(self, word: str) -> bool:
        """Whether the default model's tokenizer knows the word; a server does not say which words its model knows."""
        return word in self._words

    def rarity(self, word: str) -> float:
        """How rare a word is, after the default model's tokenizer."""
        return self._words.rarity(word)

    def close(self) -> None:
        """Let go of connections; afterwards nothing can be embedded."""
        if "_client" in self.__dict__:
            with suppress(EventLoopClosed):
                self._loop.run(self._client.close)
        self._loop.close()

    def _embedded_question(self, text: str) -> QuestionVectors:
        # A server that is silent must not keep every question waiting.
        if (resting := self._breaker.enter()) is not None:
            raise _error(failure(self._server, "resting", retry_after=resting.seconds))
        try:
            with step("embedding"):
                vectors = QuestionVectors(self._encode([text], self._for_questions)[0])
        except EmbeddingServerError as error:
            self._breaker.failed(error.retry_after)
            raise
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()
        return vectors

    def _encode(self, texts: Sequence[str], patience: Patience) -> Vectors:
        vectors = np.zeros((len(texts), self.identity.dimensions), dtype=np.float32)
        # Servers refuse empty texts; theirs is the vector that is near to nothing.
        rows = [row for row, text in enumerate(texts) if text.strip()]
        if rows:
            made = self._ask([self._cut(texts[row], MAX_TOKENS) for row in rows], patience)
            if made.shape[1] != self._dimensions:
                raise IndexMismatch(
                    f"{self._server.name} at {self._server.host} gives vectors of {made.shape[1]} numbers, but the "
                    f"index was made with {self._dimensions}: go back to the model that made it, or set "
                    "INTERNBOT_DATA to another folder and ingest again"
                )
            vectors[rows] = made
        return vectors

    def _ask(self, texts: Sequence[str], patience: Patience) -> Vectors:
        if self._server.official and self._server.key is None:
            raise _error(failure(self._server, "no_key"))
        try:
            return self._loop.run(lambda: self._attempts(texts, patience))
        except Exception as error:
            found = failure_of(error, self._server)
            self._traffic.say(f"{self._server.name}: {found.reason}", found.message)
            raise _error(found) from error

    async def _attempts(self, texts: Sequence[str], patience: Patience) -> Vectors:
        for attempt in count(1):
            try:
                async with asyncio.timeout(patience.total):
                    return await self._attempt(texts, patience)
            except Exception as error:
                late = isinstance(error, TimeoutError)
                found = failure_of(Late("total", patience.total) if late else error, self._server)
                mean = patience.first_wait * 2 ** (attempt - 1)
                wait = max(found.retry_after or 0.0, mean * random.uniform(0.5, 1.5))
                final = attempt >= patience.attempts or wait > patience.longest_wait
                if final or found.reason not in TRANSIENT:
                    raise Late("total", patience.total) if late else error from error.__cause__
            await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _attempt(self, texts: Sequence[str], patience: Patience) -> Vectors:
        self._traffic.say(f"to {self._server.name}, {len(texts)} texts", "\n".join(texts))
        found = await self._client.embeddings.create(
            model=self._server.model,
            input=list(texts),
            encoding_format="float",
            timeout=Timeout(patience.total, connect=patience.connect),
        )
        rows = sorted(found.data, key=lambda row: row.index)
        if [row.index for row in rows] != list(range(len(texts))):
            raise Unusable("garbage", f"{len(rows)} vectors for {len(texts)} texts")
        if len({len(row.embedding) for row in rows}) != 1:
            raise Unusable("garbage", "vectors of several lengths")
        vectors = np.array([row.embedding for row in rows], dtype=np.float32)
        if not np.isfinite(vectors).all() or not vectors.any(axis=1).all():
            raise Unusable("garbage", "vectors that point nowhere")
        self._traffic.say(
            f"from {self._server.name}", f"{len(vectors)} vectors of {vectors.shape[1]} numbers"
        )
        return unit_rows(vectors)

    @cached_property
    def _client(self) -> AsyncOpenAI:
        """Made within the event loop that its connections belong to."""
        return AsyncOpenAI(
            base_url=self._server.address,
            api_key=self._server.secret(),
            max_retries=0,
            http_client=self._server.client(self._for_questions.connect, self._for_passages.total),
        )


def revision() -> str:
    """Hash of what decides a vector beside the model itself."""
    return hashlib.sha256(f"cl100k {MAX_TOKENS}".encode()).hexdigest()[:16]


def _batches(texts: Sequence[str], tokens: Count) -> Iterator[slice]:
    """Slices of `texts` that fit into one request each."""
    start = taken = 0
    for row, text in enumerate(texts):
        size = min(tokens(text), MAX_TOKENS)
        if row > start and (row - start == _BATCH_TEXTS or taken + size > _BATCH_TOKENS):
            yield slice(start, row)
            start, taken = row, 0
        taken += size
    if start < len(texts):
        yield slice(start, len(texts))


def _error(found: Failure) -> EmbeddingServerError:
    return EmbeddingServerError(found.reason, found.message, found.retry_after, notice=found.notice)
