"""Ranking by words and by meaning together. How the weights were chosen: `docs/retrieval-notes.md`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PASSAGE_WEIGHT = 1.5
UNIT_WEIGHT = 1.5
LATE_WEIGHT = 6.0
"""Weights beside the keywords' 1."""

LATE = 40
"""Candidates of the first ranking that late interaction ranks anew; 20 to 100 give the same quality."""


def fuse(bm25: Floats, cosines: Floats, best_units: Floats) -> Floats:
    """First score of each candidate: BM25, cosine of the passage and of its best unit, each against the best one's.

    Args:
        bm25: keyword scores, shape (n,), 0 where nothing matches.
        cosines: of question and passage, shape (n,).
        best_units: of the question and the nearest sentence of each passage, shape (n,).

    Returns:
        Scores of shape (n,); higher is better.
    """
    total = _relative(bm25) + PASSAGE_WEIGHT * _relative(cosines) + UNIT_WEIGHT * _relative(best_units)
    return np.asarray(total, dtype=np.float32)


def add_late(first: Floats, late: Floats) -> Floats:
    """Scores with late interaction, for the candidates that it was computed for.

    Args:
        first: what `fuse` gave, shape (n,).
        late: matches of the question's words, shape (n,).
    """
    return np.asarray(first + LATE_WEIGHT * _relative(late), dtype=np.float32)


def _relative(scores: Floats) -> Floats:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else np.zeros_like(scores)
