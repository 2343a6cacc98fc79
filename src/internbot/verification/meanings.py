"""Words by their meaning: the vectors that the embedding model gives them in their sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from internbot.embeddings.base import EmbeddingModel, PassageText, TokenVectors, Vectors, unit_rows
from internbot.sources.documents import Span
from internbot.verification.words import Reading

_PASSAGE_WORDS = 150
"""Words that are embedded together: the model reads no more than some 256 pieces."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of a text.

    Attributes:
        words: unit length, shape (tokens of the reading, dimensions); zeros where the model gave none.
        sentences: unit length, shape (sentences of the reading, dimensions).
        whole: unit length, shape (dimensions,).
    """

    words: Vectors
    sentences: Vectors
    whole: Vectors


def claim_meaning(reading: Reading, model: EmbeddingModel) -> Meaning:
    """Vectors of a claim, from one pass of the model."""
    vectors = model.encode_question(reading.text)
    words = _words(reading, 0, vectors.tokens, model.identity.dimensions)
    return Meaning(words, vectors.question[None, :], vectors.question)


def evidence_meaning(reading: Reading, model: EmbeddingModel) -> Meaning:
    """Vectors of evidence, from one pass over each group of sentences."""
    dimensions = model.identity.dimensions
    groups = list(_groups(reading))
    texts = []
    for group in groups:
        start, end = reading.sentences[group[0]][0], reading.sentences[group[-1]][1]
        units = tuple(Span(reading.sentences[n][0] - start, reading.sentences[n][1] - start) for n in group)
        texts.append(PassageText("", reading.text[start:end], units))
    made = model.encode_passages(texts)
    words = np.zeros((len(reading.tokens), dimensions), dtype=np.float32)
    for group, vectors in zip(groups, made, strict=True):
        words += _words(reading, reading.sentences[group[0]][0], vectors.tokens, dimensions)
    sentences = np.concatenate([v.units for v in made]) if made else np.zeros((0, dimensions), np.float32)
    whole = (
        unit_rows(np.mean([v.passage for v in made], axis=0)) if made else np.zeros(dimensions, np.float32)
    )
    return Meaning(words, sentences, np.asarray(whole, dtype=np.float32))


def _groups(reading: Reading) -> list[list[int]]:
    counts = np.bincount([t.sentence for t in reading.tokens], minlength=len(reading.sentences))
    groups: list[list[int]] = []
    room = 0
    for number, count in enumerate(counts.tolist()):
        if not groups or room + count > _PASSAGE_WORDS:
            groups.append([])
            room = 0
        groups[-1].append(number)
        room += count
    return groups


def _words(reading: Reading, shift: int, tokens: TokenVectors | None, dimensions: int) -> Vectors:
    """Means of the pieces of each word, shape (tokens of the reading, dimensions)."""
    made = np.zeros((len(reading.tokens), dimensions), dtype=np.float32)
    if tokens is None or not len(tokens.spans) or not reading.tokens:
        return made
    starts = np.array([token.start for token in reading.tokens]) - shift
    ends = np.array([token.end for token in reading.tokens]) - shift
    owner = np.searchsorted(starts, tokens.spans[:, 0], side="right") - 1
    inside = (owner >= 0) & (tokens.spans[:, 1] > tokens.spans[:, 0])
    inside &= tokens.spans[:, 1] <= ends[np.maximum(owner, 0)]
    np.add.at(made, owner[inside], tokens.vectors[inside])
    return unit_rows(made)


def cosines(claim: Sequence[int], mine: Vectors, theirs: Vectors) -> Vectors:
    """Cosines of some words of a claim with all words of the evidence, shape (len(claim), evidence words)."""
    return np.asarray(mine[list(claim)] @ theirs.T, dtype=np.float32)
