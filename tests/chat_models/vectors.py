"""What the adversarial server answers where vectors are asked for: right ones, and each kind of wrong ones."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

DIMENSIONS = 64


class Exchange(Protocol):
    """The part of an exchange that is used here."""

    body: dict[str, Any]

    def respond(self, status: int, body: Mapping[str, Any] | str) -> None: ...


def vector(text: str) -> list[float]:
    """Words hashed into a vector: texts with the same words are near each other. Of any length but 1."""
    numbers = [0.001] * DIMENSIONS
    for word in text.lower().split():
        numbers[zlib.crc32(word.strip(".,?!").encode()) % DIMENSIONS] += 3.0
    return numbers


def _answer(exchange: Exchange, made: list[list[float]], order: int = 1) -> None:
    rows = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(made)]
    exchange.respond(
        200,
        {
            "object": "list",
            "model": exchange.body["model"],
            "data": rows[::order],
            "usage": {"prompt_tokens": 5, "total_tokens": 5},
        },
    )


def _texts(exchange: Exchange) -> list[str]:
    given = exchange.body["input"]
    return [given] if isinstance(given, str) else given


def embeds(exchange: Exchange) -> None:
    """Right vectors."""
    _answer(exchange, [vector(text) for text in _texts(exchange)])


def backwards(exchange: Exchange) -> None:
    """Right vectors, in another order; their indexes say which is whose."""
    _answer(exchange, [vector(text) for text in _texts(exchange)], -1)


def too_few(exchange: Exchange) -> None:
    _answer(exchange, [vector(text) for text in _texts(exchange)][:-1])


def shorter(exchange: Exchange) -> None:
    """Vectors of another length than before."""
    _answer(exchange, [vector(text)[:32] for text in _texts(exchange)])


def ragged(exchange: Exchange) -> None:
    _answer(exchange, [vector(text)[: DIMENSIONS - i % 2] for i, text in enumerate(_texts(exchange))])


def infinite(exchange: Exchange) -> None:
    _answer(exchange, [[math.inf, *vector(text)[1:]] for text in _texts(exchange)])


def nothing(exchange: Exchange) -> None:
    """Vectors of zeros, which point nowhere."""
    _answer(exchange, [[0.0] * DIMENSIONS for _ in _texts(exchange)])


PLAYS: Mapping[str, Callable[[Exchange], None]] = {
    "embeds": embeds,
    "backwards": backwards,
    "too_few": too_few,
    "shorter": shorter,
    "ragged": ragged,
    "infinite": infinite,
    "nothing": nothing,
}
