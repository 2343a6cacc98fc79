"""Plain HTTP requests to the test server, with headers and bodies as an attacker would choose them."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    text: str


def send(
    url: str,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: object = None,
    chunks: Iterable[bytes] | None = None,
) -> Response:
    """Sends one request; `body` goes as JSON, `chunks` without a length."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    fields = dict(headers or {})
    try:
        if chunks is not None:
            connection.request(method, path, chunks, fields, encode_chunked=True)
        elif body is not None:
            connection.request(method, path, json.dumps(body), fields | {"Content-Type": "application/json"})
        else:
            connection.request(method, path, headers=fields)
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, names, answer.read().decode())
    finally:
        connection.close()
