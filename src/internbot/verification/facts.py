"""All that a text states and that can be checked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from internbot.verification.names import Name, initials_of, names
from internbot.verification.polarity import (
    Comparison,
    Negation,
    Quantifier,
    comparisons,
    negations,
    quantifiers,
)
from internbot.verification.quantities import Quantity, quantities
from internbot.verification.words import Reading, read


@dataclass(frozen=True, slots=True)
class Facts:
    """A text and what it states.

    Attributes:
        reading: its words.
        quantities, names, negations, comparisons, quantifiers: from left to right.
        initials: of every run of words that may be written as an acronym.
        stems: stem -> numbers of its tokens.
    """

    reading: Reading
    quantities: tuple[Quantity, ...]
    names: tuple[Name, ...]
    negations: tuple[Negation, ...]
    comparisons: tuple[Comparison, ...]
    quantifiers: tuple[Quantifier, ...]
    initials: frozenset[str]
    stems: dict[str, list[int]]

    @property
    def fixed(self) -> tuple[tuple[int, int], ...]:
        """First and last token of each name and quantity: what has no synonyms."""
        return (
            *((name.first, name.last) for name in self.names),
            *((quantity.first, quantity.last) for quantity in self.quantities),
        )

    @classmethod
    def of(cls, text: str | Sequence[str]) -> Facts:
        """Facts of a text, or of several that belong together."""
        reading = read(text)
        stems: dict[str, list[int]] = {}
        for at, token in enumerate(reading.tokens):
            stems.setdefault(token.stem, []).append(at)
        return cls(
            reading,
            quantities(reading),
            names(reading),
            negations(reading),
            comparisons(reading),
            quantifiers(reading),
            initials_of(reading),
            stems,
        )
