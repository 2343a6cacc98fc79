"""How long a chat model may take, and how much it may read and write."""

from __future__ import annotations

from dataclasses import dataclass


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
