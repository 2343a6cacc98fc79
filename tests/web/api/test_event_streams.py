from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from starlette.types import Message

from internbot.web.api.event_streams import EventStream

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


def test_pieces_go_out_as_they_come_and_a_quiet_while_is_told_by_a_comment() -> None:
    sent: list[Message] = []

    async def pieces() -> AsyncGenerator[bytes, None]:
        yield b"data: 1\r\n\r\n"
        yield b""
        yield b"data: 2\r\n\r\n"

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("the client never leaves")

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(EventStream(pieces())(SCOPE, receive, send))
    start, *bodies = sent
    headers = dict(start["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"cache-control"] == b"no-store"
    assert [(body["body"], body["more_body"]) for body in bodies] == [
        (b"data: 1\r\n\r\n", True),
        (b": ping\r\n\r\n", True),
        (b"data: 2\r\n\r\n", True),
        (b"", False),
    ]


def test_it_ends_when_the_client_leaves() -> None:
    sent: list[Message] = []
    closed: list[bool] = []

    async def run() -> None:
        left = asyncio.Event()

        async def pieces() -> AsyncGenerator[bytes, None]:
            try:
                yield b"data: 1\r\n\r\n"
                await asyncio.Event().wait()
            finally:
                closed.append(True)

        async def receive() -> Message:
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)
            if message.get("body"):
                left.set()

        await EventStream(pieces())(SCOPE, receive, send)

    asyncio.run(run())
    assert closed == [True]
    assert [message.get("body") for message in sent] == [None, b"data: 1\r\n\r\n"]
