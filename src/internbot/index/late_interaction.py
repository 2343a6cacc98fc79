"""Late interaction: each word of the question looks for its best match among the tokens of a passage.

MaxSim of ColBERT (Khattab and Zaharia, 2020, arXiv:2004.12832), with two changes: a word weighs what its inverse
document frequency is, and of a passage's token vectors only the signs are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.embeddings.base import TokenVectors, Vectors
from internbot.index.packing import TokenCodes

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+[+#]*")


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """The tokens of a question that stand in words, with their weights.

    Attributes:
        vectors: unit length, shape (tokens, dimensions).
        weights: sum to 1, shape (tokens,).
    """

    vectors: Vectors
    weights: Floats

    @classmethod
    def of(cls, text: str, tokens: TokenVectors, weigh: Callable[[str], float]) -> QuestionTokens:
        """Tokens of `text`, each word's weight divided evenly among its tokens.

        Args:
            weigh: weight of a word, at least 0.
        """
        rows: list[int] = []
        weights: list[float] = []
        starts, ends = tokens.spans[:, 0], tokens.spans[:, 1]
        for word in _WORD.finditer(text):
            own = np.flatnonzero((starts >= word.start()) & (ends <= word.end()) & (ends > starts)).tolist()
            weight = weigh(word.group())
            rows.extend(own)
            weights.extend([weight / len(own)] * len(own) if own else [])
        total = sum(weights)
        shares = np.array(weights, dtype=np.float32) / total if total > 0 else np.zeros(len(rows), np.float32)
        return cls(tokens.vectors[rows], np.asarray(shares, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Matches:
    """How well the words of a question are matched.

    Attributes:
        passage: weighted mean over the question's tokens of the best cosine with any token of the passage.
        units: the same with the tokens of each unit alone, shape (units,).
    """

    passage: float
    units: Floats


def match(question: QuestionTokens, passages: Sequence[tuple[TokenCodes, int]]) -> list[Matches]:
    """Match a question with passages, all in one multiplication.

    Args:
        passages: the codes of each with its number of units.
    """
    lengths = [len(codes.units) for codes, _ in passages]
    if not sum(lengths) or not len(question.weights):
        return [Matches(0.0, np.zeros(units, dtype=np.float32)) for _, units in passages]
    codes = TokenCodes(
        np.concatenate([codes.codes for codes, _ in passages]),
        np.concatenate([codes.units for codes, _ in passages]),
    )
    owners = np.repeat(np.arange(len(passages)), lengths)
    cosines = codes.cosines(question.vectors)
    # Tokens of one unit are neighbours, so that each run of equal numbers is a unit (or a heading).
    changes = (codes.units[1:] != codes.units[:-1]) | (owners[1:] != owners[:-1])
    starts = np.flatnonzero(np.r_[True, changes])
    best = np.maximum.reduceat(cosines, starts, axis=0)
    run_owners, run_units = owners[starts], codes.units[starts].astype(np.int64)
    counts = np.array([units for _, units in passages], dtype=np.int64)
    ends = np.cumsum(counts)
    inside = run_units < counts[run_owners]
    places = (ends - counts)[run_owners[inside]] + run_units[inside]
    per_unit = np.zeros(int(ends[-1]), dtype=np.float32)
    np.maximum.at(per_unit, places, np.einsum("ij,j->i", best[inside], question.weights))
    whole = np.zeros(len(passages), dtype=np.float32)
    held, first = np.unique(run_owners, return_index=True)
    whole[held] = np.einsum("ij,j->i", np.maximum.reduceat(best, first, axis=0), question.weights)
    return [
        Matches(float(whole[number]), per_unit[end - units : end])
        for number, (units, end) in enumerate(zip(counts.tolist(), ends.tolist(), strict=True))
    ]
