"""Which words of a question are said in other words: near to one of a unit's tokens by their vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.embeddings.base import TokenVectors, Vectors
from internbot.index.hybrid import Candidate
from internbot.questions.mentions import content_words

_SAME = 0.5
"""Cosine from which a word says what another does; most that have nothing to do with each other stay below 0.4."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The content words of a question with the vectors of their tokens.

    Attributes:
        stems: of each word.
        starts: where each word's tokens begin in `vectors`, shape (words,).
        vectors: of the tokens, unit length, shape (tokens, dimensions).
    """

    stems: tuple[frozenset[str], ...]
    starts: NDArray[np.int64]
    vectors: Vectors

    @classmethod
    def of(
        cls, question: str, tokens: TokenVectors | None, terms: Callable[[str], Sequence[str]]
    ) -> QuestionWords | None:
        """The words of a question; None where the model gives no vectors, or there is no content word."""
        if tokens is None:
            return None
        begins, ends = tokens.spans[:, 0], tokens.spans[:, 1]
        stems: list[frozenset[str]] = []
        starts: list[int] = []
        rows: list[int] = []
        for word in content_words(question):
            own = np.flatnonzero((begins >= word.start) & (ends <= word.end) & (ends > begins)).tolist()
            if own:
                stems.append(frozenset(terms(word.text)))
                starts.append(len(rows))
                rows.extend(own)
        if not rows:
            return None
        return cls(tuple(stems), np.array(starts, dtype=np.int64), tokens.vectors[rows])

    def said(self, candidate: Candidate) -> tuple[frozenset[str], ...]:
        """For each unit of a candidate, stems of the words that it or a heading above it says in other words."""
        codes = candidate.chunk.tokens
        count = len(candidate.chunk.units)
        nothing: tuple[frozenset[str], ...] = (frozenset(),) * count
        if codes is None or not len(codes.units):
            return nothing
        cosines = codes.cosines(self.vectors)
        # Tokens of one unit are neighbours, so that each run of equal numbers is a unit (or the headings).
        first = np.flatnonzero(np.r_[True, codes.units[1:] != codes.units[:-1]])
        best = np.maximum.reduceat(cosines, first, axis=0)
        lengths = np.diff(np.r_[self.starts, len(self.vectors)])
        per_word = np.add.reduceat(best, self.starts, axis=1) / lengths
        units = codes.units[first]
        above = per_word[units >= count].max(axis=0, initial=-1.0)
        said = list(nothing)
        for unit in range(count):
            held = np.maximum(per_word[units == unit].max(axis=0, initial=-1.0), above) >= _SAME
            said[unit] = frozenset().union(*(self.stems[word] for word in np.flatnonzero(held)))
        return tuple(said)
