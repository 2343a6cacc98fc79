"""Fetches within the rules: public addresses, redirects checked, polite, patient, and nothing sent twice unchanged."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag

import httpx

from internbot import __version__
from internbot.clock import Clock
from internbot.errors import FetchError, PageGone
from internbot.fetching import addresses
from internbot.fetching.addresses import AddressRules, Resolve
from internbot.fetching.exchanges import Answered, Exchanges, TryAgain
from internbot.fetching.kept_answers import KeptAnswer, KeptAnswers
from internbot.fetching.requests import Request, Response

USER_AGENT = f"internbot/{__version__} (reads public job postings for its operator)"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_GONE = frozenset((404, 410))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of servers, and taken from them.

    Attributes:
        max_bytes: of one answer.
        seconds: for one exchange in all.
        per_minute: requests to one host.
        attempts: exchanges in all before a request is given up.
        first_wait: seconds before the second attempt; twice as much before each further one, give or take half.
        longest_wait: seconds; a server that asks for more is left alone until the next run.
        redirects: that are followed.
    """

    max_bytes: int
    seconds: float = 30.0
    per_minute: float = 120.0
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0
    redirects: int = 5


class Fetcher:
    """A `Fetch`; used by one thread at a time, and closed in the end."""

    def __init__(
        self,
        rules: AddressRules,
        limits: Limits,
        kept: KeptAnswers,
        clock: Clock,
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        resolve: Resolve = addresses.resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Args:
        clock: gives the time that is kept with each answer.
        sleep: waits for some seconds; what it raises ends the fetch.
        monotonic: seconds since whenever.
        chance: a number from 0 to 1, by which waits differ.
        tls: instead of the usual certificate authorities.
        """
        self._rules = rules
        self._limits = limits
        self._kept = kept
        self._clock = clock
        self._sleep = sleep
        self._monotonic = monotonic
        self._chance = chance
        self._resolve = resolve
        self._exchanges = Exchanges(limits.seconds, limits.max_bytes, tls)
        self._free_at: dict[str, float] = {}

    def __call__(self, request: Request) -> Response:
        """The answer to `request`; what the server says has not changed is taken from what was kept.

        Raises:
            PageGone: the server says that there is nothing.
            FetchError: it could not be had, after all attempts.
        """
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._follow(request)
            except TryAgain as again:
                if attempt == self._limits.attempts:
                    raise FetchError(f"{request.url}: {again}, {attempt} times; try again later") from again
                self._sleep(self._wait(request, again, attempt))
            except FetchError as error:
                raise type(error)(f"{request.url}: {error}") from error
        raise AssertionError("there is at least one attempt")

    def close(self) -> None:
        """Ends all connections."""
        self._exchanges.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait(self, request: Request, again: TryAgain, attempt: int) -> float:
        """Seconds before the next attempt: what the server asks for, else longer each time, never all at once."""
        if again.after is None:
            return self._limits.first_wait * 2.0 ** (attempt - 1) * (0.5 + self._chance())
        if again.after > self._limits.longest_wait:
            raise FetchError(
                f"{request.url}: {again}, and asks to wait {again.after:g} seconds; try again after that"
            )
        return again.after + self._chance()

    def _follow(self, request: Request) -> Response:
        for _ in range(self._limits.redirects + 1):
            url = _url(request.url)
            kept = self._kept.get(request)
            answered = self._exchange(url, request, kept)
            if answered.status in _REDIRECTS:
                request = _redirected(url, request, answered)
                continue
            return self._response(request, answered, kept)
        raise FetchError(f"more than {self._limits.redirects} redirects")

    def _exchange(self, url: httpx.URL, request: Request, kept: KeptAnswer | None) -> Answered:
        port = url.port or (443 if url.scheme == "https" else 80)
        found = self._rules.check(url.host, port, self._resolve)
        self._pace(url.host)
        headers = {"User-Agent": USER_AGENT} | (kept.conditions() if kept is not None else {})
        return self._exchanges.exchange(url, found, headers, request.json)

    def _pace(self, host: str) -> None:
        now = self._monotonic()
        free = self._free_at.get(host, now)
        self._free_at[host] = max(now, free) + 60.0 / self._limits.per_minute
        if free > now:
            self._sleep(free - now)

    def _response(self, request: Request, answered: Answered, kept: KeptAnswer | None) -> Response:
        if answered.status == 304 and kept is not None:
            self._kept.touch(request)
            return Response(request.url, kept.body, kept.media_type, self._clock())
        if answered.status == 200:
            media_type = answered.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            etag, modified = answered.headers.get("ETag"), answered.headers.get("Last-Modified")
            self._kept.put(request, KeptAnswer(answered.body, media_type, etag, modified))
            return Response(request.url, answered.body, media_type, self._clock())
        if answered.status in _PASSING:
            raise TryAgain(f"the server answered {answered.status}", _retry_after(answered, self._clock))
        if answered.status in _GONE:
            raise PageGone(f"there is nothing at this address (status {answered.status})")
        if answered.status in (401, 403):
            raise FetchError(
                f"the server refuses access (status {answered.status}); it may want people only: "
                "save the page, and ingest the file"
            )
        raise FetchError(f"the server answered {answered.status}")


def canonical(url: str) -> str:
    """One way to write an address: small letters in the host, no default port, no fragment.

    Raises:
        FetchError: it is no http or https address.
    """
    return str(_url(url))


def _url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(urldefrag(text.strip()).url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"no valid web address ({error})") from error
    if url.scheme not in ("http", "https"):
        raise FetchError(f"{url.scheme or 'no scheme'}: only http and https addresses are fetched")
    if not url.host:
        raise FetchError("no valid web address: it names no host")
    if url.userinfo:
        raise FetchError("an address with a name or password in it is not fetched")
    return url


def _redirected(url: httpx.URL, request: Request, answered: Answered) -> Request:
    location = answered.headers.get("Location", "")
    if not location:
        raise FetchError("the server redirects to nowhere")
    try:
        target = _url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("the server redirects to what is no address") from error
    if url.scheme == "https" and target.scheme != "https":
        raise FetchError(
            f"the server redirects from https to {target}, where anybody could change the answer"
        )
    return Request(str(target), request.json if answered.status in (307, 308) else None)


def _retry_after(answered: Answered, clock: Clock) -> float | None:
    """Seconds that the server asks to wait: given as such, or as an instant of its own clock."""
    text = answered.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    until = _instant(text)
    if until is None:
        return None
    now = _instant(answered.headers.get("Date", "")) or clock()
    return max(0.0, (until - now).total_seconds())


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
