"""A board put together from its pages: one item that is the same as long as its postings are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from internbot.errors import FetchError, SourceError
from internbot.fetching.requests import Fetch, Request
from internbot.sources.documents import Failure, Item

MOST_PAGES = 1000
"""Pages after which a board is taken to be one that never ends."""

_NAME = re.compile(r"[\w.~%+-]+(?: [\w.~%+-]+)*")


def is_address(place: str) -> bool:
    """Whether a place is a full address rather than the name of a board."""
    return place.startswith(("https://", "http://"))


def board_name(scheme: str, place: str) -> str:
    """The name of a board as it stands in an address.

    Raises:
        SourceError: `place` can be none.
    """
    name = place.strip().strip("/")
    if not _NAME.fullmatch(name) or name.strip(".") == "":
        raise SourceError(
            f"{scheme}:{place}: {place!r} is no name of a board; write for example {scheme}:acme"
        )
    return name if "%" in name else quote(name)


@dataclass(slots=True)
class Gathering:
    """The postings of a board as they come in.

    Attributes:
        key: of the item.
        fetch: fetches one request.
        postings: gathered so far, each once.
        failures: of what is lacking.
        retrieved: when the first page was fetched.
    """

    key: str
    fetch: Fetch
    postings: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    retrieved: datetime | None = None

    def get(self, url: str, body: object | None = None) -> Any:
        """The JSON at an address.

        Raises:
            FetchError: it could not be had, or is no JSON.
        """
        response = self.fetch(Request(url, body))
        if self.retrieved is None:
            self.retrieved = response.retrieved
        try:
            return json.loads(response.body)
        except (ValueError, RecursionError) as error:
            raise FetchError(
                f"{url}: answered with something that is no JSON ({response.media_type})"
            ) from error

    def whole(self, url: str, name: str, software: str) -> Iterator[Item | Failure]:
        """The item of a board that gives all its postings at one address.

        Args:
            url: its interface.
            name: of the list of postings in the answer.
            software: of the board, for the error.

        Raises:
            FetchError: it could not be had.
            SourceError: the answer holds no such list.
        """
        payload = self.get(url)
        if not isinstance(payload, dict) or not isinstance(payload.get(name), list):
            raise SourceError(f"{self.key}: answered with no list of {name}; is it a board of {software}?")
        self.add(payload[name])
        yield from self.items(name)

    def pages(self, requests: Iterable[tuple[str, object | None]]) -> Iterator[Any]:
        """The JSON of one page after the other, until one cannot be had: that is a failure, but of the first page.

        Args:
            requests: addresses with the body of a POST, or None; may depend on the pages given before.

        Raises:
            FetchError: not even the first page could be had.
        """
        for number, (url, body) in enumerate(requests, 1):
            try:
                yield self.get(url, body)
            except FetchError as error:
                if number == 1:
                    raise
                self.lacks(f"page {number}: {error}")
                return
            if number == MOST_PAGES:
                self.lacks(f"has more than {MOST_PAGES} pages; the rest was left out")
                return

    def add(self, postings: object) -> int:
        """Keep the objects of a list; returns how many of them were new."""
        before = len(self.postings)
        for posting in postings if isinstance(postings, list) else ():
            if isinstance(posting, dict):
                self.postings.setdefault(_dumped(posting), posting)
        return len(self.postings) - before

    def lacks(self, reason: str) -> None:
        """Report something of the board that could not be had."""
        self.failures.append(Failure(self.key, reason))

    def items(self, list_key: str, fields: Mapping[str, Any] | None = None) -> Iterator[Item | Failure]:
        """The one item of the board, postings in the order of their text, and the failures.

        Args:
            list_key: under which the postings stand; empty for a bare list.
            fields: what stands beside them, and does not change with each fetching.
        """
        assert self.retrieved is not None
        listed = [self.postings[text] for text in sorted(self.postings)]
        payload = {**(fields or {}), list_key: listed} if list_key else listed
        raw = json.dumps(payload, ensure_ascii=False, sort_keys=True, indent=0).encode(
            "utf-8", "surrogatepass"
        )
        yield Item(key=self.key, raw=raw, retrieved=self.retrieved, media_type="application/json")
        yield from self.failures


def _dumped(posting: Mapping[str, Any]) -> str:
    return json.dumps(posting, ensure_ascii=False, sort_keys=True)
