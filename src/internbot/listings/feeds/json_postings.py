"""What the feeds in JSON share: finding their postings, each with its own bytes, and reading values safely."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Document, Failure, Item

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Payload(NamedTuple):
    """A payload taken apart.

    Attributes:
        fields: what stands beside the list of postings.
        postings: each with its own bytes.
    """

    fields: dict[str, Any]
    postings: list[tuple[Any, bytes]]


class Found(NamedTuple):
    """One posting of a payload.

    Attributes:
        posting: the decoded object.
        raw: its bytes.
        beside: what stands beside the list of postings.
    """

    posting: dict[str, Any]
    raw: bytes
    beside: Mapping[str, Any]


class JsonPostings:
    """A format whose files are JSON: an object with a list of postings, the bare list, or a single posting.

    Attributes:
        name: of the format; also `source_format` of its records.
        list_keys: keys under which the list may stand; none where it stands bare.
        marks: keys of a posting, or of what surrounds it, that together tell this format from all others.
    """

    name: str
    version: int = 2
    list_keys: tuple[str, ...] = ()
    marks: tuple[str, ...]

    def __init__(self, places: PlaceResolver) -> None:
        self._places = places
        self._drafting = Drafting(places)

    def names_a_place(self, text: str) -> bool:
        """Whether a text of a place's field names a place, or says how far the work is remote."""
        found = self._places.resolve(text)
        return found.remote != "unknown" or any(place.country for place in found.places)

    def accepts(self, item: Item) -> bool:
        """Any JSON that holds the keys of this format, whatever its name; lines of JSON belong to another reader."""
        raw = item.raw
        start = raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        return (
            start in (b"{", b"[")
            and item.suffix not in (".jsonl", ".ndjson")
            and all(f'"{mark}"'.encode() in raw for mark in self.marks)
        )

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each posting, and a failure for each that is no record.

        Raises:
            SourceError: the item is no JSON, or was cut.
        """
        payload = read_payload(item, self.list_keys)
        drafts: list[Draft] = []
        for at, (posting, raw) in enumerate(payload.postings, 1):
            try:
                if not isinstance(posting, dict):
                    raise SourceError("is no object")
                if (draft := self.draft(Found(posting, raw, payload.fields))) is not None:
                    drafts.append(draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{at}", str(error))
        for draft in self._drafting.merged(drafts):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def draft(self, found: Found) -> Draft | None:
        """What one posting says; None where it is not to be shown (unlisted).

        Raises:
            SourceError: it has no id or no title.
        """
        raise NotImplementedError


def read_payload(item: Item, list_keys: Collection[str]) -> Payload:
    """The postings of a payload: those below one of `list_keys`, of a bare list, or the one object itself.

    Raises:
        SourceError: it is no JSON, or was cut.
    """
    try:
        text = item.raw.decode("utf-8-sig")
        start = _space(text, 0)
        if text[start : start + 1] == "[":
            postings, _ = _elements(text, start)
            return Payload({}, postings)
        return _object(text, start, list_keys)
    except UnicodeDecodeError as error:
        raise SourceError(f"is no UTF-8 at byte {error.start}") from error
    except (json.JSONDecodeError, RecursionError, IndexError) as error:
        raise SourceError(f"is no JSON that can be read, or was cut ({error})") from error


def words(value: object) -> str | None:
    """A text or number as text without white space around it; None for anything else, and where it is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def address(value: object) -> str | None:
    """A web address; None for anything else."""
    text = words(value)
    return text if text and re.match(r"https?://[^\s/]+\.?[^\s]*$", text) else None


def inner(value: object, *keys: str) -> Any:
    """What stands below `keys` in nested objects; None where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def required(posting: Mapping[str, Any], *keys: str) -> str:
    """The first of `keys` that has a text.

    Raises:
        SourceError: none has.
    """
    for key in keys:
        if text := words(posting.get(key)):
            return text
    raise SourceError(f"has no {' or '.join(keys)}")


def known_paths(posting: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, str]:
    """Those of `paths` (by the record's field) under which the posting holds something."""
    return {name: path for name, path in paths.items() if _holds(posting, path)}


def _holds(posting: object, path: str) -> bool:
    value = posting
    for key in path.split("."):
        name, _, listed = key.partition("[")
        value = value.get(name) if isinstance(value, dict) else None
        if listed and isinstance(value, list):
            value = value[0] if value else None
    return value not in (None, "", [], {})


def _object(text: str, start: int, list_keys: Collection[str]) -> Payload:
    if text[start] != "{":
        raise json.JSONDecodeError("expected an object or a list", text, start)
    fields: dict[str, Any] = {}
    postings: list[tuple[Any, bytes]] | None = None
    at = _space(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _after(text, at, ":")
        if key in list_keys and text[at] == "[":
            postings, at = _elements(text, at)
        else:
            fields[key], at = _DECODER.raw_decode(text, at)
        at = _space(text, at)
        if text[at] == ",":
            at = _space(text, at + 1)
    if postings is None:
        return Payload({}, [(fields, text[start : at + 1].encode())])
    return Payload(fields, postings)


def _elements(text: str, start: int) -> tuple[list[tuple[Any, bytes]], int]:
    """The elements of the list that begins at `start`, each with its bytes, and where the list ends."""
    found: list[tuple[Any, bytes]] = []
    at = _space(text, start + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        found.append((value, text[at:end].encode("utf-8", "surrogatepass")))
        at = _space(text, end)
        if text[at] == ",":
            at = _space(text, at + 1)
        elif text[at] != "]":
            raise json.JSONDecodeError("expected a comma", text, at)
    return found, at + 1


def _after(text: str, at: int, mark: str) -> int:
    at = _space(text, at)
    if text[at] != mark:
        raise json.JSONDecodeError(f"expected {mark!r}", text, at)
    return _space(text, at + 1)


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
