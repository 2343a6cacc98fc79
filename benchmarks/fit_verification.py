"""Fits `models/verification.json` on open sets: does a quote support a sentence?

    python benchmarks/fit_verification.py [--work FOLDER]

Claims with evidence of `wice_dev` and `scifact` (supported against the rest), and sentences of the human answers of
`clapnq_dev`: against their own passage, whole or narrowed to a quote, and against the nearest passage of another
article. The threshold is moved to 0.5: where nine in ten of the human sentences pass. How much better another fact may
fit is chosen with it (`verification_limits.py`), on sentences altered in one fact (`alterations.py`). Only weights and
limits are kept; no text of the sets is.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import open_sets
from alterations import KINDS
from fit_answerability import MODELS, fit
from internbot.logistic import LogisticModel
from internbot.verification.checks import Kind as FactKind
from internbot.verification.signs import FEATURES
from verification_limits import LIMITED, Margins, border, choose
from verification_pairs import Floats, Pair, collect

COMMAND = "python benchmarks/fit_verification.py"
RIDGE = 100.0
SEED = 20
PASS = 0.905
"""Share of the human sentences that the threshold lets pass."""
INNER = 5
"""Folds within the data that the limits are chosen on, for odds that were fitted without the pair."""
SHARES = {"wice_dev": 300.0, "scifact": 300.0, "clapnq_dev": 300.0}
"""What each set weighs, half of it for what is supported."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights with the threshold at 0.5, and limits of margins."""

    model: LogisticModel
    limits: dict[FactKind, float]


def weights_of(pairs: Sequence[Pair]) -> Floats:
    """Weights of pairs: each set the same, and in it what is supported and what is not.

    Altered sentences weigh nothing: the checks of facts refuse them, and the score is left to tell the rest.
    """
    kinds = np.array([pair.kind for pair in pairs])
    true = np.array([pair.true for pair in pairs])
    weights = np.zeros(len(pairs))
    for name in ("wice_dev", "scifact"):
        for truth in (True, False):
            own = (kinds == name) & (true == truth)
            weights[own] = SHARES[name] / 2 / max(1, own.sum())
    for group in (("human", "quoted"), ("other",)):
        for kind in group:
            own = kinds == kind
            weights[own] = SHARES["clapnq_dev"] / 2 / len(group) / max(1, own.sum())
    return weights


def fitted(pairs: Sequence[Pair], rng: np.random.Generator) -> Fitted:
    """Weights, limits and threshold of these pairs; `rng` divides them into the inner folds."""
    rows = np.array([pair.features for pair in pairs])
    truth = np.array([float(pair.true) for pair in pairs])
    weights = weights_of(pairs)
    kinds = np.array([pair.kind for pair in pairs])
    used = np.isin(kinds, ("human", *KINDS, "other"))
    fold = divided(pairs, INNER, rng)
    odds = np.zeros(len(pairs))
    for number in range(INNER):
        inside, outside = fold == number, fold != number
        model = fit(rows[outside], truth[outside], weights[outside], FEATURES, ridge=RIDGE)
        odds[inside & used] = _odds(model, rows[inside & used])
    chosen = np.flatnonzero(used)
    margins = Margins.of([pairs[int(i)].checks for i in chosen])
    human = kinds[chosen] == "human"
    wrong = [kinds[chosen] == kind for kind in (*KINDS, "other")]
    limits = choose(margins, odds[chosen], human, wrong, PASS)
    least = border(odds[chosen][human], margins.refused(limits)[human], PASS)
    whole = fit(rows, truth, weights, FEATURES, ridge=RIDGE)
    moved = LogisticModel(
        whole.features, whole.mean, whole.scale, whole.weights, whole.intercept - max(least, -30.0)
    )
    return Fitted(moved, {**dict(zip(LIMITED, limits.tolist(), strict=True)), "unit": 0.0})


def divided(pairs: Sequence[Pair], folds: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """The fold of each pair; pairs of one group share theirs."""
    groups = sorted({pair.group for pair in pairs})
    numbers = dict(zip(groups, (rng.permutation(len(groups)) % folds).tolist(), strict=True))
    return np.array([numbers[pair.group] for pair in pairs])


def _odds(model: LogisticModel, rows: Floats) -> Floats:
    return np.asarray((rows - model.mean) / model.scale @ model.weights + model.intercept)


def write(found: Fitted) -> None:
    """Keep weights and limits in the package."""
    model = found.model
    kept = {
        "command": COMMAND,
        "fitted_on": "wice_dev, scifact (pairs), clapnq_dev (sentences of answers)",
        "features": list(model.features),
        "mean": [round(float(v), 6) for v in model.mean],
        "scale": [round(float(v), 6) for v in model.scale],
        "weights": [round(float(v), 6) for v in model.weights],
        "intercept": round(model.intercept, 6),
        "limits": found.limits,
    }
    (MODELS / "verification.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, help="where vectors and pairs are kept for the next run")
    work = parser.parse_args().work or Path(tempfile.mkdtemp(prefix="internbot-verification-"))
    work.mkdir(parents=True, exist_ok=True)
    open_sets.require()
    found = fitted(collect(work), np.random.default_rng(SEED))
    write(found)
    model = found.model
    print({name: round(float(w), 2) for name, w in zip(model.features, model.weights, strict=True)})
    print(found.limits)


if __name__ == "__main__":
    main()
