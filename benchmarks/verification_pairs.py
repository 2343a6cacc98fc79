"""Claims beside evidence, of open sets, and what the verifier sees of each: what is fitted and what is measured.

Reading all of them takes minutes, most of it the embedding model's, which works for several texts at once. What was
read is kept in a folder: vectors by text, and the pairs by all that they depend on (the package, this folder's modules,
the sets).
"""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

import internbot
import open_sets
from alterations import altered, names_in
from internbot import sentences
from internbot.embeddings.minilm import MiniLM
from internbot.verification.checks import Check
from internbot.verification.checks import Kind as FactKind
from internbot.verification.facts import Facts
from internbot.verification.meanings import Meaning, claim_meaning, evidence_meaning
from internbot.verification.narrowing import narrowed
from internbot.verification.signs import compare
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

LEAST_WORDS = 4
_GOOD = frozenset({"supported", "SUPPORT"})
_PAIRS = "verification-pairs-"


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


class Case(NamedTuple):
    """A claim and its evidence before they are compared; see `Pair`."""

    kind: Kind
    claim: str
    group: str
    true: bool
    text: str
    evidence: str


class Reader:
    """Compares texts; vectors are kept in a file for the next run."""

    def __init__(self, work: Path) -> None:
        self._model = MiniLM(1)
        self._file = work / "verification-vectors.pickle"
        self._kept: dict[str, Meaning] = pickle.loads(self._file.read_bytes()) if self._file.is_file() else {}
        self._claims: dict[str, Facts] = {}
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
        if text not in self._claims:
            self._claims[text] = Facts.of(text)
        facts = self._claims[text]
        key = f"claim {len(facts.reading.tokens)} {text}"
        if key not in self._kept:
            self._kept[key] = claim_meaning(facts.reading, self._model)
        return facts, self._kept[key]

    def embed(self, claims: Iterable[str], evidence: Iterable[str]) -> None:
        """Read many texts, several at once: each on one thread, so that its vectors are the same as alone."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(self.evidence, dict.fromkeys(evidence)):
                pass
            for _ in pool.map(self.claim, dict.fromkeys(claims)):
                pass

    def pair(self, case: Case) -> Pair:
        """A claim compared with its evidence."""
        (mine, meaning), (theirs, other) = self.claim(case.text), self.evidence(case.evidence)
        found = compare(mine, theirs, (meaning, other), self._model.rarity)
        return Pair(case.kind, case.claim, case.group, case.true, case.text, found.features, found.checks)

    def quote(self, claim: str, passage: str) -> str:
        """The sentences of a passage that say a claim."""
        (mine, meaning), (theirs, other) = self.claim(claim), self.evidence(passage)
        return narrowed(compare(mine, theirs, (meaning, other), self._model.rarity), mine).of(passage)

    def keep(self) -> None:
        """Write the vectors."""
        with self._file.open("wb") as file:
            pickle.dump(self._kept, file, pickle.HIGHEST_PROTOCOL)


def collect(work: Path) -> list[Pair]:
    """All pairs of all sets; from the folder, where nothing that they depend on has changed."""
    file = work / f"{_PAIRS}{_content()}.pickle"
    if file.is_file():
        kept: list[Pair] = pickle.loads(file.read_bytes())
        return kept
    reader = Reader(work)
    cases = [*_clapnq(reader), *_claims()]
    reader.embed((case.text for case in cases), (case.evidence for case in cases))
    pairs = [reader.pair(case) for case in cases]
    reader.keep()
    for old in work.glob(f"{_PAIRS}*.pickle"):
        old.unlink()
    file.write_bytes(pickle.dumps(pairs))
    return pairs


def _content() -> str:
    """Digest of all that pairs depend on."""
    package = Path(internbot.__file__).parent
    files = [
        *sorted(package.rglob("*.py")),
        *(Path(__file__).with_name(f"{name}.py") for name in ("verification_pairs", "alterations")),
        *(
            path
            for name in ("clapnq_dev", "wice_dev", "scifact")
            for path in sorted(open_sets.data(name).iterdir())
        ),
    ]
    made = hashlib.sha256()
    for path in files:
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()[:16]


def _claims() -> list[Case]:
    """Claims with evidence of `wice_dev` and `scifact`."""
    cases = []
    for row in open_sets.rows("wice_dev", "oracle_pairs_dev"):
        text = "\n\n".join(row["evidence"])
        cases.append(Case("wice_dev", row["id"], row["id"], row["label"] in _GOOD, row["claim"], text))
    for row in open_sets.rows("scifact", "verify_pairs"):
        group = row["id"].partition("_")[0]
        cases.append(Case("scifact", row["id"], group, row["label"] in _GOOD, row["claim"], row["evidence"]))
    return cases


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


def _clapnq(reader: Reader) -> list[Case]:
    corpus = open_sets.rows("clapnq_dev", "corpus")
    common = frozenset(re.findall(r"(?<!\w)[a-z]+", " ".join(row["text"] for row in corpus)))
    names = [name for row in corpus for name in names_in(row["text"], common)]
    whole = [f"{row['title']}\n\n{row['text']}" for row in corpus]
    human = human_sentences()
    reader.embed(
        (text for _, _, text, _ in human), (*whole, *(passage["text"] for _, _, _, passage in human))
    )
    vectors = np.stack([reader.evidence(text)[1].whole for text in whole])
    titles = np.array([row["title"] for row in corpus])
    cases = []
    for claim, _, text, passage in human:
        own, article = f"{passage['title']}\n\n{passage['text']}", passage["title"]
        near = vectors @ reader.claim(text)[1].whole
        near[titles == passage["title"]] = -1.0
        other = whole[int(near.argmax())]
        quote = reader.quote(text, passage["text"])
        cases += [
            Case("human", claim, article, True, text, own),
            Case("untitled", claim, article, True, text, passage["text"]),
            Case("other", claim, article, False, text, other),
            Case("quoted", claim, article, True, text, quote),
        ]
        for one in altered(text, passage["text"], names, common, random.Random(claim)):
            cases.append(Case(one.kind, claim, article, False, one.text, own))
            cases.append(Case("altered_quoted", claim, article, False, one.text, quote))
    return cases
