"""A small reverse proxy on real sockets, as it stands in front of a server: below a path, with the headers of one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class ReverseProxy:
    """How requests are passed on.

    Attributes:
        target: address of the server.
        prefix: path that the server is shown below.
        strips: whether the server is told the path without it.
        scheme: that clients are said to have used.
    """

    target: str
    prefix: str = ""
    strips: bool = True
    scheme: str = "http"

    @contextmanager
    def running(self) -> Iterator[str]:
        """Its address, while it runs."""
        with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
            thread = threading.Thread(target=self._serve, args=(listening,), daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{self.prefix}"
            listening.shutdown(socket.SHUT_RDWR)
        thread.join()

    def _serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, address = listening.accept()
                threading.Thread(target=self._pass_on, args=(client, address[0]), daemon=True).start()

    def _pass_on(self, client: socket.socket, address: str) -> None:
        """One request a connection: the head is rewritten, the rest goes through as it is."""
        with closing(client), suppress(OSError):
            received = b""
            while b"\r\n\r\n" not in received:
                piece = client.recv(65536)
                if not piece:
                    return
                received += piece
            head, _, body = received.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            method, path, version = first.split(" ")
            if not path.startswith(f"{self.prefix}/"):
                client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            if self.strips:
                path = path[len(self.prefix) :]
            came, kept = [], []
            for line in lines:
                name, _, value = line.partition(":")
                if name.lower() == "x-forwarded-for":
                    came.append(value.strip())
                elif name.lower() not in ("connection", "x-forwarded-proto"):
                    kept.append(line)
            kept += [
                f"X-Forwarded-For: {', '.join([*came, address])}",
                f"X-Forwarded-Proto: {self.scheme}",
                "Connection: close",
            ]
            target = urlsplit(self.target)
            with socket.create_connection((target.hostname, target.port)) as server:
                told = "\r\n".join([f"{method} {path} {version}", *kept]) + "\r\n\r\n"
                server.sendall(told.encode("latin-1") + body)
                back = threading.Thread(target=_copy, args=(client, server), daemon=True)
                back.start()
                _copy(server, client)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    for one, way in ((source, socket.SHUT_RD), (target, socket.SHUT_WR)):
        with suppress(OSError):
            one.shutdown(way)
