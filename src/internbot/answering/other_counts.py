"""Another count of the same: where texts do not agree on how many, each of them is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.answering.asked import Asked
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.answering.signs import PassageSigns

_LEAST = 0.3
"""Share of the best sentence's score from which another count is told: beside one that answers in the asker's words,
one that says the same in others scores low."""
_TOLD = LEAST_OF_BEST + 0.001
"""Share of the best from which a sentence is told, safe from rounding."""
_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)"
_COUNTS = re.compile(
    rf"\b(?P<number>{_NUMBER}(?:\s*(?:to|or|and|-|–)\s*{_NUMBER})?)\s+(?=(?P<things>(?:[\w'’-]+\s+){{0,2}}[\w'’-]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """What a question asks the number of; `stems` are those of the noun."""

    stems: frozenset[str]

    @classmethod
    def of(cls, question: str, terms: Callable[[str], Iterable[str]]) -> Count | None:
        """The count that `question` asks for; None where it asks for none, or for hours and the like, which measure."""
        asked = Asked.of(question)
        if asked.slot != "count" or not asked.focus:
            return None
        return cls(frozenset(terms(asked.focus[-1])))

    def in_text(self, text: str, terms: Callable[[str], Iterable[str]]) -> frozenset[str]:
        """The numbers of it that `text` states, as they are written."""
        return frozenset(
            " ".join(match["number"].lower().split())
            for match in _COUNTS.finditer(text)
            if not self.stems.isdisjoint(terms(match["things"]))
        )


def with_other_counts(
    scores: Sequence[NDArray[np.float64]],
    count: Count | None,
    passages: Sequence[PassageSigns],
    terms: Callable[[str], Iterable[str]],
) -> list[NDArray[np.float64]]:
    """Scores of sentences, shape (units,) a passage, where those with another count than the best one are told as well.

    Args:
        count: what is counted; None where nothing is.
        terms: text -> stemmed terms.
    """
    if count is None or not scores:
        return list(scores)
    tellable = [
        row * [unit.quotable for unit in one.units] for row, one in zip(scores, passages, strict=True)
    ]
    first = max(range(len(scores)), key=lambda number: float(tellable[number].max(initial=0.0)))
    best = float(tellable[first].max(initial=0.0))
    stated = count.in_text(passages[first].units[int(tellable[first].argmax())].text, terms) if best else None
    if not stated:
        return list(scores)
    raised = [row.copy() for row in scores]
    for number, passage in enumerate(passages):
        for unit, signs in enumerate(passage.units):
            if _LEAST * best <= tellable[number][unit] < LEAST_OF_BEST * best and (
                count.in_text(signs.text, terms) - stated
            ):
                raised[number][unit] = _TOLD * best
    return raised
