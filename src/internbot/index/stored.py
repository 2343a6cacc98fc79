"""What the catalog keeps and gives back: documents, chunks with their vectors, what is remembered of items."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Self, TypeVar

from internbot.chunking import Chunk, Unit
from internbot.embeddings.base import Vectors
from internbot.index import packing
from internbot.index.packing import TokenCodes
from internbot.sources.documents import Block, Document, DocumentKind, Failure, Span

MANY = 500
"""Rows that one statement names at once; SQLite takes some thousands of parameters at most."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ChunkVectors:
    """What an embedding model made of a chunk, as it is kept.

    Attributes:
        passage: shape (dimensions,), unit length.
        units: one row a unit, and after them one a question that is asked of a unit, in order; unit length, shape
            (units + questions, dimensions).
        tokens: None for a model that gives no vectors of tokens.
    """

    passage: Vectors
    units: Vectors
    tokens: TokenCodes | None

    def pack(self) -> PackedVectors:
        """As they lie in the database."""
        return PackedVectors(
            packing.pack_vector(self.passage),
            packing.pack_directions(self.units),
            self.tokens.pack() if self.tokens is not None else None,
            len(self.passage),
        )


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """Vectors of a chunk as they lie in the database; unpacked only where they are looked at.

    Attributes:
        dimensions: length of a vector.
    """

    passage: bytes
    units: bytes
    tokens: bytes | None
    dimensions: int

    def unpack(self) -> ChunkVectors:
        """All of them."""
        return ChunkVectors(
            packing.unpack_vector(self.passage),
            packing.unpack_directions(self.units, self.dimensions),
            self.codes(),
        )

    def codes(self) -> TokenCodes | None:
        """Of the tokens alone."""
        return None if self.tokens is None else TokenCodes.unpack(self.tokens, self.dimensions)


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with what the indexes need of it.

    Attributes:
        embedding_key: hash of everything that the vectors were made from.
        vectors: of the passage, its units and its tokens.
    """

    chunk: Chunk
    embedding_key: str
    vectors: ChunkVectors


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it is kept."""

    id: str
    title: str
    text: str
    kind: DocumentKind
    url: str | None
    published: date | None
    retrieved: datetime
    license_note: str | None
    sha256: str
    source: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What is said of a document beside a quote from it."""

    row: int
    id: str
    title: str
    kind: DocumentKind
    url: str | None
    published: date | None
    retrieved: datetime
    sha256: str


@dataclass(frozen=True)
class StoredChunk:
    """A chunk as it is kept, with its document's head. Its units and tokens are read only where they are looked at."""

    id: int
    document: DocumentHead
    ordinal: int
    span: Span
    text: str
    path: tuple[str, ...]
    page: int | None
    packed_units: bytes
    packed: PackedVectors

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What it is made of, in order; offsets count in the document's text."""
        return packing.unpack_units(self.packed_units)

    @property
    def is_asked(self) -> bool:
        """Whether questions are asked of its units."""
        return packing.are_asked(self.packed_units)

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions that are asked of its units, in order."""
        return tuple(question for unit in self.units for question in unit.asked) if self.is_asked else ()

    @cached_property
    def tokens(self) -> TokenCodes | None:
        """Codes of its tokens; None from a model that gives no vectors of tokens."""
        return self.packed.codes()

    @cached_property
    def sentences(self) -> frozenset[str]:
        """The texts of its units but headings, each once."""
        return frozenset(self.unit_text(unit) for unit in self.units if unit.kind != "heading")

    def unit_text(self, unit: Unit) -> str:
        """The characters of one of its units."""
        return self.text[unit.span.start - self.span.start : unit.span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is remembered of an item: enough to know that nothing has to be done."""

    row: int
    sha256: str
    reader: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What is remembered of a document: enough to know whether it has to be written again.

    Attributes:
        row: its number in the catalog.
        key: the id that users see.
        local_id: the id that its source gives it.
        item: row of the item that it was read from.
        fingerprint: the mark of its `StampedDocument`.
        missing: it has left its source.
    """

    row: int
    key: str
    local_id: str
    item: int
    fingerprint: str
    missing: bool


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A stored document whose text has still to be split and embedded; only what that needs is filled in.

    Attributes:
        row: its number in the catalog.
    """

    row: int
    document: Document


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is stored, and when it was last looked at."""

    articles: int
    listings: int
    chunks: int
    checked: datetime | None


@dataclass(frozen=True, slots=True)
class StampedDocument:
    """A document that may be written.

    Attributes:
        mark: hash of all that is stored of it, but for when it was retrieved, and of how it is split.
        blocks: packed.
    """

    document: Document
    mark: str
    blocks: bytes

    @classmethod
    def of(cls, document: Document, recipe: str) -> Self:
        """Args:
        recipe: changes when documents have to be split again.
        """
        blocks = packing.pack_blocks(document.blocks)
        said: dict[str, object] = {
            "recipe": recipe,
            "title": document.title,
            "kind": document.kind,
            "url": document.url,
            "published": document.published.isoformat() if document.published else None,
            "license": document.license_note,
            "metadata": document.metadata,
            "text": document.sha256,
            "blocks": hashlib.sha256(blocks).hexdigest(),
        }
        if document.asked:
            said["asked"] = [[question.at, question.text] for question in document.asked]
        return cls(document, hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(), blocks)


def aware(instant: datetime | None) -> datetime | None:
    """SQLite gives back instants without their zone; all of ours are in UTC."""
    if instant is None or instant.tzinfo is not None:
        return instant
    return instant.replace(tzinfo=UTC)


def portions(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """`rows` in portions that one statement can name."""
    for at in range(0, len(rows), MANY):
        yield rows[at : at + MANY]
