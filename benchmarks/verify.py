"""Does the verifier tell what a quote supports from what it does not? On `wice_dev`, `scifact` and `clapnq_dev`.

    python benchmarks/verify.py [--work FOLDER] [--show KIND]

Everything is cross-validated: each pair is judged by weights, limits of margins and a threshold that were chosen
without its article or claim; the limits by the rule of `verification_limits.py`, within the other folds. What decides
is the last table: sentences that people wrote from a passage must pass, the same with one fact altered, or beside
another article's nearest passage, must not. `--show human` prints what was judged wrongly.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import open_sets
from alterations import KINDS
from fit_answerability import fit
from fit_verification import RIDGE, SEED, divided, fitted, weights_of
from internbot.verification.signs import FEATURES
from internbot.verification.verdicts import limits_kept, refused_score
from internbot.verification.verifier import THRESHOLD
from verification_limits import LIMITED
from verification_pairs import Floats, Pair, collect

FOLDS = 10
REPEATS = 5
RESAMPLES = 1000
PLAIN = ("covered", "sentence_cosine", "cosine", "words")
"""What anyone would try first: coverage by rarity, cosine of the best sentence and of the whole, length."""
TO_BEAT = {"wice_dev": 79.6, "scifact": 79.0}
SHOWN = 40

Rows = NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, help="where vectors and pairs are kept for the next run")
    parser.add_argument("--show", help="print pairs of this kind that were judged wrongly")
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="internbot-verification-"))
    work.mkdir(parents=True, exist_ok=True)
    open_sets.require()
    pairs = collect(work)
    judged = cross_validated(pairs, np.random.default_rng(SEED))
    for name in TO_BEAT:
        told_apart(name, pairs, judged.scores, judged.plain)
    use(pairs, judged)
    if arguments.show:
        show(arguments.show, pairs, judged.scores)


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each pair, by what was fitted without its group.

    Attributes:
        scores, plain: of the verifier and of plain features, means over divisions, shape (pairs,).
        passing: share of the divisions in which it passes, shape (pairs,).
        limits: those that were chosen in each fold, shape (folds, kinds).
    """

    scores: Floats
    plain: Floats
    passing: Floats
    limits: Floats


def cross_validated(pairs: Sequence[Pair], rng: np.random.Generator) -> Judged:
    """Judges each pair by what was fitted without its group, in several divisions."""
    scores, plain, limits = [], [], []
    for _ in range(REPEATS):
        made = _once(pairs, rng)
        scores.append(made[0])
        plain.append(made[1])
        limits += made[2]
    passing = np.mean([one >= THRESHOLD for one in scores], axis=0)
    return Judged(np.mean(scores, axis=0), np.mean(plain, axis=0), passing, np.array(limits))


def _once(pairs: Sequence[Pair], rng: np.random.Generator) -> tuple[Floats, Floats, list[list[float]]]:
    fold = divided(pairs, FOLDS, rng)
    columns = [FEATURES.index(name) for name in PLAIN]
    rows = np.array([pair.features for pair in pairs])
    weights = weights_of(pairs)
    truth = np.array([float(pair.true) for pair in pairs])
    sets = np.array([pair.kind for pair in pairs])
    scores, plain = np.zeros(len(pairs)), np.zeros(len(pairs))
    limits = []
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        found = fitted([pairs[int(i)] for i in outside], rng)
        limits.append([found.limits[kind] for kind in LIMITED])
        scores[inside] = [
            refused_score(p) if pairs[int(i)].refused(found.limits) else p
            for i, p in zip(inside, found.model.probability(rows[inside]).tolist(), strict=True)
        ]
        for name in TO_BEAT:
            # The plain model has the easier task: it is fitted on the set itself alone.
            own = outside[sets[outside] == name]
            simple = fit(rows[own][:, columns], truth[own], weights[own], PLAIN, ridge=RIDGE)
            mine = inside[sets[inside] == name]
            plain[mine] = simple.probability(rows[mine][:, columns])
    return scores, plain, limits


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


def use(pairs: Sequence[Pair], judged: Judged) -> None:
    """What passes at the threshold, with a bootstrap over articles."""
    passed = judged.passing
    kept = limits_kept()
    print("limits of margins: kept, and median, least and greatest of those chosen in the folds")
    for limited, chosen in zip(LIMITED, judged.limits.T, strict=True):
        print(
            f"  {limited:<12} {kept[limited]:5.2f}  {np.median(chosen):5.2f} {chosen.min():5.2f} {chosen.max():5.2f}"
        )
    print("clapnq_dev, what passes (cross-validated, weights, limits and threshold set in the other folds):")
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


def _row(label: str, own: Sequence[int], pairs: Sequence[Pair], passed: Floats) -> None:
    groups: dict[str, list[float]] = defaultdict(list)
    for number in own:
        groups[pairs[number].group].append(float(passed[number]))
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
        print(
            f"{scores[number]:.2f} {pairs[number].text}\n     {pairs[number].refused(limits_kept()) or 'score'}"
        )


if __name__ == "__main__":
    main()
