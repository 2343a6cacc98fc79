"""Fits `models/answerability.json` and `models/sentences.json` on open sets, through the product's retrieval.

    python benchmarks/fit_answerability.py [--work FOLDER]

Whether the evidence answers: `clapnq_dev`'s answerable and unanswerable questions; beside them, so that the
weights suit other kinds of corpora, questions of `chunking_eval` and `mtrag_human` as they are and with the passages
that answer them taken out of what was found, claims of `scifact` asked of `clapnq_dev` (far from it), and, over the
starter knowledge, our own near misses with their answerable twins (the half for developing), and everyday questions,
as they are and without the passages that hold what a right answer says.
Which sentences answer: those that annotators marked in `clapnq_dev`, and those that `chunking_eval`'s excerpts stand
in. Only the weights are kept; no text of the sets is.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import open_sets
from internbot.answering import answerability, sentence_scores
from internbot.answering.named_things import NamedThings
from internbot.answering.referents import with_referents
from internbot.answering.signs import PassageSigns, QuestionSigns
from internbot.answering.word_matches import QuestionWords
from internbot.chunking import Unit
from internbot.evaluation.cases import Case, load_cases
from internbot.index.catalog import StoredChunk
from internbot.index.hybrid import Candidate
from internbot.logistic import LogisticModel

Floats = NDArray[np.float64]
Masked = Callable[[str, Candidate], bool]

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "src" / "internbot" / "models"
COMMAND = "python benchmarks/fit_answerability.py"
BESIDE = 150.0
"""What each further set weighs, in questions; `clapnq_dev` weighs its 600."""
FAR = 300.0
"""What questions far from a corpus weigh: people ask anything of a chat page."""
OWN = {"near_develop": 75.0, "everyday": 100.0, "fresh": 50.0}
"""What each half (answered, or not) of our own questions weighs: they are few, and were written beside the texts."""
RIDGE = 5.0
EXCERPTS = 0.5
"""What `chunking_eval`'s sentences weigh together, `clapnq_dev`'s being 1: its questions were written by a model."""
_MOSTLY = 0.5
"""Share of a sentence, or of an excerpt, that both must have in common."""
SENTENCE_PASSAGES = 4
FALSE_DECLINES = 0.05
KNOWLEDGE = "knowledge"
"""Name of the set of our own questions over the starter knowledge."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the evidence that the product found for it."""

    id: str
    text: str
    question: QuestionSigns
    passages: tuple[PassageSigns, ...]
    chunks: tuple[StoredChunk, ...] = ()

    @property
    def features(self) -> Floats:
        """Features of answerability."""
        return answerability.features(self.question, self.passages)


@dataclass(frozen=True, slots=True)
class Sets:
    """Everything that is fitted on: rows of features with what is true of them."""

    clapnq: list[Example]
    answerable: NDArray[np.bool_]
    far: list[Example]
    beside: dict[str, tuple[Floats, Floats]]
    own: dict[str, tuple[Floats, Floats]]
    excerpts: tuple[list[Floats], list[Floats]]


def examples(
    name: str, questions: Sequence[tuple[str, str]], work: Path, masked: Sequence[Masked | None] = (None,)
) -> list[list[Example]]:
    """Evidence for questions (id, text) over a set's corpus; once for each mask, without the passages it names."""
    made: list[list[Example]] = [[] for _ in masked]
    corpus = ROOT / "knowledge" if name == KNOWLEDGE else None
    with open_sets.searching(name, work, corpus) as (index, retriever):
        terms = index.keywords.terms
        for number, text in questions:
            evidence = retriever.retrieve(text)
            query = evidence.query
            question = QuestionSigns.of(query, terms, index.weigh)
            words = QuestionWords.of(query, evidence.vectors.tokens, terms)
            for mask, into in zip(masked, made, strict=True):
                left = [one for one in evidence.candidates if mask is None or not mask(number, one)]
                read = left[: answerability.READ]
                found = [PassageSigns.of(one, terms, words) for one in read]
                things = NamedThings.of(query, (unit.text for one in found for unit in one.quotable))
                spelled = things.spelled(query) if things else query
                passages = tuple(with_referents(found, read, spelled, terms))
                into.append(Example(number, query, question, passages, tuple(one.chunk for one in read)))
    return made


def collect(work: Path) -> Sets:
    """Ask all sets."""
    asked = [(row["id"], row["text"]) for row in open_sets.rows("clapnq_dev", "queries")]
    claims = [(row["id"], row["text"]) for row in open_sets.rows("scifact", "queries")]
    both = examples("clapnq_dev", asked + claims, work)[0]
    truth = {row["id"]: bool(row["answerable"]) for row in open_sets.rows("clapnq_dev", "answers")}
    clapnq, far = both[: len(asked)], both[len(asked) :]
    chunking_eval, excerpts = _chunking_eval(work)
    return Sets(
        clapnq,
        np.array([truth[one.id] for one in clapnq]),
        far,
        {"chunking_eval": chunking_eval, "mtrag_human": _mtrag(work)},
        _own(work),
        excerpts,
    )


