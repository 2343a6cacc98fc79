"""What a source is read into: items (raw bytes) and documents (text with its structure)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Literal, Protocol
from urllib.parse import urlsplit

BlockKind = Literal["heading", "paragraph", "item", "row", "code", "quotation"]
DocumentKind = Literal["article", "listing"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets (Unicode code points) in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document's text.

    Attributes:
        span: where it stands; blocks are in order, do not overlap, and only white space lies between them.
        kind: what it is. A list item is one block each; a table row is one block each.
        path: headings above it, outermost first, without the block itself.
        level: 1 to 6 for headings, nesting depth from 0 for items, else 0.
        page: page number from 1, where the format has pages.
    """

    span: Span
    kind: BlockKind
    path: tuple[str, ...] = ()
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that a text answers, as whoever wrote it says.

    Attributes:
        text: in the words of somebody who asks.
        at: offset in the document's text; the first sentence that ends after it answers.
    """

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Item:
    """One raw thing that a source holds, before it is parsed.

    Attributes:
        key: path relative to the source with forward slashes, a file's name, or a URL; unique in the source.
        raw: the bytes as they were found.
        media_type: from the server or guessed by name; empty where unknown.
        url: the live page, for what came from the web.
        retrieved: when the bytes were read.
    """

    key: str
    raw: bytes
    retrieved: datetime
    media_type: str = ""
    url: str | None = None

    @property
    def suffix(self) -> str:
        """Lower-case file name extension with its dot, or an empty string; of an address, that of its path."""
        path = urlsplit(self.key).path if self.key.startswith(("http://", "https://")) else self.key
        return PurePosixPath(path).suffix.lower()

    @property
    def sha256(self) -> str:
        """Hex digest of the raw bytes."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article or listing with the text that every quote and offset refers to.

    Attributes:
        id: path relative to the source, canonical URL, or the id that a JSONL line gives.
        text: the snapshot. Readers never change it afterwards; offsets count in it.
        blocks: structure of `text`; empty for plain text, which the chunker then splits at blank lines.
        published: the date of its statements, where the source has one.
        license_note: what the source says on its licence, for the reader of a citation.
        metadata: anything else that the source says, as strings.
        raw: the bytes that a structured item was rendered from, where `text` is a rendering.
        asked: questions that it says it answers, in order.
    """

    id: str
    title: str
    text: str
    kind: DocumentKind = "article"
    url: str | None = None
    published: date | None = None
    retrieved: datetime
    license_note: str | None = None
    blocks: tuple[Block, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    asked: tuple[AskedQuestion, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex digest of the snapshot (UTF-8)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """An item, or a part of one, that could not be read, with the reason and remedy in one line."""

    key: str
    reason: str


class Reader(Protocol):
    """Turns one item into documents.

    `name` and `version` are kept with what was read: when the version rises, unchanged items are read again.
    """

    name: str
    version: int

    def accepts(self, item: Item) -> bool:
        """Whether this reader is the one for `item` (by name, media type and first bytes)."""

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """Documents of the item, and failures of parts that cannot be read.

        Raises:
            SourceError: nothing of the item can be read.
        """
