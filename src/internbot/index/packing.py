"""Compact storage of vectors, units and blocks in one column each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from internbot.chunking import Unit
from internbot.embeddings.base import TokenVectors, Vectors
from internbot.sources.documents import Block, BlockKind, Span

NO_UNIT = 0xFFFF

_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


def pack_vector(vector: Vectors) -> bytes:
    """One unit vector of shape (dimensions,) in half precision: a cosine changes by less than 0.001."""
    return np.asarray(vector, dtype="<f2").tobytes()


def unpack_vector(packed: bytes) -> Vectors:
    """What `pack_vector` packed, as float32, shape (dimensions,)."""
    return np.frombuffer(packed, dtype="<f2").astype(np.float32)


def pack_directions(vectors: Vectors) -> bytes:
    """Unit vectors of shape (n, dimensions), one signed byte a number.

    Each row is scaled to its own largest number; the scale is not kept, since only the direction matters. A cosine
    changes by some 0.003.
    """
    if not len(vectors):
        return b""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    return np.asarray(np.round(vectors / largest * 127), dtype=np.int8).tobytes()


def unpack_directions(packed: bytes, dimensions: int) -> Vectors:
    """What `pack_directions` packed, as unit vectors, float32, shape (n, dimensions)."""
    rows = np.frombuffer(packed, dtype=np.int8).reshape(-1, dimensions).astype(np.float32)
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return np.asarray(rows / lengths, dtype=np.float32)


def pack_units(units: Sequence[Unit]) -> bytes:
    """Units as four 32-bit numbers each: start, end, kind, block."""
    rows = [(u.span.start, u.span.end, _KINDS.index(u.kind), u.block) for u in units]
    return np.asarray(rows, dtype="<i4").tobytes()


def unpack_units(packed: bytes) -> tuple[Unit, ...]:
    """What `pack_units` packed."""
    rows = np.frombuffer(packed, dtype="<i4").reshape(-1, 4).tolist()
    return tuple(Unit(Span(start, end), _KINDS[kind], block) for start, end, kind, block in rows)


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Blocks as compressed JSON."""
    rows = [(b.span.start, b.span.end, _KINDS.index(b.kind), b.path, b.level, b.page) for b in blocks]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpack_blocks(packed: bytes) -> tuple[Block, ...]:
    """What `pack_blocks` packed."""
    rows = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(
        Block(Span(start, end), _KINDS[kind], tuple(path), level, page)
        for start, end, kind, path, level, page in rows
    )


@dataclass(frozen=True, slots=True)
class TokenCodes:
    """Token vectors of a chunk, of which only the signs are kept: one bit a number.

    Attributes:
        codes: shape (tokens, dimensions / 8), most significant bit first.
        units: for each token the number of its unit in the chunk, or `NO_UNIT` in the heading, shape (tokens,).
    """

    codes: NDArray[np.uint8]
    units: NDArray[np.uint16]

    @classmethod
    def of(cls, tokens: TokenVectors, units: Sequence[Span]) -> TokenCodes:
        """Codes of the tokens of a passage whose units stand in order at `units`; the heading lies before 0."""
        starts = np.array([unit.start for unit in units], dtype=np.int64)
        numbers = np.searchsorted(starts, tokens.spans[:, 0], side="right") - 1
        numbers[tokens.spans[:, 0] < 0] = NO_UNIT
        return cls(np.packbits(tokens.vectors > 0, axis=1), numbers.astype(np.uint16))

    def signs(self) -> NDArray[np.float32]:
        """+1 or -1 for each number, scaled to unit length, shape (tokens, dimensions)."""
        bits = np.unpackbits(self.codes, axis=1).astype(np.float32)
        return np.asarray((bits * 2 - 1) / np.sqrt(np.float32(bits.shape[1])), dtype=np.float32)

    def pack(self) -> bytes:
        """As bytes, units first."""
        return self.units.astype("<u2").tobytes() + self.codes.tobytes()

    @classmethod
    def unpack(cls, packed: bytes, dimensions: int) -> TokenCodes:
        """What `pack` packed."""
        width = dimensions // 8
        tokens = len(packed) // (width + 2)
        units = np.frombuffer(packed, dtype="<u2", count=tokens)
        codes = np.frombuffer(packed, dtype=np.uint8, offset=2 * tokens).reshape(tokens, width)
        return cls(codes, units)
