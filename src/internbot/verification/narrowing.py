"""The exact words of a passage that support a claim: what a citation quotes."""

from __future__ import annotations

import numpy as np

from internbot.sources.documents import Span
from internbot.verification.facts import Facts
from internbot.verification.signs import Comparison
from internbot.verification.words import Reading

_GAIN = 0.12
"""Share of the claim that a further sentence must add."""
_FACT = 1.5
"""What a word of a name, number or date weighs beside the rarest other word."""
_SENTENCES = 3
"""Sentences that a quote may have, from the first that is needed to the last."""


def narrowed(comparison: Comparison, claim: Facts) -> Span:
    """The shortest run of whole sentences that says nearly all that the evidence says of a claim.

    A run of up to three sentences is chosen by the share of the claim's words that it holds and by the claim's facts;
    a longer one must add something. Offsets count in the evidence's text.
    """
    slots = comparison.slots
    reading = slots.evidence
    if not reading.sentences:
        return Span(0, len(reading.text))
    weights = np.array(slots.weights)
    for first, last in claim.fixed:
        weights[first : last + 1] = np.maximum(weights[first : last + 1], 1.0) * _FACT
    total = float(weights.sum()) or 1.0
    owners = np.array([token.sentence for token in reading.tokens])
    by_sentence = np.zeros((len(weights), len(reading.sentences)))
    for number in range(len(reading.sentences)):
        own = owners == number
        if own.any():
            by_sentence[:, number] = slots.matches[:, own].max(axis=1)
    best, best_value = (0, 0), -1.0
    for length in range(1, _SENTENCES + 1):
        for first in range(len(reading.sentences) - length + 1):
            share = float(weights @ by_sentence[:, first : first + length].max(axis=1)) / total
            value = share - _GAIN * (length - 1)
            if value > best_value + 1e-9:
                best, best_value = (first, first + length - 1), value
    return _span(reading, *best)


def _span(reading: Reading, first: int, last: int) -> Span:
    return Span(reading.sentences[first][0], reading.sentences[last][1])
