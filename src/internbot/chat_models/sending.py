"""When a request has left this machine: from then on, whoever waits for the model has time for other work."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from openai import DefaultAsyncHttpxClient

Sent = Callable[[], None]
"""Called in the thread of the requests, once for each attempt; it must return at once and raise nothing."""

_SENT: ContextVar[Sent | None] = ContextVar("sent", default=None)
_LAST_BYTE = ".send_request_body.complete"
"""How the client's own trace names the moment, whatever the version of HTTP."""


def tell(sent: Sent | None) -> None:
    """Who is told of the requests that this task makes from now on."""
    _SENT.set(sent)


def watched(client: DefaultAsyncHttpxClient) -> DefaultAsyncHttpxClient:
    """The client, which tells from now on when the last byte of a request was written."""
    client.event_hooks["request"].append(_watch)
    return client


async def _watch(request: Any) -> None:
    sent = _SENT.get()
    if sent is None:
        return

    async def trace(event: str, _: object) -> None:
        if event.endswith(_LAST_BYTE):
            sent()

    request.extensions["trace"] = trace
