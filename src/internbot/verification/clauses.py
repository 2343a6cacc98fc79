"""The parts of a claim: one that says several things is only supported where each of them is.

A mean over all words hides the one part that the evidence lacks, so that the worst part is looked at by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.verification.slots import Floats, Slots
from internbot.verification.words import Reading

_BORDER = re.compile(
    r",(?!\d)|[;:()]|--|\b(?:and|but|which|who|where|while|when|because|although|after|before|including|with)\b"
)
_LEAST_WORDS = 2
"""Content words that a part has; a smaller one belongs to its neighbour."""


@dataclass(frozen=True, slots=True)
class Weakest:
    """What the evidence says of the part of a claim that it says least of; all 1 for a claim without content words.

    Attributes:
        covered: share of its words, weighted by rarity, that the evidence says anywhere.
        late: mean over its words of the best cosine with a word of the evidence.
        together: the same as `covered`, said in one sentence.
        parts: how many parts the claim has.
    """

    covered: float
    late: float
    together: float
    parts: int

    @classmethod
    def of(cls, slots: Slots, late: Floats) -> Weakest:
        """Looks at each part.

        Args:
            late: best cosine of each word of the claim, shape (claim words,).
        """
        weights = slots.weights
        parts = clauses(slots.claim, weights)
        if not parts:
            return cls(1.0, 1.0, 1.0, 0)
        said = _by_sentence(slots)
        anywhere = said.max(axis=1)
        shares = [weights[part] / weights[part].sum() for part in parts]
        both = list(zip(parts, shares, strict=True))
        return cls(
            min(float(share @ anywhere[part]) for part, share in both),
            min(float(share @ late[part]) for part, share in both),
            min(float((share @ said[part]).max()) for part, share in both),
            len(parts),
        )


def clauses(claim: Reading, weights: Floats) -> list[NDArray[np.int64]]:
    """Numbers of the words of each part that weigh anything; a word that is a border itself ends its part."""
    borders = np.array([match.end() for match in _BORDER.finditer(claim.text)], dtype=np.int64)
    starts = np.array([token.start for token in claim.tokens], dtype=np.int64)
    owners = np.searchsorted(borders, starts, side="right")
    content = np.flatnonzero(weights > 0)
    made: list[list[int]] = []
    for owner in np.unique(owners[content]):
        part = content[owners[content] == owner].tolist()
        if made and min(len(part), len(made[-1])) < _LEAST_WORDS:
            made[-1] += part
        else:
            made.append(part)
    return [np.array(part, dtype=np.int64) for part in made]


def _by_sentence(slots: Slots) -> Floats:
    """Best match of each word of the claim in each sentence of the evidence, shape (claim words, sentences or 1)."""
    sentences = np.array([token.sentence for token in slots.evidence.tokens], dtype=np.int64)
    if not len(sentences):
        return np.zeros((len(slots.claim.tokens), 1))
    begins = np.flatnonzero(np.diff(sentences, prepend=-1))
    return np.asarray(np.maximum.reduceat(slots.matches, begins, axis=1))
