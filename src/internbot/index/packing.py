"""Compact storage of vectors, units and blocks in one column each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from internbot.chunking import Unit
from internbot.embeddings.base import TokenVectors, Vectors
from internbot.sources.documents import Block, BlockKind, Span

NO_UNIT = 0xFFFF
_ASKED = -1
_ASKED_BYTES = b"\xff\xff\xff\xff"

_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
_AT_ONCE = 128
"""Tokens whose signs are unpacked together: what is unpacked stays in the processor's cache."""


def pack_vector(vector: Vectors) -> bytes:
    """One unit vector of shape (dimensions,) in half precision: a cosine changes by less than 0.001."""
    return np.asarray(vector, dtype="<f2").tobytes()


def unpack_vector(packed: bytes) -> Vectors:
    """What `pack_vector` packed, as float32, shape (dimensions,)."""
    return np.frombuffer(packed, dtype="<f2").astype(np.float32)


def vector_cosines(packed: Sequence[bytes], question: Vectors) -> NDArray[np.float32]:
    """Cosines of a unit vector with each of what `pack_vector` packed, shape (n,)."""
    rows = np.frombuffer(b"".join(packed), dtype="<f2").reshape(-1, len(question)).astype(np.float32)
    return _dots(rows, question)


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


def direction_cosines(packed: Sequence[bytes], question: Vectors) -> list[NDArray[np.float32]]:
    """For each of what `pack_directions` packed, the cosines of its vectors with a unit vector, shape (its n,)."""
    width = len(question)
    rows = np.frombuffer(b"".join(packed), dtype=np.int8).reshape(-1, width).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    cosines = _dots(rows, question) / np.maximum(lengths, np.float32(1e-12))
    ends = np.cumsum([len(one) // width for one in packed]).tolist()
    return [cosines[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _dots(rows: NDArray[np.float32], vector: Vectors) -> NDArray[np.float32]:
    """Of each row with a vector; BLAS would round equal rows differently by where they stand."""
    return np.asarray(np.einsum("ij,j->i", rows, vector), dtype=np.float32)


def pack_units(units: Sequence[Unit]) -> bytes:
    """Units as four 32-bit numbers each: start, end, kind, block.

    Where questions are asked of them, -1 and the number of units stand before, and the questions, as JSON, behind.
    """
    rows = [(u.span.start, u.span.end, _KINDS.index(u.kind), u.block) for u in units]
    numbers = np.asarray(rows, dtype="<i4").tobytes()
    if not any(unit.asked for unit in units):
        return numbers
    asked = json.dumps([unit.asked for unit in units], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return np.asarray((_ASKED, len(units)), dtype="<i4").tobytes() + numbers + asked


def unpack_units(packed: bytes) -> tuple[Unit, ...]:
    """What `pack_units` packed."""
    asked: Iterable[Sequence[str]] = repeat(())
    if are_asked(packed):
        _, count = np.frombuffer(packed, dtype="<i4", count=2).tolist()
        asked = json.loads(packed[8 + 16 * count :].decode("utf-8", "surrogatepass"))
        packed = packed[8 : 8 + 16 * count]
    rows = np.frombuffer(packed, dtype="<i4").reshape(-1, 4).tolist()
    return tuple(
        Unit(Span(start, end), _KINDS[kind], block, tuple(questions))
        for (start, end, kind, block), questions in zip(rows, asked, strict=False)
    )


def are_asked(packed: bytes) -> bool:
    """Whether units, as they are packed, have questions that are asked of them."""
    return packed[:4] == _ASKED_BYTES


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

    def with_tokens(self, tokens: TokenVectors, unit: int) -> TokenCodes:
        """These codes and those of further tokens, which say what a unit says."""
        return TokenCodes(
            np.concatenate([self.codes, np.packbits(tokens.vectors > 0, axis=1)]),
            np.concatenate([self.units, np.full(len(tokens.vectors), unit, dtype=np.uint16)]),
        )

    def signs(self) -> NDArray[np.float32]:
        """+1 or -1 for each number, scaled to unit length, shape (tokens, dimensions)."""
        return _signs(self.codes)

    def cosines(self, vectors: Vectors) -> NDArray[np.float32]:
        """Cosines of each token with some unit vectors of shape (n, dimensions), shape (tokens, n)."""
        found = np.empty((len(self.codes), len(vectors)), dtype=np.float32)
        columns = np.ascontiguousarray(vectors.T)
        for at in range(0, len(found), _AT_ONCE):
            np.matmul(_signs(self.codes[at : at + _AT_ONCE]), columns, out=found[at : at + _AT_ONCE])
        return found

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


def _signs(codes: NDArray[np.uint8]) -> NDArray[np.float32]:
    width = 8 * codes.shape[1]
    rows = np.take(_signs_of_bytes(width), codes, axis=0, mode="clip")
    return np.asarray(rows.reshape(len(codes), width), dtype=np.float32)


@lru_cache(maxsize=4)
def _signs_of_bytes(width: int) -> NDArray[np.float32]:
    """What each byte stands for: its eight signs as part of a unit vector of `width` numbers, shape (256, 8)."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(np.float32)
    return np.asarray((bits * 2 - 1) / np.sqrt(np.float32(width)), dtype=np.float32)
