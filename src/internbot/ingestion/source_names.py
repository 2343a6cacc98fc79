"""What an operator names as a source: a path, a web address, a job board."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from internbot.errors import FetchError, SourceError
from internbot.fetching.fetcher import canonical
from internbot.index.looks import SourceKind

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+_-]+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source as it is remembered.

    Attributes:
        uri: what tells it from others, for ever; for a path, the absolute one.
        name: short, for people; goes before the ids of documents that another source holds too.
        location: where it is read from now; for a board, what stands after the colon.
        kind: how it is read.
        scheme: of a board.
    """

    uri: str
    name: str
    location: str
    kind: SourceKind = "path"
    scheme: str = ""

    @classmethod
    def of_path(cls, path: str) -> Self:
        """The source that a path on this machine names."""
        absolute = Path(path).expanduser().resolve()
        return cls(str(absolute), absolute.name or "source", path)

    @classmethod
    def of(cls, text: str, schemes: Collection[str]) -> Self:
        """The source that an operator names.

        Args:
            text: a path, an http or https address, or `greenhouse:acme`.
            schemes: of the boards that are known.

        Raises:
            SourceError: the part before the colon is none of `schemes`, or the address is none.
        """
        match = _SCHEME.fullmatch(text)
        if match is None or _exists(text):
            return cls.of_path(text)
        scheme, place = match[1].lower(), match[2].strip()
        if scheme in ("http", "https"):
            try:
                address = canonical(text)
            except FetchError as error:
                raise SourceError(f"{text}: {error}") from error
            return cls(address, urlsplit(address).hostname or "web", address, "web")
        if scheme in schemes:
            if not place:
                raise SourceError(f"{text}: the board's name is missing; write for example {scheme}:acme")
            place = canonical(place) if place.startswith(("http://", "https://")) else place
            return cls(f"{scheme}:{place}", f"{scheme}:{place}", place, "board", scheme)
        raise SourceError(
            f"{text}: no such file or folder, and {scheme}: is no known kind of source; known are "
            f"{', '.join(f'{known}:' for known in sorted({'http', 'https', *schemes}))}"
        )


def _exists(text: str) -> bool:
    try:
        return Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        return False
