"""Passages of a small document as an index keeps them, for the tests of what a model is shown of them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from internbot.answering.evidence_packing import PackedPassage
from internbot.answering.relevance import Judgement
from internbot.chunking import split
from internbot.index.catalog import ChunkVectors, DocumentHead, StoredChunk
from internbot.index.hybrid import Candidate
from internbot.index.packing import pack_units
from internbot.sources.documents import Document

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def stored(text: str, row: int = 1, title: str = "Orchid") -> list[StoredChunk]:
    """The chunks of a plain text; each paragraph is long enough for the tests' purposes."""
    document = Document(id=f"{row}.txt", title=title, text=text, retrieved=DAY)
    head = DocumentHead(row, document.id, title, "article", None, None, DAY, document.sha256)
    found = []
    for ordinal, chunk in enumerate(split(document, lambda piece: len(piece.split()), 60)):
        vectors = ChunkVectors(
            np.zeros(4, np.float32), np.zeros((len(chunk.units), 4), np.float32), None
        ).pack()
        units = pack_units(chunk.units)
        number = 100 * row + ordinal
        found.append(
            StoredChunk(number, head, ordinal, chunk.span, chunk.text, chunk.path, chunk.page, units, vectors)
        )
    return found


def judgement(chunks: list[StoredChunk], scores: float = 0.8, cosine: float = 0.5) -> Judgement:
    """All sentences of the chunks are as likely part of the answer, and as near to the question."""
    candidates = tuple(
        Candidate(chunk, 1.0, 0.5, np.full(len(chunk.units), cosine, np.float32), None, 1.0)
        for chunk in chunks
    )
    rows = tuple(np.full(len(chunk.units), scores, np.float32) for chunk in chunks)
    return Judgement(0.9, candidates, rows, (), ())


def packed(*texts: str) -> tuple[PackedPassage, ...]:
    """One passage of each text, which has to be short."""
    passages = []
    for number, text in enumerate(texts, start=1):
        (chunk,) = stored(text, row=number)
        passages.append(PackedPassage(number, chunk, np.full(len(chunk.units), 0.8, np.float32)))
    return tuple(passages)
