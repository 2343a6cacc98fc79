"""The embedded home of the index: catalog, vectors and keywords in one folder, kept in step."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from internbot.chunking import Unit
from internbot.data_folder import CATALOG
from internbot.embeddings.base import QuestionVectors
from internbot.index import packing
from internbot.index.catalog import Catalog, StoredChunk
from internbot.index.fusion import LATE, add_late, fuse
from internbot.index.keywords import KeywordEntry, KeywordIndex
from internbot.index.late_interaction import Matches, QuestionTokens, match
from internbot.index.vectors import VectorIndex

CANDIDATES = 100
"""How many each of the two searches gives to the fusion."""

_NEARER = np.float32(0.2)
"""Cosine by which a question is nearer to another that asks the same than to the sentence that answers it.

0.1 to 0.3 answer as well; see docs/retrieval-notes.md.
"""
_TOLD_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that either search found, with all that ranks it.

    Attributes:
        bm25: keyword score, 0 where no keyword matches.
        cosine: of question and passage.
        unit_cosines: of the question and each unit of the chunk, or the nearest question that is asked of it, shape
            (units,).
        late: how well the question's words are matched; None beyond the best candidates, and without token vectors.
        score: the fused score; higher is better, comparable within one search only.
    """

    chunk: StoredChunk
    bm25: float
    cosine: float
    unit_cosines: NDArray[np.float32]
    late: Matches | None
    score: float


class HybridIndex:
    """Finds chunks by meaning and by words.

    The catalog is the truth; `catch_up` tells the vector and keyword indexes what changed, and may be killed anywhere.
    """

    def __init__(self, folder: Path, dimensions: int, *, writable: bool) -> None:
        self.catalog = Catalog.in_file(folder / CATALOG, dimensions)
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
                self._vectors.put(
                    [chunk.id for chunk in stored],
                    np.stack([packing.unpack_vector(one.packed.passage) for one in stored]),
                )
                self._vectors.put_asked(
                    {
                        one.id: packing.unpack_directions(one.packed.units, one.packed.dimensions)[
                            len(one.units) :
                        ]
                        for one in stored
                        if one.is_asked
                    }
                )
                self.keywords.put(
                    KeywordEntry(
                        chunk.id,
                        heading_of(chunk.document.title, chunk.path),
                        "\n".join((chunk.text, *chunk.asked)),
                    )
                    for chunk in stored
                )
            self.keywords.commit()
            self.catalog.settle([entry for entry, _ in puts] + [entry for entry, _ in drops])
            if done is not None:
                done(len(puts) + len(drops))

    def search(
        self,
        text: str,
        vectors: QuestionVectors,
        terms: Sequence[tuple[str, float]],
        depth: int = CANDIDATES,
        within: Collection[int] | None = None,
    ) -> list[Candidate]:
        """All chunks that either search finds among its best `depth`, ranked by the fused score, best first.

        Args:
            text: the question.
            vectors: its embedding.
            terms: its stemmed terms with their weights.
            within: rows of the only documents to look into; their chunks are all candidates.
        """
        if within is not None:
            chunks = [chunk for row in within for chunk in self.catalog.chunks_of(row)]
            by_words = self.keywords.scores(terms, [chunk.id for chunk in chunks])
        else:
            by_meaning = self._vectors.search(vectors.question, depth)
            by_words = dict(self.keywords.search(terms, depth))
            unscored = [number for number, _ in by_meaning if number not in by_words]
            if len(by_words) >= depth and unscored:
                by_words |= self.keywords.scores(terms, unscored)
            chunks = self.catalog.chunks({number for number, _ in by_meaning} | set(by_words))
        if not chunks:
            return []
        bm25 = np.array([by_words.get(chunk.id, 0.0) for chunk in chunks], dtype=np.float32)
        cosines = packing.vector_cosines([chunk.packed.passage for chunk in chunks], vectors.question)
        every = packing.direction_cosines([chunk.packed.units for chunk in chunks], vectors.question)
        per_unit = [
            _with_asked(row, chunk.units) if chunk.is_asked else row
            for row, chunk in zip(every, chunks, strict=True)
        ]
        best = _best(per_unit)
        first = fuse(bm25, cosines, best)

        # Equal scores are common among near-duplicates; the id makes their order the same each time.
        def order(scores: NDArray[np.float32], rows: Sequence[int]) -> list[int]:
            values = scores.tolist()
            return sorted(rows, key=lambda i: (-values[i], chunks[i].document.id, chunks[i].ordinal))

        ranked = order(first, range(len(chunks)))
        late = self._late(text, vectors, [chunks[i] for i in ranked[:LATE]])
        scores = first.copy()
        found: dict[int, Matches] = {}
        if late:
            head = ranked[:LATE]
            found = dict(zip(head, late, strict=True))
            scores[head] = add_late(first[head], np.array([one.passage for one in late], dtype=np.float32))
            ranked = order(scores, head) + ranked[LATE:]
        by_words_of, cosine_of, score_of = bm25.tolist(), cosines.tolist(), scores.tolist()
        return [
            Candidate(chunks[i], by_words_of[i], cosine_of[i], per_unit[i], found.get(i), score_of[i])
            for i in ranked
        ]

    def _late(self, text: str, vectors: QuestionVectors, chunks: Sequence[StoredChunk]) -> list[Matches]:
        """Matches of the question's words in each chunk; none where token vectors are missing on either side."""
        coded = [(codes, len(chunk.units)) for chunk in chunks if (codes := chunk.tokens) is not None]
        if vectors.tokens is None or len(coded) < len(chunks):
            return []
        return match(QuestionTokens.of(text, vectors.tokens, self.weigh), coded)

    def weigh(self, word: str) -> float:
        """Inverse document frequency of a word over chunks, as BM25 has it: never below 0."""
        terms = self.keywords.terms(word)
        if not terms:
            return 0.0
        frequency, total = self.keywords.frequency(terms[0]), len(self.keywords)
        return math.log1p((total - frequency + 0.5) / (frequency + 0.5))

    def close(self) -> None:
        """Let go of the folder."""
        self.keywords.close()
        self._vectors.close()
        self.catalog.close()


def _with_asked(cosines: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float32]:
    """Best cosine of each unit with what it says and with the questions that are asked of it, shape (units,).

    The latter count less, so that both mean the same: two questions are alike by being questions.
    """
    owners = [number for number, unit in enumerate(units) for _ in unit.asked]
    own = cosines[: len(units)].copy()
    np.maximum.at(own, owners, cosines[len(units) :] - _NEARER)
    return own


def _best(per_unit: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The largest number of each row, at least 0, which is that of an empty one, shape (rows,)."""
    best = np.zeros(len(per_unit), dtype=np.float32)
    lengths = np.array([len(row) for row in per_unit])
    held = np.flatnonzero(lengths)
    if len(held):
        starts = np.cumsum(lengths) - lengths
        best[held] = np.maximum.reduceat(np.concatenate(per_unit), starts[held])
    return np.maximum(best, np.float32(0.0))


def heading_of(title: str, path: Sequence[str]) -> str:
    """Title and headings above a chunk, each once, as they are indexed and embedded with it."""
    return "\n".join(dict.fromkeys(part for part in (title, *path) if part))
