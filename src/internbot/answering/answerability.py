"""Does the evidence hold the answer? A logistic regression on signs of the best passages.

The weights in `models/answerability.json` are fitted by `python benchmarks/fit_answerability.py` on open sets
(`clapnq_dev`, and questions of `chunking_eval` and `mtrag_human` with and without the passages that answer them) and,
at less weight, on our own questions that may be looked at; the intercept is moved so that 0.5 declines one answerable
question in twenty, as a mean over these sets.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from internbot.answering.answer_types import holds
from internbot.answering.signs import PassageSigns, QuestionSigns, UnitSigns
from internbot.logistic import Floats, LogisticModel

FEATURES = (
    "unit_late",
    "unit_cosine",
    "unit_cosine_mean3",
    "passage_late",
    "passage_cosine",
    "cosine_gap",
    "late_gap",
    "score_gap",
    "heading_covered",
    "passage_covered",
    "unit_covered",
    "rarest_missing",
    "type_held",
    "unsaid",
    "unit_backward",
    "late_deviations",
)
ANSWERED_FROM = 0.5
"""Answerability from which the evidence is quoted; below it the assistant declines. The fit sees to what it means."""
READ = 12
"""Passages that are looked at: the best three for the answer, the fourth and later for what is usual in the corpus."""

_BEST = 3
_LEAST_DEVIATION = 0.02
"""So that few units, all alike, deviate by nothing."""


def features(question: QuestionSigns, passages: Sequence[PassageSigns]) -> Floats:
    """Features in the order of `FEATURES`, shape (16,).

    Args:
        passages: best first, at least one; those after the twelfth are not looked at.
    """
    read = passages[:READ]
    first, best = read[0], read[:_BEST]
    usual = read[_BEST:] or read[-1:]
    units = [unit for passage in best for unit in passage.quotable]
    cosines = sorted((unit.cosine for unit in first.quotable), reverse=True)
    unit_cosine = max((_best_cosine(passage) for passage in read), default=0.0)
    unit_late = max((unit.late for unit in units), default=0.0)
    nearest = max(units, key=lambda unit: unit.cosine + unit.late, default=None)
    own = first.terms
    return np.array(
        [
            unit_late,
            unit_cosine,
            float(np.mean(cosines[:3])) if cosines else 0.0,
            first.late,
            first.cosine,
            unit_cosine - float(np.mean([_best_cosine(passage) for passage in usual])),
            unit_late - float(np.mean([_best_late(passage) for passage in usual])),
            first.score - float(np.mean([passage.score for passage in usual])),
            question.covered(first.heading),
            question.covered(own),
            question.covered(nearest.terms) if nearest else 0.0,
            question.rarest_missing(own),
            float(nearest is not None and holds(question.expects, nearest.text)),
            unsaid(question, read),
            nearest.backward if nearest else 0.0,
            _deviations(nearest, read) if nearest else 0.0,
        ],
        dtype=np.float64,
    )


def answerability(question: QuestionSigns, passages: Sequence[PassageSigns], model: LogisticModel) -> float:
    """How likely the passages hold the answer, 0 to 1; 0 where there are none."""
    return float(model.probability(features(question, passages))) if passages else 0.0


def unsaid(question: QuestionSigns, passages: Sequence[PassageSigns]) -> float:
    """Share of the question that is left unsaid by every unit which could hold the one fact it asks for, 0 to 1.

    A number in a sentence on something else is no answer. 0 where no single fact is asked for: a reason or a way is
    told in other words than it is asked.
    """
    if question.asked.slot is None:
        return 0.0
    said = (
        question.covered(passage.understood(number))
        for passage in passages
        for number, unit in enumerate(passage.units)
        if unit.quotable and question.asked.filled(unit.text)
    )
    return 1.0 - max(said, default=0.0)


def _deviations(nearest: UnitSigns, passages: Sequence[PassageSigns]) -> float:
    """By how many standard deviations of all units read the words of the question are matched better in the nearest."""
    late = np.array([unit.late for passage in passages for unit in passage.quotable])
    return float((nearest.late - late.mean()) / (late.std() + _LEAST_DEVIATION))


def _best_cosine(passage: PassageSigns) -> float:
    return max((unit.cosine for unit in passage.quotable), default=0.0)


def _best_late(passage: PassageSigns) -> float:
    return max((unit.late for unit in passage.quotable), default=0.0)
