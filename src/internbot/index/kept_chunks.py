"""Chunks that were read lately, kept in memory up to a limit of bytes.

What is kept belongs to one generation of the catalog. Whoever reads names the generation that its own transaction sees,
so that neither a change by this process nor one by another is ever answered from before it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from internbot.index.stored import StoredChunk

_OBJECTS = 3_000
"""Bytes of a chunk's objects beside its text and its vectors: units, spans, headings, its document's head."""
_NUMBERS = 100_000
"""Numbers of documents' chunks that are held at most, some 4 MB."""


class KeptChunks:
    """The chunks that were asked for last; threads may share it.

    Args:
        limit: bytes that are held at most.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._generation = -1
        self._held: OrderedDict[int, StoredChunk] = OrderedDict()
        self._size = 0
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._counted = 0

    def numbers(self, generation: int, document: int) -> tuple[int, ...] | None:
        """The numbers of a document's chunks by their ordinals; None where they are not kept."""
        with self._lock:
            return self._numbers.get(document) if generation == self._generation else None

    def put_numbers(self, generation: int, document: int, numbers: tuple[int, ...]) -> None:
        """Keep the numbers of a document's chunks, as they are in a generation."""
        with self._lock:
            if not self._is_now(generation):
                return
            if self._counted + len(numbers) > _NUMBERS:
                self._numbers.clear()
                self._counted = 0
            if document not in self._numbers:
                self._numbers[document] = numbers
                self._counted += len(numbers)

    def get(self, generation: int, numbers: Iterable[int]) -> dict[int, StoredChunk]:
        """Those of the chunks that are kept, as they are in a generation."""
        with self._lock:
            if generation != self._generation:
                return {}
            found = {number: self._held[number] for number in numbers if number in self._held}
            for number in found:
                self._held.move_to_end(number)
            return found

    def put(self, generation: int, chunks: Iterable[StoredChunk]) -> None:
        """Keep chunks as they are in a generation; what is of an older one than what is kept already, is not."""
        with self._lock:
            if not self._is_now(generation):
                return
            for chunk in chunks:
                if chunk.id not in self._held:
                    self._size += bytes_of(chunk)
                self._held[chunk.id] = chunk
            while self._size > self._limit:
                _, oldest = self._held.popitem(last=False)
                self._size -= bytes_of(oldest)

    def _is_now(self, generation: int) -> bool:
        """Whether a generation is not older than what is kept; what is older than it is forgotten."""
        if generation > self._generation:
            self._held.clear()
            self._numbers.clear()
            self._generation, self._size, self._counted = generation, 0, 0
        return generation == self._generation

    @property
    def size(self) -> int:
        """Bytes that are held, about."""
        return self._size

    def __len__(self) -> int:
        return len(self._held)


def bytes_of(chunk: StoredChunk) -> int:
    """What a chunk takes in memory, about."""
    packed = chunk.packed
    vectors = len(packed.passage) + len(packed.units) + len(packed.tokens or b"")
    # The text may be held once more, by its sentences.
    return _OBJECTS + vectors + len(chunk.packed_units) + 4 * len(chunk.text)
