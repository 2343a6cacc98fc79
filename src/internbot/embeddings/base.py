"""What every embedding model offers: one required method; batching, ordering and the empty case come from here."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from internbot.sources.documents import Span

Vectors = NDArray[np.float32]
"""Unit-length rows, shape (n, dimensions); or one of them, shape (dimensions,)."""

Done = Callable[[int], None]
"""Told how many more texts were embedded."""


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


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage to be embedded.

    Attributes:
        heading: what stands above it; embedded with it, on lines of its own.
        text: the passage.
        units: its sentences, as spans of `text`.
    """

    heading: str
    text: str
    units: tuple[Span, ...]

    @property
    def whole(self) -> str:
        """Heading and text."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """One vector for each token of a text, for models that give them.

    Attributes:
        vectors: shape (tokens, dimensions), unit length.
        spans: the characters that each token stands for, shape (tokens, 2).
    """

    vectors: Vectors
    spans: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """What was made of a passage.

    Attributes:
        passage: shape (dimensions,).
        units: one row a unit, shape (units, dimensions).
        tokens: of heading and text; those of the heading have negative spans. None where the model gives none.
    """

    passage: Vectors
    units: Vectors
    tokens: TokenVectors | None = None


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """What was made of a question.

    Attributes:
        question: shape (dimensions,).
        tokens: None where the model gives none.
    """

    question: Vectors
    tokens: TokenVectors | None = None


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

    def encode(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Unit vectors of any number of texts, in their order, shape (len(texts), dimensions).

        Texts are embedded by length, so that a batch holds little padding.
        """
        vectors = np.zeros((len(texts), self.identity.dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(order), self.batch_size):
            rows = order[at : at + self.batch_size]
            vectors[rows] = self.encode_batch([texts[i] for i in rows])
            if done is not None:
                done(len(rows))
        return vectors

    def encode_passages(
        self, passages: Sequence[PassageText], done: Done | None = None
    ) -> list[PassageVectors]:
        """Vectors of passages and of each of their units; `done` counts passages."""
        made = []
        for passage in passages:
            texts = [passage.whole, *(unit.of(passage.text) for unit in passage.units)]
            vectors = self.encode(texts)
            made.append(PassageVectors(vectors[0], vectors[1:]))
            if done is not None:
                done(1)
        return made

    def encode_questions(self, texts: Sequence[str]) -> list[QuestionVectors]:
        """Vectors of questions, in their order."""
        return [QuestionVectors(row) for row in self.encode(texts)]

    def encode_question(self, text: str) -> QuestionVectors:
        """Vectors of one question."""
        return self.encode_questions([text])[0]

    def is_word(self, word: str) -> bool:  # noqa: ARG002 - a model that knows words says so
        """Whether the model knows a lower-case word as a whole, so that it is hardly a misspelling."""
        return False

    def rarity(self, word: str) -> float:  # noqa: ARG002 - a model that knows words says so
        """How rare a lower-case word is in English, 0 for "the" to 1 for a word that the model does not know."""
        return 1.0

    def close(self) -> None:
        """Let go of what the model holds, such as connections."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The LangChain way to embed passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The LangChain way to embed a question."""
        row: list[float] = self.encode([text])[0].tolist()
        return row


def unit_rows(rows: NDArray[np.float32]) -> Vectors:
    """Rows (or one row) scaled to unit length; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
