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
import pickle
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import open_sets
from alterations import KINDS, altered, names_in
from fit_answerability import MODELS, fit
from internbot import sentences
from internbot.embeddings.minilm import MiniLM
from internbot.logistic import LogisticModel
from internbot.verification.checks import Check
from internbot.verification.checks import Kind as FactKind
from internbot.verification.facts import Facts
from internbot.verification.meanings import Meaning, claim_meaning, evidence_meaning
from internbot.verification.narrowing import narrowed
from internbot.verification.signs import FEATURES, compare
from internbot.verification.verdicts import refusal
from verification_limits import LIMITED, Margins, border, choose

Floats = NDArray[np.float64]
Kind = Literal[
    "human",
    "untitled",
    "quoted",
    "other",
    "number",
    "name",
    "date",
    "negation",
    "comparison",
    "altered_quoted",
    "wice_dev",
    "scifact",
]

COMMAND = "python benchmarks/fit_verification.py"
RIDGE = 100.0
SEED = 20
PASS = 0.905
"""Share of the human sentences that the threshold lets pass."""
INNER = 5
"""Folds within the data that the limits are chosen on, for odds that were fitted without the pair."""
SHARES = {"wice_dev": 300.0, "scifact": 300.0, "clapnq_dev": 300.0}
"""What each set weighs, half of it for what is supported."""
LEAST_WORDS = 4
_GOOD = frozenset({"supported", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim beside evidence.

    Attributes:
        kind: where it comes from; alterations are named by what was altered.
        claim: its id; several pairs of `wice_dev` share one, and the best counts.
        group: pairs of one group, such as an article, are never on both sides of a cross-validation.
        true: whether the evidence supports it.
        text: the claim.
        features: shape (features,).
        checks: of its facts.
    """

    kind: Kind
    claim: str
    group: str
    true: bool
    text: str
    features: Floats
    checks: tuple[Check, ...]

    def refused(self, limits: Mapping[FactKind, float]) -> str:
        """Why a fact refuses it; empty where none does."""
        return refusal(self.checks, limits)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights with the threshold at 0.5, and limits of margins."""

    model: LogisticModel
    limits: dict[FactKind, float]


class Reader:
    """Compares texts; vectors are kept in a file for the next run."""

    def __init__(self, work: Path) -> None:
        self._model = MiniLM(1)
        self._file = work / "verification-vectors.pickle"
        self._kept: dict[str, Meaning] = pickle.loads(self._file.read_bytes()) if self._file.is_file() else {}
        self._evidence: dict[str, Facts] = {}

    def evidence(self, text: str) -> tuple[Facts, Meaning]:
        """Facts and vectors of evidence."""
        if text not in self._evidence:
            self._evidence[text] = Facts.of(text)
        facts = self._evidence[text]
        key = f"evidence {len(facts.reading.tokens)} {text}"
        if key not in self._kept:
            self._kept[key] = evidence_meaning(facts.reading, self._model)
        return facts, self._kept[key]

    def claim(self, text: str) -> tuple[Facts, Meaning]:
        """Facts and vectors of a claim."""
        facts = Facts.of(text)
        key = f"claim {len(facts.reading.tokens)} {text}"
        if key not in self._kept:
            self._kept[key] = claim_meaning(facts.reading, self._model)
        return facts, self._kept[key]

    def pair(self, kind: Kind, claim: str, group: str, true: bool, text: str, evidence: str) -> Pair:
        """A claim compared with its evidence."""
        (mine, meaning), (theirs, other) = self.claim(text), self.evidence(evidence)
        found = compare(mine, theirs, (meaning, other), self._model.rarity)
        return Pair(kind, claim, group, true, text, found.features, found.checks)

    def quote(self, claim: str, passage: str) -> str:
        """The sentences of a passage that say a claim."""
        (mine, meaning), (theirs, other) = self.claim(claim), self.evidence(passage)
        return narrowed(compare(mine, theirs, (meaning, other), self._model.rarity), mine).of(passage)

    def keep(self) -> None:
        """Write the vectors."""
        self._file.write_bytes(pickle.dumps(self._kept))


def collect(work: Path) -> list[Pair]:
    """All pairs of all sets."""
    reader = Reader(work)
    pairs = [*_clapnq(reader)]
    for row in open_sets.rows("wice_dev", "oracle_pairs_dev"):
        text = "\n\n".join(row["evidence"])
        pairs.append(reader.pair("wice_dev", row["id"], row["id"], row["label"] in _GOOD, row["claim"], text))
    for row in open_sets.rows("scifact", "verify_pairs"):
        group = row["id"].partition("_")[0]
        pairs.append(
            reader.pair("scifact", row["id"], group, row["label"] in _GOOD, row["claim"], row["evidence"])
        )
    reader.keep()
    return pairs


def human_sentences() -> list[tuple[str, str, str, dict[str, Any]]]:
    """Sentences of the human answers of `clapnq_dev`: (id, question id, sentence, gold passage)."""
    passages = {row["id"]: row for row in open_sets.rows("clapnq_dev", "corpus")}
    found = []
    for row in open_sets.rows("clapnq_dev", "answers"):
        if not row["answerable"]:
            continue
        passage = passages[row["gold_passages"][0]]
        for number, answer in enumerate(row["answers"]):
            for place, span in enumerate(sentences.split(answer)):
                text = " ".join(span.of(answer).split())
                if len(text.split()) >= LEAST_WORDS:
                    found.append((f"{row['id']}-{number}-{place}", row["id"], text, passage))
    return found


def _clapnq(reader: Reader) -> list[Pair]:
    corpus = open_sets.rows("clapnq_dev", "corpus")
    common = frozenset(re.findall(r"(?<!\w)[a-z]+", " ".join(row["text"] for row in corpus)))
    names = [name for row in corpus for name in names_in(row["text"], common)]
    whole = [f"{row['title']}\n\n{row['text']}" for row in corpus]
    vectors = np.stack([reader.evidence(text)[1].whole for text in whole])
    titles = np.array([row["title"] for row in corpus])
    pairs = []
    for claim, _, text, passage in human_sentences():
        own, article = f"{passage['title']}\n\n{passage['text']}", passage["title"]
        near = vectors @ reader.claim(text)[1].whole
        near[titles == passage["title"]] = -1.0
        other = whole[int(near.argmax())]
        pairs.append(reader.pair("human", claim, article, True, text, own))
        pairs.append(reader.pair("untitled", claim, article, True, text, passage["text"]))
        pairs.append(reader.pair("other", claim, article, False, text, other))
        quote = reader.quote(text, passage["text"])
        pairs.append(reader.pair("quoted", claim, article, True, text, quote))
        for one in altered(text, passage["text"], names, common, random.Random(claim)):
            pairs.append(reader.pair(one.kind, claim, article, False, one.text, own))
            pairs.append(reader.pair("altered_quoted", claim, article, False, one.text, quote))
    return pairs


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
    parser.add_argument("--work", type=Path, help="where vectors are kept for the next run")
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
