"""How likely the evidence answers the question, and how likely each of its sentences is part of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.index.hybrid import Candidate
from internbot.retrieval import Evidence

READ = 12
"""Candidates whose sentences are looked at."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence is worth.

    Attributes:
        answerability: probability that the evidence holds the answer, 0 to 1.
        candidates: those whose sentences were judged, best first.
        sentences: for each of them, one number a unit: how likely it is part of the answer, 0 to 1.
        unknown: words of the question that no source holds.
    """

    answerability: float
    candidates: tuple[Candidate, ...]
    sentences: tuple[NDArray[np.float32], ...]
    unknown: tuple[str, ...]


class Judge:
    """Judges evidence."""

    def __init__(
        self, terms: Callable[[str], list[str]], frequency: Callable[[str], int], size: Callable[[], int]
    ) -> None:
        self._terms = terms
        self._frequency = frequency
        self._size = size

    def judge(self, evidence: Evidence) -> Judgement:
        """Weigh the best candidates."""
        read = evidence.candidates[:READ]
        n = max(1, self._size())
        idf = {t: float(np.log(1 + n / (1 + self._frequency(t)))) for t in evidence.terms}
        total = sum(idf.values()) or 1.0
        rows = []
        for one in read:
            heading = set(self._terms(" ".join((one.chunk.document.title, *one.chunk.path))))
            covered = []
            for unit in one.chunk.units:
                own = set(self._terms(one.chunk.unit_text(unit)))
                covered.append(
                    sum(w * (1.0 if t in own else 0.5 if t in heading else 0.0) for t, w in idf.items())
                    / total
                )
            cosines = np.maximum(one.unit_cosines, 0)
            rows.append(
                np.asarray(0.6 * cosines + 0.4 * np.array(covered, dtype=np.float32), dtype=np.float32)
            )
        best = max((float(row.max()) for row in rows if len(row)), default=0.0)
        return Judgement(best, tuple(read), tuple(rows), ())
