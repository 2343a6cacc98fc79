"""Handing work to the process that owns the index, through a private socket.

A server offers named handlers; a client calls one with a JSON object, is told of progress, and gets a JSON
object or the error that the handler raised. Messages are JSON, never pickles: bytes that arrive run nothing.

    client: {"command": "ingest", ...}
    server: {"progress": {...}} any number of times, then {"result": {...}} or {"error": {"code", "message", "details"}}
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from internbot.errors import BackendUnavailable, InternbotError

Json = dict[str, Any]
Emit = Callable[[Json], None]
"""Tells the client of progress; raises `ClientGone` when it no longer listens, which ends the work."""
Handler = Callable[[Json, Emit], Json]

SOCKET = "server.sock"
LONGEST_SOCKET_PATH = 100
"""Bytes; the system refuses paths of some 104 or 108."""
CLIENTS = 8
LONGEST_REQUEST = 16 * 1024 * 1024

log = logging.getLogger(__name__)


class ClientGone(Exception):
    """The client of a handler closed its connection, or the server is closing."""


class HandoffServer:
    """Serves handlers on a private socket, one thread a client, at most `CLIENTS` at once; others wait."""

    def __init__(self, folder: Path, handlers: Mapping[str, Handler]) -> None:
        """Listens at once, in `folder`, or in a private temporary one where that path is too long.

        Raises:
            OSError: the socket cannot be made.
        """
        self.authkey = secrets.token_bytes(32)
        self._handlers = dict(handlers)
        self._closing = threading.Event()
        self._slots = threading.BoundedSemaphore(CLIENTS)
        self._threads: list[threading.Thread] = []
        self._temporary: Path | None = None
        path = folder.absolute() / SOCKET
        if len(os.fsencode(path)) >= LONGEST_SOCKET_PATH:
            self._temporary = Path(tempfile.mkdtemp(prefix="internbot-"))
            path = self._temporary / SOCKET
        # What a killed server left; the caller holds the folder's lock, so no living one can be behind it.
        path.unlink(missing_ok=True)
        self.address = str(path)
        self._listener = Listener(self.address, family="AF_UNIX", backlog=CLIENTS)
        path.chmod(0o600)
        self._acceptor = threading.Thread(target=self._accept, name="handoff", daemon=True)
        self._acceptor.start()

    def close(self) -> None:
        """Takes no more work, ends running handlers at their next progress, and waits for them a little."""
        if self._closing.is_set():
            return
        self._closing.set()
        # Nothing else wakes a thread that waits in accept.
        with suppress(OSError):
            Client(self.address, family="AF_UNIX").close()
        self._acceptor.join(5)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            self._slots.acquire()
            try:
                connection = self._listener.accept()
            except OSError:
                self._slots.release()
                if self._closing.is_set():
                    return
                continue
            if self._closing.is_set():
                connection.close()
                return
            thread = threading.Thread(
                target=self._serve, args=(connection,), name="handoff-client", daemon=True
            )
            self._threads = [one for one in self._threads if one.is_alive()]
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            with connection:
                # In this thread, so that a client that never answers keeps nobody else waiting.
                deliver_challenge(connection, self.authkey)
                answer_challenge(connection, self.authkey)
                while self._wait(connection):
                    self._answer(connection, connection.recv_bytes(LONGEST_REQUEST))
        except (EOFError, OSError, AuthenticationError, ClientGone):
            pass  # the client ended; its work ended with it
        finally:
            self._slots.release()

    def _wait(self, connection: Connection) -> bool:
        while not connection.poll(0.2):
            if self._closing.is_set():
                return False
        return True

    def _answer(self, connection: Connection, message: bytes) -> None:
        def emit(progress: Json) -> None:
            # A client sends nothing while it waits: readable means that it closed.
            if self._closing.is_set() or connection.poll(0):
                raise ClientGone
            try:
                _send(connection, {"progress": progress})
            except OSError as error:
                raise ClientGone from error

        try:
            request = json.loads(message)
            handler = self._handlers[request["command"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            _send(connection, _error("invalid_request", "the server does not know this command: restart it"))
            return
        try:
            reply = {"result": handler(request, emit)}
        except InternbotError as error:
            reply = _error(error.code, str(error), error.details())
        except ClientGone:
            raise
        except Exception:
            log.exception("handing over %s failed", request["command"])
            reply = _error("internal", "the server failed at this; its log says why")
        _send(connection, reply)


class HandoffClient:
    """One connection to a server; call it any number of times, then `close` it."""

    def __init__(self, address: str, authkey: bytes) -> None:
        """Connects at once.

        Raises:
            BackendUnavailable: nothing answers there.
        """
        try:
            self._connection = Client(address, family="AF_UNIX", authkey=authkey)
        except (OSError, EOFError, AuthenticationError) as error:
            raise BackendUnavailable(
                "the running server does not answer: stop it and start it again"
            ) from error

    def call(self, command: str, request: Mapping[str, Any], progress: Emit | None = None) -> Json:
        """The result of a handler.

        Args:
            command: name of the handler.
            request: what it is given, with the command's name added as `command`.
            progress: told of each step.

        Raises:
            InternbotError: the one that the handler raised, of the same class.
            BackendUnavailable: the server ended.
        """
        try:
            _send(self._connection, {**request, "command": command})
            while True:
                message: Json = json.loads(self._connection.recv_bytes())
                if "progress" not in message:
                    break
                if progress is not None:
                    progress(message["progress"])
        except (OSError, EOFError) as error:
            raise BackendUnavailable("the running server ended before it was done: try again") from error
        if "error" in message:
            raise _raised(message["error"])
        result: Json = message["result"]
        return result

    def close(self) -> None:
        """Ends the connection, and with it what the server still does for it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _send(connection: Connection, message: Json) -> None:
    connection.send_bytes(json.dumps(message).encode("utf-8", "surrogatepass"))


def _error(code: str, message: str, details: Json | None = None) -> Json:
    return {"error": {"code": code, "message": message, "details": details or {}}}


def _raised(error: Json) -> InternbotError:
    # A class without a code of its own only holds what its children share.
    kinds = {kind.code: kind for kind in _subclasses(InternbotError) if "code" in vars(kind)}
    kind = kinds.get(error["code"])
    if kind is None:
        return InternbotError(error["message"])
    return kind.rebuilt(error["message"], error["details"])


def _subclasses(kind: type[InternbotError]) -> Iterator[type[InternbotError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _subclasses(child)
