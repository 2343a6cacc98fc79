"""Vectors of chunks, each made once: what the catalog has for the same text is taken from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from internbot import chunking
from internbot.chunking import Chunk
from internbot.embeddings.base import EmbeddingModel, PassageText
from internbot.index.catalog import Catalog
from internbot.index.hybrid import heading_of
from internbot.index.packing import TokenCodes
from internbot.index.stored import ChunkVectors, EmbeddedChunk
from internbot.sources.documents import Document, Span

RECIPE = "5"
"""Raised when chunks are made in another way, so that documents are split again."""
_EMBEDDED_AS = "2"
"""Raised when something else is embedded of the same chunk, so that its vectors are made again."""

_ASKED_AT_ONCE = 8
"""Chunks whose questions are embedded at once: the vectors of all tokens of many questions take much room."""

KeyedChunk = tuple[Chunk, str]
"""A chunk with its embedding key."""


@dataclass(frozen=True, slots=True)
class ChunkEmbedding:
    """Splits documents, and embeds what is new.

    Attributes:
        count_tokens: tokens of a text.
        chunk_tokens: largest chunk.
    """

    catalog: Catalog
    model: EmbeddingModel
    count_tokens: Callable[[str], int]
    chunk_tokens: int

    @property
    def recipe(self) -> str:
        """What changes when documents have to be split again."""
        return f"{RECIPE}/{self.chunk_tokens}"

    def split(self, document: Document) -> tuple[KeyedChunk, ...]:
        """The chunks of a document with their embedding keys."""
        pieces = chunking.split(document, self.count_tokens, self.chunk_tokens)
        return tuple((chunk, _embedding_key(document, chunk)) for chunk in pieces)

    def embed(
        self,
        documents: Iterable[tuple[Document, Sequence[KeyedChunk]]],
        told: Callable[[int, int], None],
    ) -> dict[str, ChunkVectors]:
        """Vectors of all chunks, by key.

        Args:
            told: is told of how many passages are embedded, and how many are to be.
        """
        wanted: dict[str, tuple[Document, Chunk]] = {}
        for document, pieces in documents:
            for chunk, key in pieces:
                wanted.setdefault(key, (document, chunk))
        vectors = self.catalog.vectors_for(wanted)
        new = [
            (key, passage_text(document, chunk))
            for key, (document, chunk) in wanted.items()
            if key not in vectors
        ]
        embedded = 0

        def done(count: int) -> None:
            nonlocal embedded
            embedded += count
            told(embedded, len(new))

        made = self.model.encode_passages([passage for _, passage in new], done) if new else []
        for (key, passage), vector in zip(new, made, strict=True):
            codes = TokenCodes.of(vector.tokens, passage.units) if vector.tokens is not None else None
            vectors[key] = ChunkVectors(vector.passage, vector.units, codes)
        self._ask({key: wanted[key][1] for key, _ in new}, vectors)
        return vectors

    def _ask(self, chunks: Mapping[str, Chunk], vectors: dict[str, ChunkVectors]) -> None:
        """Add to the vectors of chunks those of the questions that are asked of their units."""
        keys = [key for key, chunk in chunks.items() if any(unit.asked for unit in chunk.units)]
        for at in range(0, len(keys), _ASKED_AT_ONCE):
            some = keys[at : at + _ASKED_AT_ONCE]
            made = iter(
                self.model.encode_questions(
                    [question for key in some for unit in chunks[key].units for question in unit.asked]
                )
            )
            for key in some:
                own = vectors[key]
                codes, rows = own.tokens, [own.units]
                for number, unit in enumerate(chunks[key].units):
                    for vector in islice(made, len(unit.asked)):
                        rows.append(vector.question[None])
                        if codes is not None and vector.tokens is not None:
                            codes = codes.with_tokens(vector.tokens, number)
                vectors[key] = ChunkVectors(own.passage, np.concatenate(rows), codes)


def embedded(pieces: Sequence[KeyedChunk], vectors: dict[str, ChunkVectors]) -> list[EmbeddedChunk]:
    """Chunks with their vectors."""
    return [EmbeddedChunk(chunk, key, vectors[key]) for chunk, key in pieces]


def passage_text(document: Document, chunk: Chunk) -> PassageText:
    """What is embedded of a chunk: the title and the headings above it, then its text."""
    at = chunk.span.start
    units = tuple(Span(unit.span.start - at, unit.span.end - at) for unit in chunk.units)
    return PassageText(heading_of(document.title, chunk.path), chunk.text, units)


def _embedding_key(document: Document, chunk: Chunk) -> str:
    """Hash of all that a chunk's vectors are made from."""
    passage = passage_text(document, chunk)
    borders = ",".join(f"{unit.start}-{unit.end}" for unit in passage.units)
    said = f"{_EMBEDDED_AS}\n{borders}\n{passage.heading}\n\n{passage.text}"
    asked = [[number, *unit.asked] for number, unit in enumerate(chunk.units) if unit.asked]
    if asked:
        said += f"\n\n{json.dumps(asked)}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
