"""Which sentences answer? A logistic regression on signs of each unit of the best passages.

The weights in `models/sentences.json` are fitted by `python benchmarks/fit_answerability.py` on the sentences that
annotators marked as the evidence of `clapnq_dev`'s answers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from internbot.answering.answer_types import holds
from internbot.answering.signs import PassageSigns, QuestionSigns
from internbot.logistic import Floats, LogisticModel

FEATURES = (
    "cosine",
    "late",
    "covered",
    "cosine_of_best",
    "late_of_best",
    "score_of_best",
    "type_held",
    "typed",
    "short",
)
_SHORT = 4
"""Stems below which a unit says little by itself."""


def features(question: QuestionSigns, passages: Sequence[PassageSigns]) -> list[Floats]:
    """For each passage, one row a unit in the order of `FEATURES`: shape (units, 9)."""
    every = [unit for passage in passages for unit in passage.units]
    cosine = max((unit.cosine for unit in every), default=0.0)
    late = max((unit.late for unit in every), default=0.0)
    score = max((passage.score for passage in passages), default=0.0)
    typed = bool(question.expects)
    return [
        np.array(
            [
                (
                    unit.cosine,
                    unit.late,
                    question.covered(unit.terms | passage.heading),
                    _share(unit.cosine, cosine),
                    _share(unit.late, late),
                    _share(passage.score, score),
                    float(typed and holds(question.expects, unit.text)),
                    float(typed),
                    float(len(unit.terms) < _SHORT),
                )
                for unit in passage.units
            ],
            dtype=np.float64,
        ).reshape(-1, len(FEATURES))
        for passage in passages
    ]


def sentence_scores(
    question: QuestionSigns, passages: Sequence[PassageSigns], model: LogisticModel
) -> list[Floats]:
    """For each passage, how likely each of its units is part of the answer, 0 to 1, shape (units,)."""
    rows = features(question, passages)
    if not rows:
        return []
    # All at once: each calculation of the model costs more than its few rows.
    return np.split(model.probability(np.concatenate(rows)), np.cumsum([len(one) for one in rows])[:-1])


def _share(value: float, best: float) -> float:
    return value / best if best > 0 else 0.0
