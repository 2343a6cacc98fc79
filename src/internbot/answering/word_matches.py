"""Which words of a question are said in other words: near to one of a unit's tokens by their vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

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
        rows: the tokens of the words, shape (n,).
        starts: where each word's tokens begin in `rows`, shape (words,).
        lengths: how many tokens each word has, shape (words,).
        vectors: of all tokens of the question, unit length, shape (tokens, dimensions).
    """

    stems: tuple[frozenset[str], ...]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
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
        firsts = np.array(starts, dtype=np.int64)
        lengths = np.diff(firsts, append=len(rows))
        return cls(tuple(stems), np.array(rows, dtype=np.int64), firsts, lengths, tokens.vectors)

    def said(self, candidate: Candidate) -> tuple[frozenset[str], ...]:
        """For each unit of a candidate, stems of the words that it or a heading above it says in other words."""
        count = len(candidate.chunk.units)
        runs, best = self._matched(candidate)
        if not len(runs):
            return (frozenset(),) * count
        per_word = np.add.reduceat(best[:, self.rows], self.starts, axis=1) / self.lengths
        # One row a unit, and the last one for the headings.
        per_unit = np.full((count + 1, len(self.stems)), -1.0)
        np.maximum.at(per_unit, np.minimum(runs, count), per_word)
        held = np.maximum(per_unit[:count], per_unit[count]) >= _SAME
        return tuple(frozenset().union(*compress(self.stems, row)) for row in held.tolist())

    def _matched(self, candidate: Candidate) -> tuple[NDArray[np.uint16], Vectors]:
        """For each run of tokens of one unit (or of the headings), its number and the best cosines with all tokens."""
        late = candidate.late
        if late is not None and late.question is self.vectors:
            return late.runs, late.best  # the search looked at them already
        codes = candidate.chunk.tokens
        if codes is None or not len(codes.units):
            return np.empty(0, np.uint16), np.empty((0, len(self.vectors)), np.float32)
        # Tokens of one unit are neighbours, so that each run of equal numbers is a unit (or the headings).
        first = np.flatnonzero(np.diff(codes.units, prepend=codes.units[0]) != 0)
        first = np.concatenate(([0], first))
        return codes.units[first], np.maximum.reduceat(codes.cosines(self.vectors), first, axis=0)
