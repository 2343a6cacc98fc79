"""What every embedding model offers: one required method; batching, ordering and the empty case come from here."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Unit-length rows, shape (n, dimensions)."""


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """What an index remembers of the model that made it; two identities that differ cannot share an index.

    Attributes:
        name: backend and model, for example `minilm:all-MiniLM-L6-v2-int8`.
        dimensions: length of a vector.
        revision: hash of all that decides what comes out (weights, tokenizer, truncation).
    """

    name: str
    dimensions: int
    revision: str


class EmbeddingModel(Embeddings):
    """Turns texts into unit vectors; also a LangChain `Embeddings`."""

    batch_size: int = 32

    @property
    @abstractmethod
    def identity(self) -> ModelIdentity:
        """Which model this is."""

    @abstractmethod
    def encode_batch(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of at most `batch_size` texts, shape (len(texts), dimensions)."""

    def encode(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of any number of texts, in their order, shape (len(texts), dimensions).

        Texts are embedded by length, so that a batch holds little padding. `done` is told the count of each batch.
        """
        vectors = np.zeros((len(texts), self.identity.dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(order), self.batch_size):
            rows = order[at : at + self.batch_size]
            vectors[rows] = self.encode_batch([texts[i] for i in rows])
            if done is not None:
                done(len(rows))
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The LangChain way to embed passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The LangChain way to embed a question."""
        row: list[float] = self.encode([text])[0].tolist()
        return row
