"""Vector search over chunks: Chroma in this process, exact cosine, no telemetry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.types import Where
from chromadb.config import Settings as ChromaSettings

from internbot.embeddings.base import Vectors

_COLLECTION = "chunks"
_ASKED = "asked"
_EF = 200
"""Width of the graph search; more than the 100 neighbours that retrieval asks for."""
_QUESTIONS = 40
"""Questions that are asked of chunks which one search looks at; several may be asked of one chunk."""


class VectorIndex:
    """Chunk vectors by number, in one Chroma collection.

    Embedded Chroma belongs to one process: whoever opens it for writing holds the data folder's lock.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The declared type of what the factory gives lacks `close`.
        self._client: Client = chromadb.PersistentClient(  # type: ignore[assignment]
            str(folder), settings=ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        )
        self._collection = self._opened(_COLLECTION)
        self._asked = self._opened(_ASKED)
        self._questions = int(self._asked.count())
        self._batch = self._client.get_max_batch_size()
        self._dimensions = dimensions

    def put(self, chunks: Sequence[int], vectors: Vectors) -> None:
        """Add or replace chunks; `vectors` has shape (len(chunks), dimensions)."""
        for at in range(0, len(chunks), self._batch):
            ids = [str(chunk) for chunk in chunks[at : at + self._batch]]
            rows = np.asarray(vectors[at : at + self._batch], dtype=np.float32)
            self._collection.upsert(ids=ids, embeddings=rows)

    def put_asked(self, questions: Mapping[int, Vectors]) -> None:
        """Add or replace the questions that are asked of chunks.

        Args:
            questions: their vectors by chunk, each of shape (questions, dimensions).
        """
        owners = [chunk for chunk, rows in questions.items() for _ in rows]
        ids = [f"{chunk}.{number}" for chunk, rows in questions.items() for number in range(len(rows))]
        every = np.concatenate([np.empty((0, self._dimensions)), *questions.values()]).astype(np.float32)
        for at in range(0, len(ids), self._batch):
            some = slice(at, at + self._batch)
            self._asked.upsert(
                ids=ids[some], embeddings=every[some], metadatas=[{"chunk": chunk} for chunk in owners[some]]
            )
        if ids:
            self._questions = int(self._asked.count())

    def drop(self, chunks: Sequence[int]) -> None:
        """Remove chunks; unknown ones are ignored."""
        for at in range(0, len(chunks), self._batch):
            some = list(chunks[at : at + self._batch])
            self._collection.delete(ids=[str(chunk) for chunk in some])
            if self._questions:
                self._asked.delete(where=cast("Where", {"chunk": {"$in": some}}))
        if chunks and self._questions:
            self._questions = int(self._asked.count())

    def search(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        """Nearest `k` chunks to one vector of shape (dimensions,), as (chunk, cosine), best first.

        Among them are chunks of which a question is asked that is as near; the better of the two cosines counts.
        """
        found = _nearest(self._collection, vector, k)
        if self._questions:
            for name, cosine in _nearest(self._asked, vector, min(k, _QUESTIONS)).items():
                chunk = name.partition(".")[0]
                found[chunk] = max(found.get(chunk, cosine), cosine)
        best = sorted(found.items(), key=lambda pair: -pair[1])
        return [(int(name), cosine) for name, cosine in best]

    def _opened(self, name: str) -> Collection:
        return self._client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": _EF, "ef_search": _EF}},
        )

    def close(self) -> None:
        """Let go of the folder; Chroma would otherwise keep it open, by its path, for the rest of the process."""
        self._client.close()

    def __len__(self) -> int:
        return int(self._collection.count())


def _nearest(collection: Collection, vector: Vectors, k: int) -> dict[str, float]:
    """Ids of the nearest `k` of a collection with their cosines, best first."""
    found = collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
    distances = found["distances"] or [[]]
    return {name: 1.0 - float(d) for name, d in zip(found["ids"][0], distances[0], strict=True)}
