"""A response that is a stream of server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

EVENT_STREAM = "text/event-stream"
_HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
_COMMENT = b": ping\r\n\r\n"


class EventStream(Response):
    """Pieces of a stream as they come, until the last one or until the client leaves.

    Args:
        pieces: whole events, encoded; an empty piece stands for a while without any, of which a comment tells the
            proxies on the way. Closed in any case.
    """

    media_type = EVENT_STREAM

    def __init__(self, pieces: AsyncGenerator[bytes, None]) -> None:
        self._pieces = pieces
        self.status_code = 200
        self.background = None
        self.init_headers(_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI calls it
        """Send all that there is to send."""
        async with aclosing(self._pieces) as pieces:
            try:
                async with asyncio.timeout(None) as staying:
                    leaving = asyncio.create_task(_end_with_client(receive, staying))
                    try:
                        await send(
                            {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
                        )
                        async for piece in pieces:
                            await send(
                                {"type": "http.response.body", "body": piece or _COMMENT, "more_body": True}
                            )
                        await send({"type": "http.response.body", "body": b"", "more_body": False})
                    finally:
                        leaving.cancel()
            except TimeoutError:
                if not staying.expired():
                    raise


async def _end_with_client(receive: Receive, staying: asyncio.Timeout) -> None:
    """Let time run out when the client leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass
    staying.reschedule(asyncio.get_running_loop().time())
