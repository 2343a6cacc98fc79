"""The items of a source, from this machine or from the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from urllib.parse import urlsplit

from internbot.clock import Clock
from internbot.fetching.requests import Fetch, Request
from internbot.ingestion.source_names import SourceName
from internbot.listings.feeds.base import Board
from internbot.sources.discovery import discover
from internbot.sources.documents import Failure, Item


@dataclass(frozen=True, slots=True)
class SourceItems:
    """Reads sources of every kind.

    Attributes:
        boards: by scheme.
        fetcher: opens what fetches from the network, for one source.
        max_bytes: largest file that is read.
        clock: gives the time that is kept with each file.
    """

    boards: Mapping[str, Board]
    fetcher: Callable[[], AbstractContextManager[Fetch]]
    max_bytes: int
    clock: Clock

    def of(self, source: SourceName) -> Iterator[Item | Failure]:
        """The items of a source; of a folder one at a time.

        What a board has failed to give is a failure of the same key as its item, and comes before it: whoever reads the
        item knows that something is lacking.

        Raises:
            SourceError: there is no such file, folder or board.
            FetchError: nothing could be fetched.
        """
        if source.kind == "path":
            yield from discover(source.location, max_bytes=self.max_bytes, clock=self.clock)
            return
        with self.fetcher() as fetch:
            if source.kind == "web":
                found: list[Item | Failure] = [self._page(source.location, fetch)]
            else:
                found = list(self.boards[source.scheme].collect(source.location, fetch))
        yield from sorted(found, key=lambda one: isinstance(one, Item))

    def _page(self, address: str, fetch: Fetch) -> Item | Failure:
        response = fetch(Request(address))
        if not response.body.strip():
            return Failure(address, "is empty: there is nothing to read at this address")
        # The address that was asked for: where it redirects to may change, and it is still the same source.
        return Item(
            key=address,
            raw=response.body,
            retrieved=response.retrieved,
            media_type=response.media_type,
            url=response.url if urlsplit(response.url).scheme else address,
        )
