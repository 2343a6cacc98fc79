"""One exchange with a server, within limits: no redirect, no retry."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from internbot.errors import FetchError

_MEBIBYTE = 1024 * 1024
_PIECE = 65_536
_ACCEPTED_ENCODINGS = {"": 0, "identity": 0, "gzip": 31, "x-gzip": 31, "deflate": 47}
"""Content encodings with zlib's number for each, 0 for none; no other is asked for."""


class TryAgain(Exception):
    """An exchange failed in a way that may pass.

    Attributes:
        after: seconds that the server asks to wait, where it says so.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered, with whatever status."""

    status: int
    headers: httpx.Headers
    body: bytes


class Exchanges:
    """Speaks with servers at addresses that were checked before.

    Every host has connections of its own: one whose certificate was verified for one name is never used for another
    name at the same address. Proxies and other settings of the environment are not looked at.
    """

    def __init__(self, seconds: float, max_bytes: int, tls: ssl.SSLContext | None = None) -> None:
        """Args:
        seconds: for one exchange in all, however slowly it drips.
        max_bytes: of a body, as sent and after decompression.
        tls: instead of the usual certificate authorities.
        """
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._tls = tls
        self._runner = asyncio.Runner()
        self._clients: dict[str, httpx.AsyncClient] = {}

    def exchange(
        self, url: httpx.URL, addresses: Sequence[str], headers: Mapping[str, str], json: object | None
    ) -> Answered:
        """Send one request to the first of `addresses` that can be connected to.

        Args:
            url: names the host, for the certificate and the `Host` header.
            addresses: numeric ones, checked by the caller.
            json: body of a POST; a GET where it is None.

        Raises:
            TryAgain: no connection, a broken or slow answer.
            FetchError: the answer is too large, is packed in an unknown way, or the certificate is wrong.
        """
        try:
            return self._runner.run(self._exchange(url, addresses, dict(headers), json))
        except TimeoutError as error:
            raise TryAgain(f"no complete answer within {self._seconds:g} seconds") from error
        except httpx.TransportError as error:
            if certificate := _certificate_fault(error):
                raise FetchError(f"{url.host} cannot prove that it is {url.host}: {certificate}") from error
            raise TryAgain(_reason(error)) from error

    def close(self) -> None:
        """Ends all connections."""
        for client in self._clients.values():
            self._runner.run(client.aclose())
        self._clients.clear()
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def _exchange(
        self, url: httpx.URL, addresses: Sequence[str], headers: dict[str, str], json: object | None
    ) -> Answered:
        client = self._client(url)
        headers["Host"] = url.netloc.decode("ascii")
        async with asyncio.timeout(self._seconds):
            for number, address in enumerate(addresses):
                request = client.build_request(
                    "GET" if json is None else "POST",
                    url.copy_with(host=address),
                    headers=headers,
                    json=json,
                    extensions={"sni_hostname": url.raw_host.decode("ascii")},
                )
                try:
                    response = await client.send(request, stream=True)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    if number + 1 == len(addresses) or _certificate_fault(error):
                        raise
                    continue
                try:
                    body = await self._body(response) if response.status_code == 200 else b""
                    return Answered(response.status_code, response.headers, body)
                finally:
                    await response.aclose()
        raise TryAgain("it has no address")

    def _client(self, url: httpx.URL) -> httpx.AsyncClient:
        key = f"{url.scheme}://{url.host}"
        if key not in self._clients:
            self._clients[key] = httpx.AsyncClient(
                verify=self._tls or httpx.create_ssl_context(),
                timeout=self._seconds,
                follow_redirects=False,
                trust_env=False,
                headers={"Accept-Encoding": "gzip, deflate", "Accept": "*/*"},
            )
        return self._clients[key]

    async def _body(self, response: httpx.Response) -> bytes:
        unpacking = _Unpacking(response.headers.get("Content-Encoding", ""), self._max_bytes)
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise _too_large(self._max_bytes)
        async for piece in response.aiter_raw(_PIECE):
            unpacking.feed(piece)
        return unpacking.end()


class _Unpacking:
    """Puts a body together; never holds much more than the limit, whatever it unpacks to."""

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in _ACCEPTED_ENCODINGS:
            raise FetchError(f"the answer is packed as {name!r}, which was not asked for")
        bits = _ACCEPTED_ENCODINGS[name]
        self._zlib = zlib.decompressobj(bits) if bits else None
        self._limit = limit
        self._sent = 0
        self._body = bytearray()

    def feed(self, piece: bytes) -> None:
        self._sent += len(piece)
        if self._zlib is None:
            self._body += piece
        else:
            try:
                self._body += self._zlib.decompress(piece, self._limit + 1 - len(self._body))
            except zlib.error as error:
                raise TryAgain(f"the answer's compression is damaged ({error})") from error
        if max(len(self._body), self._sent) > self._limit:
            raise _too_large(self._limit)

    def end(self) -> bytes:
        if self._zlib is not None and self._sent and not self._zlib.eof:
            raise TryAgain("the answer was cut off")
        return bytes(self._body)


def _too_large(limit: int) -> FetchError:
    return FetchError(
        f"the answer is over the limit of {limit / _MEBIBYTE:g} MiB; raise INTERNBOT_MAX_FILE_MB"
    )


def _certificate_fault(error: BaseException) -> str | None:
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, ssl.SSLCertVerificationError):
            return inner.verify_message
        inner = inner.__cause__ or inner.__context__
    return None


def _reason(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return f"no connection ({error or 'time-out'})"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the answer was cut off"
    return f"the connection failed ({error or type(error).__name__})"
