"""A web server on a real socket that behaves like a job board, on its good days and on its bad ones."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import threading
import zlib
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Trouble = Literal["truncated", "slow headers", "slow body", "endless", "bomb", "reset", "half compressed"]

_TICK = 0.02
"""Seconds between two bytes of a slow answer."""


@dataclass(frozen=True)
class Page:
    """What a path answers when nothing is wrong; it has an ETag, as boards have.

    Attributes:
        etag: whether it can be asked for with If-None-Match.
        last_modified: whether it can be asked for with If-Modified-Since, as an HTTP date.
    """

    body: bytes
    media_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: bool = True
    last_modified: str | None = None
    compressed: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class BoardServer:
    """Pages by path with its query; what is queued in `next` for a path comes before, once each."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.queued: dict[str, deque[Page | Trouble]] = defaultdict(deque)
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        outer = self

        class Handler(_Handler):
            board = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self.connections: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes | object, **how: Any) -> None:
        """Answer `path` from now on with bytes, or with anything else as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.pages[path] = Page(raw, **how)

    def next(self, path: str, *answers: Page | Trouble) -> None:
        """Answer `path` with these first, once each, in turn."""
        self.queued[path].extend(answers)

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [one.path for one in self.asked]

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        # A client may keep its connection for a next request, which the handler's thread waits for.
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()


@contextmanager
def board_server() -> Iterator[BoardServer]:
    """A running server, closed in the end."""
    server = BoardServer()
    try:
        yield server
    finally:
        server.close()


def too_many(seconds: int | str) -> Page:
    """429, with how long to wait."""
    return Page(b"slow down", "text/plain", 429, {"Retry-After": str(seconds)})


def broken(status: int = 503) -> Page:
    """An answer of a server that is out of order for now."""
    return Page(b"<h1>out of order</h1>", "text/html", status)


def redirect(location: str, status: int = 302) -> Page:
    """An answer that sends elsewhere."""
    return Page(b"", "text/html", status, {"Location": location})


class _Handler(BaseHTTPRequestHandler):
    board: BoardServer
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.board.connections.add(self.connection)

    def finish(self) -> None:
        self.board.connections.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was asked is kept in `asked`."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        board = self.board
        board.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        queue = board.queued[self.path]
        page = queue.popleft() if queue else board.pages.get(self.path, Page(b"no such page", status=404))
        try:
            if isinstance(page, Page):
                self._send(page)
            else:
                self.close_connection = True
                self._misbehave(page)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, page: Page) -> None:
        tag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        fresh = (page.etag and self.headers.get("If-None-Match") == tag) or (
            page.last_modified is not None and self.headers.get("If-Modified-Since") == page.last_modified
        )
        status, body = page.status, page.body
        if status == 200 and fresh:
            status, body = 304, b""
        if page.compressed:
            body = gzip.compress(body)
        self.send_response(status)
        if page.compressed:
            self.send_header("Content-Encoding", "gzip")
        if page.status == 200 and page.etag:
            self.send_header("ETag", tag)
        if page.last_modified is not None:
            self.send_header("Last-Modified", page.last_modified)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", page.media_type)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _misbehave(self, trouble: Trouble) -> None:
        if trouble == "reset":
            self.connection.close()
            return
        if trouble == "slow headers":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a")
            return
        length = {"truncated": "1000", "slow body": "100000"}.get(trouble)
        packed = trouble in ("bomb", "half compressed")
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        head += f"Content-Length: {length}\r\n" if length else ""
        head += "Content-Encoding: gzip\r\n" if packed else ""
        self.wfile.write((head + "\r\n").encode())
        if trouble == "truncated":
            self.wfile.write(b'{"jobs": [')
        elif trouble == "slow body":
            self._drip(b"", b" ")
        elif trouble == "endless":
            while not self.board.closing.is_set():
                self.wfile.write(b" " * 65_536)
        elif trouble == "bomb":
            self.wfile.write(_bomb(64))
        else:
            whole = gzip.compress(b'{"jobs": []}' * 100)
            self.wfile.write(whole[: len(whole) // 2])

    def _drip(self, first: bytes, then: bytes) -> None:
        self.wfile.write(first)
        while not self.board.closing.wait(_TICK):
            self.wfile.write(then)
            self.wfile.flush()


def _bomb(mebibytes: int) -> bytes:
    """So many MiB of spaces, packed into a thousandth of that."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(mebibytes)) + packer.flush()
