"""An OpenAI-compatible server on a real socket that plays every failure and tells every lie, as it is told to.

    with Adversary() as adversary:
        adversary.play("status_500", "copies")   # the first request fails; this one and all later ones are answered
        ... base URL adversary.url, any key, any model

`PLAYS` names all that it can play: the truths and lies of `lies.py`, and the failures below. A play of one's own is a
function that takes the `Exchange`.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from chat_models import vectors
from chat_models.lies import LIES, TRUTHS, Prompt, Writer

Json = Mapping[str, Any]


class ClientLeft(Exception):
    """The other end closed the connection."""


@dataclass
class Exchange:
    """One request, and the means to answer it."""

    handler: Handler
    body: dict[str, Any]
    adversary: Adversary
    begun: bool = False

    @property
    def prompt(self) -> Prompt:
        return Prompt.of(self.body)

    def respond(
        self, status: int, body: Json | str, headers: Mapping[str, str] | None = None, kind: str | None = None
    ) -> None:
        """A whole answer at once."""
        text = body if isinstance(body, str) else json.dumps(body)
        kind = kind or ("text/html" if isinstance(body, str) else "application/json")
        self.handler.send_response(status)
        for name, value in ({"Content-Type": kind} | dict(headers or {})).items():
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(len(text.encode())))
        self.handler.end_headers()
        self.raw(text.encode())

    def begin(self) -> None:
        """The head of a stream; its pieces are chunks of HTTP/1.1."""
        if not self.begun:
            self.begun = True
            self.handler.send_response(200)
            self.handler.send_header("Content-Type", "text/event-stream")
            self.handler.send_header("Transfer-Encoding", "chunked")
            self.handler.end_headers()

    def line(self, text: str) -> None:
        """One piece of the stream as it stands."""
        self.begin()
        data = text.encode()
        self.raw(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def event(self, data: Json | str) -> None:
        self.line(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n")

    def delta(self, delta: Json, finish: str | None = None) -> None:
        """A piece of a chat completion."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(self._chunk([choice]))

    def text(self, text: str) -> None:
        self.delta({"content": text})

    def finish(self, reason: str | None = "stop", usage: Json | None = None, *, end: bool = True) -> None:
        if reason is not None:
            self.delta({}, reason)
        if usage is not None:
            self.event(self._chunk([]) | {"usage": usage})
        if end:
            self.event("[DONE]")
            self.end()

    def end(self) -> None:
        """The end of the stream."""
        self.begin()
        self.raw(b"0\r\n\r\n")

    def raw(self, data: bytes) -> None:
        if self.adversary.closing.is_set():
            raise ClientLeft
        try:
            self.handler.wfile.write(data)
            self.handler.wfile.flush()
        except OSError as error:
            self.adversary.left.set()
            raise ClientLeft from error

    def drop(self) -> None:
        """Cut the connection as a crash would."""
        self.handler.close_connection = True
        with suppress(OSError):
            self.handler.connection.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float | None = None) -> None:
        """Say nothing until the client has left, the server is closed, or `seconds` are over."""
        waited = 0.0
        while not self.adversary.closing.is_set() and (seconds is None or waited < seconds):
            readable, _, _ = select.select([self.handler.connection], [], [], 0.05)
            if readable and not self.handler.connection.recv(1, socket.MSG_PEEK):
                self.adversary.left.set()
                raise ClientLeft
            waited += 0.05
        if self.adversary.closing.is_set():
            raise ClientLeft

    def _chunk(self, choices: Sequence[Json]) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": self.body.get("model", "adversary"),
            "choices": list(choices),
        }


Play = Callable[[Exchange], None]


def writes(writer: Writer) -> Play:
    """Writes what `writer` makes of the prompt, a few characters at a time, until the limit of tokens."""

    def play(exchange: Exchange) -> None:
        made = writer(exchange.prompt)
        exchange.delta({"role": "assistant", "content": ""})
        count = 0
        for piece in _pieces([made] if isinstance(made, str) else made):
            exchange.text(piece)
            count += 1
        exchange.finish("stop", {"prompt_tokens": 11, "completion_tokens": count, "total_tokens": 11 + count})

    return play


def _pieces(texts: Sequence[str] | Any) -> Iterator[str]:
    for text in texts:
        yield from (text[at : at + 5] for at in range(0, len(text), 5))


def status(code: int, error: Json | str, headers: Mapping[str, str] | None = None) -> Play:
    """Refuses with an HTTP status."""
    body = error if isinstance(error, str) else {"error": error}
    return lambda exchange: exchange.respond(code, body, headers)


def _error(message: str, code: str | None = None, kind: str = "invalid_request_error") -> Json:
    return {"message": message, "type": kind, "code": code, "param": None}


def _after_some_words(then: Play) -> Play:
    def play(exchange: Exchange) -> None:
        exchange.text("The summer programme begins in June and")
        then(exchange)

    return play


def _silence(exchange: Exchange) -> None:
    exchange.wait()


def _head_only(exchange: Exchange) -> None:
    exchange.begin()
    exchange.wait()


def _comments(exchange: Exchange) -> None:
    while True:
        exchange.line(": still here\n\n")
        exchange.wait(0.02)


def _empty_pieces(exchange: Exchange) -> None:
    while True:
        exchange.delta({"content": ""})


def _slow(exchange: Exchange) -> None:
    while True:
        exchange.text("word ")
        exchange.wait(0.02)


def _events(*events: Json | str) -> Play:
    def play(exchange: Exchange) -> None:
        for event in events:
            exchange.event(event)
        exchange.end()

    return play


