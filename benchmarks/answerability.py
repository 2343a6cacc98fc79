"""Does the assistant know what it does not know? On `clapnq_dev`, through the product's retrieval, and far from it.

    python benchmarks/answerability.py [--work FOLDER]

The shipped weights were fitted on these questions too, so that their score says little; what counts is the
cross-validated one, where each question is judged by weights that were fitted without it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import open_sets
from fit_answerability import (
    SENTENCE_PASSAGES,
    Example,
    Floats,
    Sets,
    answerable_rows,
    calibrated,
    collect,
    fit_answerability,
    fit_sentences,
    sentence_rows,
)
from internbot.answering import answerability
from internbot.answering.fact_fit import Fit, fitted
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.index.keywords import analyzer
from internbot.logistic import LogisticModel

TO_BEAT = 89.2
FOLDS = 10
REPEATS = 3
RESAMPLES = 2000
SEED = 20
FALSE_DECLINES = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, help="where indexes are kept for the next run")
    work = parser.parse_args().work or Path(tempfile.mkdtemp(prefix="internbot-answerability-"))
    open_sets.require()
    sets = collect(work)
    rng = np.random.default_rng(SEED)
    auroc: Callable[[Sequence[float], Sequence[float]], float] = open_sets.scorer().auroc
    held_out = cross_validated(sets, rng)
    near(sets, held_out, auroc, rng)
    far(sets, held_out)
    sentences(sets, work)


def cross_validated(sets: Sets, rng: np.random.Generator) -> Floats:
    """Answerability of each question of `clapnq_dev` by weights fitted without it, mean over several divisions."""
    total = np.zeros(len(sets.clapnq))
    for _ in range(REPEATS):
        for inside in np.array_split(rng.permutation(len(sets.clapnq)), FOLDS):
            outside = np.setdiff1d(np.arange(len(sets.clapnq)), inside)
            model = calibrated(fit_answerability(sets, outside), answerable_rows(sets))
            total[inside] += judged(model, [sets.clapnq[i] for i in inside])
    return total / REPEATS


def judged(model: LogisticModel, examples: Sequence[Example]) -> Floats:
    """Answerability of examples."""
    return np.array([answerability.answerability(one.question, one.passages, model) for one in examples])


def near(
    sets: Sets,
    held_out: Floats,
    auroc: Callable[[Sequence[float], Sequence[float]], float],
    rng: np.random.Generator,
) -> None:
    """AUROC with a bootstrap over questions, beside single signs on the same resamples."""
    truth = sets.answerable
    others = {
        "cosine of the best sentence alone": np.array([one.features[1] for one in sets.clapnq]),
        "late interaction of the best sentence alone": np.array([one.features[0] for one in sets.clapnq]),
    }

    def area(scores: Floats, which: np.ndarray[Any, np.dtype[np.int64]]) -> float:
        s, t = scores[which], truth[which]
        return 100 * auroc(s[t].tolist(), s[~t].tolist())

    draws = [rng.integers(0, len(truth), len(truth)) for _ in range(RESAMPLES)]
    every = np.arange(len(truth))
    own = np.array([area(held_out, draw) for draw in draws])
    low, high = np.percentile(own, [2.5, 97.5])
    print(
        f"clapnq_dev: AUROC {area(held_out, every):.1f} cross-validated, 95% interval {low:.1f} to {high:.1f}"
    )
    print(f"  resamples above {TO_BEAT}: {100 * np.mean(own > TO_BEAT):.1f}%")
    for name, scores in others.items():
        difference = own - np.array([area(scores, draw) for draw in draws])
        low, high = np.percentile(difference, [2.5, 97.5])
        print(f"  {name}: {area(scores, every):.1f}; ours is better by {low:.1f} to {high:.1f} (paired)")
    answers = held_out >= answerability.ANSWERED_FROM
    print(
        f"  at {answerability.ANSWERED_FROM}: {100 * np.mean(answers[truth]):.1f}% of the answerable answered, "
        f"{100 * np.mean(~answers[~truth]):.1f}% of the unanswerable (near misses) declined"
    )


def far(sets: Sets, held_out: Floats) -> None:
    """Claims of scifact over clapnq_dev's corpus; half of them were not fitted on."""
    border = float(np.quantile(held_out[sets.answerable], FALSE_DECLINES))
    model = calibrated(fit_answerability(sets, np.arange(len(sets.clapnq))), answerable_rows(sets))
    unseen = judged(model, sets.far[1::2])
    declined = 100 * np.mean(unseen < answerability.ANSWERED_FROM)
    print(
        f"far questions ({len(unseen)} claims of scifact, not fitted on): {100 * np.mean(unseen < border):.1f}% "
        "declined "
        f"at {100 * FALSE_DECLINES:.0f}% false declines, {declined:.1f}% at {answerability.ANSWERED_FROM}"
    )


def sentences(sets: Sets, work: Path) -> None:
    """Which sentences are quoted, cross-validated, those near to the best one's score."""
    rows, truth = sentence_rows(sets)
    terms = analyzer().analyze
    answerable = [one for one, true in zip(sets.clapnq, sets.answerable, strict=True) if true]
    out = []
    for inside in np.array_split(np.arange(len(rows)), FOLDS):
        outside = [i for i in range(len(rows)) if i not in set(inside.tolist())]
        model = fit_sentences([rows[i] for i in outside], [truth[i] for i in outside], sets.excerpts)
        for i in inside:
            one = answerable[i]
            passages = one.passages[:SENTENCE_PASSAGES]
            cuts = np.cumsum([len(passage.units) for passage in passages])[:-1]
            by_passage = np.split(model.probability(rows[i]), cuts)
            scores = np.concatenate(fitted(by_passage, Fit.of(one.text, terms), one.question, passages))
            units = [(number, unit.text) for number, passage in enumerate(passages) for unit in passage.units]
            best = np.argsort(-scores, kind="stable")[:5]
            chosen = sorted(int(k) for k in best if scores[k] >= LEAST_OF_BEST * scores[best[0]])
            said = [units[k][1] for k in chosen]
            out.append({"id": one.id, "answer": " ".join(said), "cited": [], "sentences": said})
    path = work / "sentences.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in out), encoding="utf-8")
    found = open_sets.scorer().anscite(str(open_sets.data("clapnq_dev")), str(path))
    print(
        f"sentences chosen (cross-validated): precision {found['sent_P']}, recall {found['sent_R']}, ROUGE-L "
        f"{found['rougeL']}, {found['len']:.0f} characters"
    )


if __name__ == "__main__":
    main()