def _chunking_eval(work: Path) -> tuple[tuple[Floats, Floats], tuple[list[Floats], list[Floats]]]:
    gold = {row["id"]: row for row in open_sets.rows("chunking_eval", "spans")}

    def answers(number: str, one: Candidate) -> bool:
        span = one.chunk.span
        row = gold[number]
        return one.chunk.document.id == row["doc"] and any(
            span.start < end and start < span.end for start, end in row["spans"]
        )

    asked = [(row["id"], row["text"]) for row in open_sets.rows("chunking_eval", "queries")]
    both = examples("chunking_eval", asked, work, (None, answers))
    rows, truth = [], []
    for one in both[0]:
        marked = np.array(
            [
                float(chunk.document.id == gold[one.id]["doc"] and _in_excerpt(unit, gold[one.id]["spans"]))
                for chunk in one.chunks[:SENTENCE_PASSAGES]
                for unit in chunk.units
            ]
        )
        if marked.any():
            found = sentence_scores.features(one.question, one.passages[:SENTENCE_PASSAGES])
            rows.append(np.concatenate(found))
            truth.append(marked)
    return _with_and_without(both), (rows, truth)


def _in_excerpt(unit: Unit, excerpts: Sequence[tuple[int, int]]) -> bool:
    """Whether a unit and an excerpt share most of the shorter one."""
    start, end = unit.span.start, unit.span.end
    return unit.kind not in ("heading", "code") and any(
        min(end, stop) - max(start, begin) > _MOSTLY * min(end - start, stop - begin)
        for begin, stop in excerpts
    )


