"""Vector search over chunks: Chroma in this process, exact cosine, no telemetry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings

from internbot.embeddings.base import Vectors

_COLLECTION = "chunks"
_EF = 200
"""Width of the graph search; more than the 100 neighbours that retrieval asks for."""


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
        self._collection = self._client.get_or_create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": _EF, "ef_search": _EF}},
        )
        self._batch = self._client.get_max_batch_size()
        self._dimensions = dimensions

    def put(self, chunks: Sequence[int], vectors: Vectors) -> None:
        """Add or replace chunks; `vectors` has shape (len(chunks), dimensions)."""
        for at in range(0, len(chunks), self._batch):
            ids = [str(chunk) for chunk in chunks[at : at + self._batch]]
            rows = np.asarray(vectors[at : at + self._batch], dtype=np.float32)
            self._collection.upsert(ids=ids, embeddings=rows)

    def drop(self, chunks: Sequence[int]) -> None:
        """Remove chunks; unknown ones are ignored."""
        for at in range(0, len(chunks), self._batch):
            self._collection.delete(ids=[str(chunk) for chunk in chunks[at : at + self._batch]])

    def search(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        """Nearest `k` chunks to one vector of shape (dimensions,), as (chunk, cosine), best first."""
        found = self._collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = found["distances"] or [[]]
        return [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Let go of the folder; Chroma would otherwise keep it open, by its path, for the rest of the process."""
        self._client.close()

    def __len__(self) -> int:
        return int(self._collection.count())