def _no_words(finish: str | None) -> Play:
    def play(exchange: Exchange) -> None:
        exchange.delta({"role": "assistant", "content": ""})
        exchange.finish(finish)

    return play


def _refusal(exchange: Exchange) -> None:
    exchange.delta({"role": "assistant", "refusal": "I cannot help with that."})
    exchange.finish("stop")


def _no_end(exchange: Exchange) -> None:
    exchange.text("The summer programme begins in June.")
    exchange.end()


def _filtered(exchange: Exchange) -> None:
    exchange.text("The summer programme")
    exchange.finish("content_filter")


def _unlimited(exchange: Exchange) -> None:
    while True:
        exchange.text("endless words of an endless model ")


def _open_end(exchange: Exchange) -> None:
    exchange.text("It begins in June [1].")
    exchange.finish("stop", end=False)
    exchange.wait()


def _drop(exchange: Exchange) -> None:
    exchange.drop()


def _drop_after_head(exchange: Exchange) -> None:
    exchange.begin()
    exchange.drop()


def _blank(exchange: Exchange) -> None:
    exchange.text(" \n ")
    exchange.finish("stop")


def _repeats_key(exchange: Exchange) -> None:
    shown = exchange.handler.headers.get("Authorization", "")
    exchange.respond(500, {"error": _error(f"fault while reading {shown}")})


FAILURES: Mapping[str, Play] = {
    "status_400": status(400, _error("Unsupported value: 'temperature' does not support 0")),
    "status_401": status(401, _error("Incorrect API key provided: sk-abc***xyz", "invalid_api_key")),
    "status_402": status(402, _error("Insufficient credits")),
    "status_403": status(403, _error("Project has no access to this model", "access_denied")),
    "status_404": status(404, _error("The model `m` does not exist", "model_not_found")),
    "status_429": status(429, _error("Rate limit reached", "rate_limit_exceeded"), {"Retry-After": "120"}),
    "status_429_soon": status(429, _error("Rate limit reached"), {"Retry-After": "0"}),
    "status_429_quota": status(429, _error("You exceeded your current quota", "insufficient_quota")),
    "status_500": status(500, _error("Internal error", kind="server_error")),
    "status_502": status(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
    "status_503": status(503, _error("Loading model"), {"Retry-After": "0"}),
    "context": status(400, _error("This model's maximum context length is 8192", "context_length_exceeded")),
    "context_llama": status(
        400, _error("the request exceeds the available context size", None, "exceed_context_size_error")
    ),
    "content_filter": status(400, _error("The response was filtered", "content_filter")),
    "redirect": status(307, "", {"Location": "http://127.0.0.1:9/v1/chat/completions"}),
    "html": status(200, "<!doctype html><html><body>Welcome to nginx!</body></html>"),
    "repeats_key": _repeats_key,
    "silence": _silence,
    "head_only": _head_only,
    "comments": _comments,
    "empty_pieces": _empty_pieces,
    "slow": _slow,
    "pause": _after_some_words(_silence),
    "pause_comments": _after_some_words(_comments),
    "drop": _drop,
    "drop_after_head": _drop_after_head,
    "cut": _after_some_words(_drop),
    "no_end": _no_end,
    "not_json": _events("{this is no JSON"),
    "not_json_later": _after_some_words(_events("{this is no JSON")),
    "other_json": _events({"choices": [{"delta": "word"}]}, {"choices": 7}),
    "list_json": _events("[1, 2, 3]"),
    "error_event": _events({"error": _error("CUDA out of memory", kind="server_error")}),
    "error_event_later": _after_some_words(_events({"error": _error("CUDA out of memory")})),
    "no_events": _events(),
    "empty": _no_words("stop"),
    "empty_length": _no_words("length"),
    "blank": _blank,
    "filtered": _filtered,
    "refusal": _refusal,
    "unlimited": _unlimited,
}  # fmt: skip

PLAYS: Mapping[str, Play] = {
    **{name: writes(writer) for name, writer in {**TRUTHS, **LIES}.items()},
    **FAILURES,
    "open_end": _open_end,
    **vectors.PLAYS,
}


class Handler(BaseHTTPRequestHandler):
    """Reads a request, notes it, and lets the adversary's script answer it."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        adversary = self.server.adversary
        adversary.requests.append(
            Request(self.path, body, {name.lower(): value for name, value in self.headers.items()})
        )
        with suppress(ClientLeft):
            adversary.next_play()(Exchange(self, body, adversary))

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    adversary: Adversary

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early is nothing to report."""


@dataclass(frozen=True)
class Request:
    """What was asked; names of headers in lower case."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Adversary:
    """The server.

    Attributes:
        requests: all requests so far.
        left: set when a client closed its connection while it was being answered.
    """

    requests: list[Request] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)
    _script: deque[Play] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.adversary = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        self.play("copies")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Base URL for clients."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def play(self, *plays: str | Play) -> None:
        """What to answer the next requests with, one each; the last one stays."""
        with self._lock:
            self._script = deque(PLAYS[play] if isinstance(play, str) else play for play in plays)

    def next_play(self) -> Play:
        with self._lock:
            return self._script.popleft() if len(self._script) > 1 else self._script[0]


@contextmanager
def nobody_listens() -> Iterator[str]:
    """Base URL at which every connection is refused."""
    with socket.socket() as taken:
        # Bound, but not listening: nobody else can take the port meanwhile.
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


@contextmanager
def nobody_answers() -> Iterator[str]:
    """Base URL at which a connection is neither made nor refused: the queue of those that wait is full."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