def _mtrag(work: Path) -> tuple[Floats, Floats]:
    gold: dict[str, set[str]] = defaultdict(set)
    for line in (open_sets.data("mtrag_human") / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        number, document, _ = line.split("\t")
        gold[number].add(document)
    asked = [(row["id"], row["rewrite"]) for row in open_sets.rows("mtrag_human", "queries")]
    return _with_and_without(
        examples(
            "mtrag_human", asked, work, (None, lambda number, one: one.chunk.document.id in gold[number])
        )
    )


def _own(work: Path) -> dict[str, tuple[Floats, Floats]]:
    """Our own questions that may be looked at: which the starter knowledge answers, and which it does not.

    The latter are near misses, and the former without the passages that hold what a right answer says.
    """
    found = {}
    for name in OWN:
        cases = {
            case.id: case
            for case in load_cases(ROOT / "evaluation" / "cases" / f"{name}.jsonl")
            if case.status in ("answered", "declined") and not case.history and case.kind != "hostile"
        }

        def answers(number: str, one: Candidate, cases: Mapping[str, Case] = cases) -> bool:
            text = one.chunk.text.lower()
            return any(fact.lower() in text for facts in cases[number].facts for fact in facts)

        asked = [(case.id, case.question) for case in cases.values()]
        whole, without = examples(KNOWLEDGE, asked, work, (None, answers))
        kept = [one for one in whole if cases[one.id].status == "answered"]
        missed = [one for one in whole if cases[one.id].status == "declined"]
        missed += [one for one in without if cases[one.id].facts]
        found[name] = (_rows(kept), _rows(missed))
    return found


def _rows(made: Sequence[Example]) -> Floats:
    return np.array([one.features for one in made if one.passages])


def _with_and_without(both: Sequence[Sequence[Example]]) -> tuple[Floats, Floats]:
    kept, taken = both
    return _rows(kept), _rows(taken)


def fit(
    rows: Floats, truth: Floats, weights: Floats, names: Sequence[str], ridge: float = RIDGE
) -> LogisticModel:
    """Logistic regression with a ridge on scaled features, by Newton's method."""
    mean = np.average(rows, axis=0, weights=weights)
    scale = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights)) + 1e-9
    design = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    penalty = np.diag([ridge] * rows.shape[1] + [0.0])
    found = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ found))
        gradient = design.T @ (weights * (p - truth)) + penalty @ found
        curvature = (design * (weights * p * (1 - p))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return LogisticModel(tuple(names), mean, scale, found[:-1], float(found[-1]))


def fit_answerability(sets: Sets, of_clapnq: NDArray[np.int64]) -> LogisticModel:
    """Fitted on the numbered questions of `clapnq_dev` and all of the other sets."""
    rows = [np.array([sets.clapnq[i].features for i in of_clapnq])]
    truth = [sets.answerable[of_clapnq].astype(float)]
    weights = [np.ones(len(of_clapnq))]
    far = _rows(sets.far[::2])
    parts = [(far, 0.0, FAR)]
    for kept, taken in sets.beside.values():
        parts += [(kept, 1.0, BESIDE), (taken, 0.0, BESIDE)]
    for name, (kept, missed) in sets.own.items():
        parts += [(kept, 1.0, OWN[name]), (missed, 0.0, OWN[name])]
    for part, answer, weight in parts:
        rows.append(part)
        truth.append(np.full(len(part), answer))
        weights.append(np.full(len(part), weight / len(part)))
    return fit(np.concatenate(rows), np.concatenate(truth), np.concatenate(weights), answerability.FEATURES)


def calibrated(model: LogisticModel, answerable: Sequence[Floats]) -> LogisticModel:
    """The model moved so that 0.5 declines one in twenty of the answerable questions, as a mean over sets."""
    odds = [(rows - model.mean) / model.scale @ model.weights + model.intercept for rows in answerable]
    border = float(np.mean([np.quantile(one, FALSE_DECLINES) for one in odds]))
    return LogisticModel(model.features, model.mean, model.scale, model.weights, model.intercept - border)


def answerable_rows(sets: Sets) -> list[Floats]:
    """Features of all answerable questions, a set each."""
    own = np.array([one.features for one, true in zip(sets.clapnq, sets.answerable, strict=True) if true])
    return [own, *(kept for kept, _ in (*sets.beside.values(), *sets.own.values()))]


def sentence_rows(sets: Sets) -> tuple[list[Floats], list[Floats]]:
    """For each answerable question of `clapnq_dev`: features of each sentence, and whether annotators marked it."""
    gold = {
        row["id"]: {_bare(text) for text in row["gold_sentences"][0]}
        for row in open_sets.rows("clapnq_dev", "answers")
        if row["answerable"]
    }
    rows, truth = [], []
    for one in sets.clapnq:
        if one.id in gold:
            passages = one.passages[:SENTENCE_PASSAGES]
            rows.append(np.concatenate(sentence_scores.features(one.question, passages)))
            texts = [unit.text for passage in passages for unit in passage.units]
            truth.append(np.array([float(_bare(text) in gold[one.id]) for text in texts]))
    return rows, truth


def fit_sentences(
    rows: Sequence[Floats], truth: Sequence[Floats], beside: tuple[Sequence[Floats], Sequence[Floats]]
) -> LogisticModel:
    """Fitted on the sentences of questions, each question alike, and on those of `beside` at their smaller weight."""
    every, marked, weights = [], [], []
    for share, (features, truths) in ((1.0, (rows, truth)), (EXCERPTS, beside)):
        total = sum(len(one) for one in rows)
        for one, true in zip(features, truths, strict=True):
            every.append(one)
            marked.append(true)
            weights.append(np.full(len(one), share * total / len(features) / len(one)))
    return fit(
        np.concatenate(every),
        np.concatenate(marked),
        np.concatenate(weights),
        sentence_scores.FEATURES,
        ridge=1.0,
    )


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def made_loadable() -> None:
    """Models that say nothing in the place of those fitted on other features, so that the product can be opened."""
    for name, features in (
        ("answerability", answerability.FEATURES),
        ("sentences", sentence_scores.FEATURES),
    ):
        try:
            LogisticModel.load(name, features)
        except ValueError:
            nothing = np.zeros(len(features))
            write(name, LogisticModel(features, nothing, nothing + 1, nothing, 0.0), "nothing yet")


def write(name: str, model: LogisticModel, fitted_on: str) -> None:
    """Keep a model in the package."""
    kept: dict[str, Any] = {
        "command": COMMAND,
        "fitted_on": fitted_on,
        "features": list(model.features),
        "mean": [round(float(v), 6) for v in model.mean],
        "scale": [round(float(v), 6) for v in model.scale],
        "weights": [round(float(v), 6) for v in model.weights],
        "intercept": round(model.intercept, 6),
    }
    MODELS.mkdir(exist_ok=True)
    (MODELS / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, help="where indexes are kept for the next run")
    work = parser.parse_args().work or Path(tempfile.mkdtemp(prefix="internbot-fit-"))
    open_sets.require()
    made_loadable()
    sets = collect(work)
    model = calibrated(fit_answerability(sets, np.arange(len(sets.clapnq))), answerable_rows(sets))
    write(
        "answerability",
        model,
        "clapnq_dev, chunking_eval, mtrag_human, scifact (claims), near_develop, everyday, fresh",
    )
    rows, truth = sentence_rows(sets)
    sentences = fit_sentences(rows, truth, sets.excerpts)
    write("sentences", sentences, "clapnq_dev, chunking_eval")
    for kept in (model, sentences):
        print({name: round(float(w), 2) for name, w in zip(kept.features, kept.weights, strict=True)})


if __name__ == "__main__":
    main()
