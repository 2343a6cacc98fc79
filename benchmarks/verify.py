"""Does the verifier tell what a quote supports from what it does not? On `wice_dev`, `scifact` and `clapnq_dev`.

    python benchmarks/verify.py [--work FOLDER] [--show KIND]

Everything is cross-validated: each pair is judged by weights and a threshold that were fitted without its claim's
group. What decides is the second table: sentences that people wrote from a passage must pass, the same with one fact
altered, or beside another article's nearest passage, must not. `--show human` prints what was judged wrongly.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import open_sets
from alterations import KINDS
from fit_answerability import fit
from fit_verification import RIDGE, Floats, Pair, collect, fitted, weights_of
from internbot.verification.signs import FEATURES
from internbot.verification.verdicts import refused_score
from internbot.verification.verifier import THRESHOLD

FOLDS = 10
REPEATS = 5
RESAMPLES = 1000
SEED = 20
PLAIN = ("covered", "sentence_cosine", "cosine", "words")
"""What anyone would try first: coverage by rarity, cosine of the best sentence and of the whole, length."""
TO_BEAT = {"wice_dev": 79.6, "scifact": 79.0}
SHOWN = 40

Rows = NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, help="where vectors are kept for the next run")
    parser.add_argument("--show", help="print pairs of this kind that were judged wrongly")
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="internbot-verification-"))
    work.mkdir(parents=True, exist_ok=True)
    open_sets.require()
    pairs = collect(work)
    scores, plain = cross_validated(pairs, np.random.default_rng(SEED))
    for name in TO_BEAT:
        told_apart(name, pairs, scores, plain)
    use(pairs, scores)
    if arguments.show:
        show(arguments.show, pairs, scores)


def cross_validated(pairs: Sequence[Pair], rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Score of each pair by weights fitted without its group, mean over divisions; the same of plain features."""
    made = [_once(pairs, rng) for _ in range(REPEATS)]
    return np.mean([scores for scores, _ in made], axis=0), np.mean([plain for _, plain in made], axis=0)


def _once(pairs: Sequence[Pair], rng: np.random.Generator) -> tuple[Floats, Floats]:
    groups = sorted({pair.group for pair in pairs})
    folds = dict(zip(groups, rng.integers(0, FOLDS, len(groups)).tolist(), strict=True))
    fold = np.array([folds[pair.group] for pair in pairs])
    columns = [FEATURES.index(name) for name in PLAIN]
    rows = np.array([pair.features for pair in pairs])
    weights = weights_of(pairs)
    truth = np.array([float(pair.true) for pair in pairs])
    sets = np.array([pair.kind for pair in pairs])
    scores, plain = np.zeros(len(pairs)), np.zeros(len(pairs))
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        model = fitted([pairs[int(i)] for i in outside])
        scores[inside] = [
            refused_score(p) if pairs[int(i)].refused else p
            for i, p in zip(inside, model.probability(rows[inside]).tolist(), strict=True)
        ]
        for name in TO_BEAT:
            # The plain model has the easier task: it is fitted on the set itself alone.
            own = outside[sets[outside] == name]
            simple = fit(rows[own][:, columns], truth[own], weights[own], PLAIN, ridge=RIDGE)
            mine = inside[sets[inside] == name]
            plain[mine] = simple.probability(rows[mine][:, columns])
    return scores, plain


def told_apart(name: str, pairs: Sequence[Pair], scores: Floats, plain: Floats) -> None:
    """AUROC over claims, the best pair of each, with a bootstrap over claims, paired with plain features."""
    auroc = open_sets.scorer().auroc
    own: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        if pair.kind == name:
            own[pair.claim].append(number)
    truth = np.array([pairs[rows[0]].true for rows in own.values()])
    best = {
        label: np.array([values[rows].max() for rows in own.values()])
        for label, values in (("ours", scores), ("plain", plain))
    }

    def area(values: Floats, draw: Rows) -> float:
        s, t = values[draw], truth[draw]
        return 100 * float(auroc(s[t].tolist(), s[~t].tolist()))

    rng = np.random.default_rng(SEED)
    draws = [rng.integers(0, len(truth), len(truth)) for _ in range(RESAMPLES)]
    every = np.arange(len(truth))
    ours = np.array([area(best["ours"], draw) for draw in draws])
    difference = ours - np.array([area(best["plain"], draw) for draw in draws])
    low, high = np.percentile(ours, [2.5, 97.5])
    print(
        f"{name}: AUROC {area(best['ours'], every):.1f} cross-validated over {len(truth)} claims, 95% interval "
        f"{low:.1f} to {high:.1f}; resamples at {TO_BEAT[name]} or above: {100 * np.mean(ours >= TO_BEAT[name]):.0f}%"
    )
    low, high = np.percentile(difference, [2.5, 97.5])
    print(
        f"  plain features {area(best['plain'], every):.1f}; ours is better by {low:.1f} to {high:.1f} (paired)"
    )


def use(pairs: Sequence[Pair], scores: Floats) -> None:
    """What passes at the threshold, with a bootstrap over questions."""
    passed = scores >= THRESHOLD
    print("clapnq_dev, what passes (cross-validated, threshold set in the other folds):")
    labels = {
        "human": "human sentences, own passage with its title",
        "untitled": "human sentences, own passage without its title",
        "quoted": "human sentences, the passage narrowed to a quote",
        "other": "human sentences, nearest passage of another article",
    } | {kind: f"{kind} altered, own passage" for kind in KINDS}
    for kind, label in labels.items():
        _row(label, [i for i, pair in enumerate(pairs) if pair.kind == kind], pairs, passed)
    _row("all altered, own passage", [i for i, p in enumerate(pairs) if p.kind in KINDS], pairs, passed)
    _row(
        "all altered, passage narrowed to a quote",
        [i for i, p in enumerate(pairs) if p.kind == "altered_quoted"],
        pairs,
        passed,
    )


def _row(label: str, own: Sequence[int], pairs: Sequence[Pair], passed: NDArray[Any]) -> None:
    groups: dict[str, list[bool]] = defaultdict(list)
    for number in own:
        groups[pairs[number].group].append(bool(passed[number]))
    sums = np.array([[sum(part), len(part)] for part in groups.values()], dtype=float)
    rng = np.random.default_rng(SEED)
    drawn = sums[rng.integers(0, len(sums), (RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.percentile(100 * drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    share = 100 * sums[:, 0].sum() / sums[:, 1].sum()
    print(f"  {label:<54} {share:5.1f}%  ({low:.1f} to {high:.1f})  of {len(own)}")


def show(kind: str, pairs: Sequence[Pair], scores: Floats) -> None:
    """Some pairs of a kind that were judged wrongly, with the reason."""
    wrong = [i for i, pair in enumerate(pairs) if pair.kind == kind and (scores[i] >= THRESHOLD) != pair.true]
    for number in random.Random(SEED).sample(wrong, min(SHOWN, len(wrong))):
        print(f"{scores[number]:.2f} {pairs[number].text}\n     {pairs[number].refused or 'score'}")


if __name__ == "__main__":
    main()
