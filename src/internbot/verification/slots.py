"""Where in the evidence does a claim's word stand in the same surroundings?

A name that the evidence holds proves little: it may stand there in another role. So each word of a claim is looked for
together with its neighbours: the support of a place in the evidence is the share of the claim's words around it, near
ones weighing most, that the evidence has around that place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.verification.words import Reading

Floats = NDArray[np.float64]

_REACH = 3.0
"""Words after which a neighbour weighs 1/e, in the claim."""
_SPREAD = 8.0
"""The same in the evidence, which may say more between two words."""
_ACROSS = 0.5
"""What a word of another sentence counts."""
_ASIDE = 0.8
"""What a word of another clause of the sentence counts."""
_KEPT = 4
"""Places of the evidence that a word of the claim is looked for at."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Claim and evidence, word by word.

    Attributes:
        claim, evidence: their words.
        weights: how much each word of the claim says, shape (claim words,); 0 for function words.
        matches: how well each word of the claim is said by each of the evidence, 0 to 1, shape (claim, evidence).
        around: the best match of each word of the claim near each place, shape (claim, evidence).
    """

    claim: Reading
    evidence: Reading
    weights: Floats
    matches: Floats
    around: Floats

    @classmethod
    def of(cls, claim: Reading, evidence: Reading, weights: Floats, matches: Floats) -> Slots:
        """Compares all places."""
        count = len(evidence.tokens)
        places = np.arange(count)
        sentences = np.array([token.sentence for token in evidence.tokens])
        clauses = np.array([token.clause for token in evidence.tokens])
        around = np.zeros((len(claim.tokens), count))
        for row in np.flatnonzero(weights > 0):
            held = np.flatnonzero(matches[row] > 0)
            if len(held) > _KEPT * 4:
                held = held[np.argsort(-matches[row, held], kind="stable")[: _KEPT * 4]]
            if len(held):
                near = np.exp(-np.abs(places[None, :] - held[:, None]) / _SPREAD)
                near *= np.where(sentences[None, :] == sentences[held][:, None], 1.0, _ACROSS)
                near *= np.where(
                    (clauses[None, :] != clauses[held][:, None])
                    & (sentences[None, :] == sentences[held][:, None]),
                    _ASIDE,
                    1.0,
                )
                around[row] = (near * matches[row, held][:, None]).max(axis=0)
        return cls(claim, evidence, weights, matches, around)

    def support(self, first: int, last: int) -> Floats:
        """Support of each place of the evidence for the words `first` to `last` of the claim, shape (evidence,).

        What weighs is only their surroundings, not whether they themselves are said there. 1 where the claim has
        no other word.
        """
        at = np.arange(len(self.claim.tokens))
        distance = np.maximum(first - at, at - last)
        weights = np.where(distance > 0, self.weights * np.exp(-np.maximum(distance, 0) / _REACH), 0.0)
        total = weights.sum()
        if total <= 0:
            return np.ones(len(self.evidence.tokens))
        return np.asarray(weights @ self.around / total)

    def best(self, support: Floats, places: Sequence[int]) -> float:
        """The best support of some places; 0 where there are none."""
        return float(support[list(places)].max()) if len(places) else 0.0


def stem_matches(claim: Reading, evidence: Reading) -> Floats:
    """1 where two words have one stem, else 0, shape (claim, evidence)."""
    theirs: dict[str, list[int]] = {}
    for number, token in enumerate(evidence.tokens):
        theirs.setdefault(token.stem, []).append(number)
    made = np.zeros((len(claim.tokens), len(evidence.tokens)))
    for row, token in enumerate(claim.tokens):
        made[row, theirs.get(token.stem, [])] = 1.0
    return made
