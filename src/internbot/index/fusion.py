"""Ranking by words and by meaning together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def fuse(bm25: Floats, cosines: Floats, sentence_cosines: Sequence[Floats]) -> Floats:
    """One score a candidate: BM25, cosine of the passage and of its best sentence, each against the best candidate's.

    Args:
        bm25: keyword scores, shape (n,), 0 where nothing matches.
        cosines: of question and passage, shape (n,).
        sentence_cosines: for each candidate, of the question and its sentences.

    Returns:
        Scores of shape (n,); higher is better.
    """
    best = np.array([row.max() if len(row) else 0.0 for row in sentence_cosines], dtype=np.float32)
    total = _relative(bm25) + 1.5 * _relative(cosines) + 1.5 * _relative(best)
    return np.asarray(total, dtype=np.float32)


def _relative(scores: Floats) -> Floats:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else np.zeros_like(scores)
