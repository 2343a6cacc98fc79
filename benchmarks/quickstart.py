"""The rival: what a newcomer builds from LangChain's quickstart, with the embedding model that internbot uses.

A recursive character splitter (1000 characters, 200 of overlap), Chroma with its default settings, similarity search.
The packages `langchain-text-splitters` and `langchain-chroma` are not among this project's dependencies. So the
splitter is written here (on the four open sets it gave the very same pieces as the package, 1.1.3), and Chroma is
called directly. Without the package's wrapping the rival is a little faster than it would be, never slower.
"""

from __future__ import annotations

import re
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings

from internbot.embeddings.base import EmbeddingModel

SIZE, OVERLAP = 1000, 200
SEPARATORS = ("\n\n", "\n", " ", "")
PROMPTED = 4
"""Passages that the quickstart puts into its prompt."""


def split(text: str, separators: Sequence[str] = SEPARATORS) -> list[str]:
    """Pieces of at most `SIZE` characters that overlap by at most `OVERLAP`, cut at the coarsest separator possible."""
    at = next(i for i, separator in enumerate(separators) if separator in text)
    made: list[str] = []
    short: list[str] = []
    for piece in _cut(text, separators[at]):
        if len(piece) < SIZE:
            short.append(piece)
            continue
        made += _joined(short)
        short = []
        made += split(piece, separators[at + 1 :]) if at + 1 < len(separators) else [piece]
    return made + list(_joined(short))


def _cut(text: str, separator: str) -> list[str]:
    """`text` cut before each separator, which stays with what follows it."""
    if not separator:
        return list(text)
    starts = [0, *(match.start() for match in re.finditer(re.escape(separator), text)), len(text)]
    return [text[a:b] for a, b in pairwise(starts) if b > a]


def _joined(pieces: Sequence[str]) -> Iterator[str]:
    window: deque[str] = deque()
    total = 0
    for piece in pieces:
        if total + len(piece) > SIZE and window:
            if whole := "".join(window).strip():
                yield whole
            while window and (total > OVERLAP or total + len(piece) > SIZE):
                total -= len(window.popleft())
        window.append(piece)
        total += len(piece)
    if whole := "".join(window).strip():
        yield whole


@dataclass(frozen=True, slots=True)
class Passage:
    """What a search found: a text, and where it stands in its document."""

    document: str
    start: int
    end: int
    text: str


class Quickstart:
    """A vector store in a folder."""

    def __init__(self, folder: Path, model: EmbeddingModel) -> None:
        self._model = model
        # Padded to the longest of 32 texts, this model takes twice as long: the rival is not to pay for that.
        model.batch_size = 1
        self._client = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        self._collection = self._client.get_or_create_collection("langchain", embedding_function=None)

    def add(
        self, documents: Sequence[tuple[str, str]], told: Callable[[int], None] = lambda _count: None
    ) -> None:
        """Split, embed and store (id, text) pairs; `told` how many passages are stored so far."""
        rows: list[tuple[str, str, int, int]] = []
        for name, text in documents:
            begin = 0
            for piece in split(text):
                begin = text.find(piece, max(0, begin - OVERLAP))
                rows.append((name, piece, begin, begin + len(piece)))
                begin += len(piece)
        most = self._client.get_max_batch_size()
        for at in range(0, len(rows), most):
            told(at)
            part = rows[at : at + most]
            self._collection.upsert(
                ids=[str(uuid.uuid4()) for _ in part],
                documents=[text for _, text, _, _ in part],
                embeddings=self._model.embed_documents([text for _, text, _, _ in part]),  # type: ignore[arg-type]
                metadatas=[{"document": name, "start": a, "end": b} for name, _, a, b in part],
            )

    def __len__(self) -> int:
        """Passages that it holds."""
        return self._collection.count()

    def search(self, question: str, k: int = PROMPTED) -> list[Passage]:
        """The nearest passages, best first."""
        found = self._collection.query(
            query_embeddings=[self._model.embed_query(question)],  # type: ignore[arg-type]
            n_results=k,
            include=["documents", "metadatas", "distances"],
        )
        rows = zip((found["metadatas"] or [[]])[0], (found["documents"] or [[]])[0], strict=True)
        return [
            Passage(str(row["document"]), int(str(row["start"])), int(str(row["end"])), text)
            for row, text in rows
        ]

    def answer(self, question: str) -> str:
        """What it can say without a chat model: the passages that its prompt would hold, quoted whole."""
        return "\n\n".join(f"{passage.text} [{passage.document}]" for passage in self.search(question))
