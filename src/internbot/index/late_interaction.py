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
    """The tokens of a question, and the weights of those that stand in words.

    Attributes:
        vectors: of all tokens, unit length, shape (tokens, dimensions).
        rows: the tokens that stand in words, shape (weighed,).
        weights: of these; they sum to 1, shape (weighed,).
    """

    vectors: Vectors
    rows: NDArray[np.int64]
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
        places = np.array(rows, dtype=np.int64)
        return cls(tokens.vectors, places, np.asarray(shares, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Matches:
    """How well the words of a question are matched.

    Attributes:
        passage: weighted mean over the question's tokens of the best cosine with any token of the passage.
        units: the same with the tokens of each unit alone, shape (units,).
        backward: the other way: mean over each unit's tokens of the best cosine with a word of the question, so that
            what the question tells beside the unit's matter costs nothing, shape (units,).
        question: vectors of all the question's tokens, shape (tokens, dimensions).
        runs: for each run of tokens of one unit, the unit's number, or `NO_UNIT` in the heading, shape (runs,).
        best: the best cosine of each of the question's tokens with any of a run, shape (runs, tokens).
    """

    passage: float
    units: Floats
    backward: Floats
    question: Vectors
    runs: NDArray[np.uint16]
    best: Floats


def match(question: QuestionTokens, passages: Sequence[tuple[TokenCodes, int]]) -> list[Matches]:
    """Match a question with passages, all in one multiplication.

    Args:
        passages: the codes of each with its number of units.
    """
    lengths = [len(codes.units) for codes, _ in passages]
    if not sum(lengths) or not len(question.weights):
        none = np.empty(0, np.uint16), np.empty((0, len(question.vectors)), np.float32)
        return [
            Matches(
                0.0,
                np.zeros(units, dtype=np.float32),
                np.zeros(units, dtype=np.float32),
                question.vectors,
                *none,
            )
            for _, units in passages
        ]
    codes = TokenCodes(
        np.concatenate([codes.codes for codes, _ in passages]),
        np.concatenate([codes.units for codes, _ in passages]),
    )
    owners = np.repeat(np.arange(len(passages)), lengths)
    cosines = codes.cosines(question.vectors)
    # Tokens of one unit are neighbours, so that each run of equal numbers is a unit (or a heading).
    changes = (codes.units[1:] != codes.units[:-1]) | (owners[1:] != owners[:-1])
    starts = np.flatnonzero(np.r_[True, changes])
    every = np.maximum.reduceat(cosines, starts, axis=0)
    best = every[:, question.rows]
    per_token = cosines[:, question.rows].max(axis=1)
    backward = np.add.reduceat(per_token, starts) / np.diff(starts, append=len(per_token))
    run_owners, runs = owners[starts], codes.units[starts]
    run_units = runs.astype(np.int64)
    counts = np.array([units for _, units in passages], dtype=np.int64)
    ends = np.cumsum(counts)
    inside = run_units < counts[run_owners]
    places = (ends - counts)[run_owners[inside]] + run_units[inside]
    per_unit = np.zeros(int(ends[-1]), dtype=np.float32)
    np.maximum.at(per_unit, places, np.einsum("ij,j->i", best[inside], question.weights))
    back = np.zeros(int(ends[-1]), dtype=np.float32)
    np.maximum.at(back, places, backward[inside])
    whole = np.zeros(len(passages), dtype=np.float32)
    held, first = np.unique(run_owners, return_index=True)
    whole[held] = np.einsum("ij,j->i", np.maximum.reduceat(best, first, axis=0), question.weights)
    borders = np.searchsorted(run_owners, np.arange(len(passages) + 1)).tolist()
    return [
        Matches(
            score,
            per_unit[end - units : end],
            back[end - units : end],
            question.vectors,
            runs[first:last],
            every[first:last],
        )
        for score, units, end, first, last in zip(
            whole.tolist(), counts.tolist(), ends.tolist(), borders, borders[1:], strict=False
        )
    ]
