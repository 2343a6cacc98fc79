"""Fits `models/verification.json` on open sets: does a quote support a sentence?

    python benchmarks/fit_verification.py [--work FOLDER]

Claims with evidence of `wice_dev` and `scifact` (supported against the rest), and sentences of the human answers of
`clapnq_dev`: against their own passage, whole or narrowed to a quote, and against the nearest passage of another
article. The threshold is moved to 0.5: where nine in ten of the human sentences pass. Sentences altered in one fact
(`alterations.py`) are collected for `verify.py`. Only the weights are kept; no text of the sets is.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import open_sets
from alterations import altered, names_in
from fit_answerability import MODELS, fit
from internbot import sentences
from internbot.embeddings.minilm import MiniLM
from internbot.logistic import LogisticModel
from internbot.verification.checks import Check
from internbot.verification.facts import Facts
from internbot.verification.meanings import Meaning, claim_meaning, evidence_meaning
from internbot.verification.narrowing import narrowed
from internbot.verification.signs import FEATURES, compare
from internbot.verification.verdicts import refusal

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
PASS = 0.905
"""Share of the human sentences that the threshold lets pass."""
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
        group: pairs of one group are never on both sides of a cross-validation.
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

    @property
    def refused(self) -> str:
        """Why a fact refuses it; empty where none does."""
        return refusal(self.checks)


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
    for claim, question, text, passage in human_sentences():
        own = f"{passage['title']}\n\n{passage['text']}"
        near = vectors @ reader.claim(text)[1].whole
        near[titles == passage["title"]] = -1.0
        other = whole[int(near.argmax())]
        pairs.append(reader.pair("human", claim, question, True, text, own))
        pairs.append(reader.pair("untitled", claim, question, True, text, passage["text"]))
        pairs.append(reader.pair("other", claim, question, False, text, other))
        quote = reader.quote(text, passage["text"])
        pairs.append(reader.pair("quoted", claim, question, True, text, quote))
        for one in altered(text, passage["text"], names, common, random.Random(claim)):
            pairs.append(reader.pair(one.kind, claim, question, False, one.text, own))
            pairs.append(reader.pair("altered_quoted", claim, question, False, one.text, quote))
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


def fitted(pairs: Sequence[Pair]) -> LogisticModel:
    """The model of these pairs, with its threshold at 0.5."""
    rows = np.array([pair.features for pair in pairs])
    truth = np.array([float(pair.true) for pair in pairs])
    return moved(fit(rows, truth, weights_of(pairs), FEATURES, ridge=RIDGE), pairs)


def moved(model: LogisticModel, pairs: Sequence[Pair]) -> LogisticModel:
    """The model with its intercept moved so that 0.5 lets `PASS` of the human sentences pass."""
    human = [pair for pair in pairs if pair.kind == "human"]
    rows = np.array([pair.features for pair in human])
    odds = (rows - model.mean) / model.scale @ model.weights + model.intercept
    odds[[bool(pair.refused) for pair in human]] = -np.inf
    border = float(np.quantile(odds, 1 - PASS, method="lower"))
    return LogisticModel(
        model.features, model.mean, model.scale, model.weights, model.intercept - max(border, -30.0)
    )


def write(model: LogisticModel) -> None:
    """Keep the model in the package."""
    kept = {
        "command": COMMAND,
        "fitted_on": "wice_dev, scifact (pairs), clapnq_dev (sentences of answers)",
        "features": list(model.features),
        "mean": [round(float(v), 6) for v in model.mean],
        "scale": [round(float(v), 6) for v in model.scale],
        "weights": [round(float(v), 6) for v in model.weights],
        "intercept": round(model.intercept, 6),
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
    model = fitted(collect(work))
    write(model)
    print({name: round(float(w), 2) for name, w in zip(model.features, model.weights, strict=True)})


if __name__ == "__main__":
    main()
