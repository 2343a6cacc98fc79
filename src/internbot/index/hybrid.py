"""The embedded home of the index: catalog, vectors and keywords in one folder, kept in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from internbot.embeddings.base import Vectors
from internbot.index.catalog import Catalog, StoredChunk
from internbot.index.fusion import fuse
from internbot.index.keywords import KeywordEntry, KeywordIndex
from internbot.index.vectors import VectorIndex

CANDIDATES = 100
"""How many each of the two searches gives to the fusion."""

_TOLD_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that either search found, with all that ranks it.

    Attributes:
        bm25: keyword score, 0 where no keyword matches.
        cosine: of question and passage.
        sentence_cosines: of the question and each unit of the chunk, shape (units,).
        score: the fused score; higher is better, comparable within one search only.
    """

    chunk: StoredChunk
    bm25: float
    cosine: float
    sentence_cosines: NDArray[np.float32]
    score: float


class HybridIndex:
    """Finds chunks by meaning and by words.

    The catalog is the truth; `catch_up` tells the vector and keyword indexes what changed, and may be killed anywhere.
    """

    def __init__(self, folder: Path, dimensions: int, *, writable: bool) -> None:
        self.catalog = Catalog.in_file(folder / "catalog.sqlite3", dimensions)
        self.keywords = KeywordIndex(folder / "keywords", writable=writable)
        self._vectors = VectorIndex(folder / "vectors", dimensions)
        if writable:
            self.catch_up()

    def catch_up(self, done: Callable[[int], None] | None = None) -> None:
        """Tell the vector and keyword indexes all that the catalog's outbox holds."""
        while True:
            puts, drops = self.catalog.pending(_TOLD_AT_ONCE)
            if not puts and not drops:
                return
            gone = [number for _, number in drops]
            self._vectors.drop(gone)
            self.keywords.drop(gone)
            if puts:
                stored = [chunk for _, chunk in puts]
                self._vectors.put([chunk.id for chunk in stored], np.stack([one.vectors.passage for one in stored]))
                self.keywords.put(
                    KeywordEntry(chunk.id, heading_of(chunk.document.title, chunk.path), chunk.text)
                    for chunk in stored
                )
            self.keywords.commit()
            self.catalog.settle([entry for entry, _ in puts] + [entry for entry, _ in drops])
            if done is not None:
                done(len(puts) + len(drops))

    def search(self, vector: Vectors, terms: Sequence[tuple[str, float]], depth: int = CANDIDATES) -> list[Candidate]:
        """All chunks that either search finds among its best `depth`, ranked by the fused score, best first.

        Args:
            vector: the question's, shape (dimensions,), unit length.
            terms: stemmed terms of the question with their weights.
        """
        by_meaning = self._vectors.search(vector, depth)
        by_words = dict(self.keywords.search(terms, depth))
        unscored = [number for number, _ in by_meaning if number not in by_words]
        if len(by_words) >= depth and unscored:
            by_words |= self.keywords.scores(terms, unscored)
        chunks = self.catalog.chunks({number for number, _ in by_meaning} | set(by_words))
        if not chunks:
            return []
        bm25 = np.array([by_words.get(chunk.id, 0.0) for chunk in chunks], dtype=np.float32)
        cosines = np.stack([chunk.vectors.passage for chunk in chunks]) @ vector
        per_sentence = [
            np.asarray(chunk.vectors.units @ vector, dtype=np.float32)
            if len(chunk.vectors.units)
            else np.zeros(0, dtype=np.float32)
            for chunk in chunks
        ]
        scores = fuse(bm25, cosines, per_sentence)
        # Equal scores are common among near-duplicates; the number makes their order the same each time.
        order = sorted(range(len(chunks)), key=lambda i: (-float(scores[i]), chunks[i].document.id, chunks[i].ordinal))
        return [
            Candidate(chunks[i], float(bm25[i]), float(cosines[i]), per_sentence[i], float(scores[i])) for i in order
        ]

    def close(self) -> None:
        """Let go of the folder."""
        self.keywords.close()
        self.catalog.close()


def heading_of(title: str, path: Sequence[str]) -> str:
    """Title and headings above a chunk, each once, as they are indexed and embedded with it."""
    return "\n".join(dict.fromkeys(part for part in (title, *path) if part))
