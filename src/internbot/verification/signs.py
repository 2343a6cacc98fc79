"""Signs that evidence supports a claim: what the score is computed from. All are free of scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from internbot.verification.checks import Check, checks, equivalents
from internbot.verification.clauses import Weakest
from internbot.verification.facts import Facts
from internbot.verification.meanings import Meaning
from internbot.verification.slots import Floats, Slots, stem_matches

FEATURES = (
    "covered",
    "rarest_missing",
    "compact",
    "placed",
    "misplaced",
    "ordered",
    "late",
    "late_least",
    "sentence_cosine",
    "cosine",
    "fact_support",
    "names_elsewhere",
    "quantities_elsewhere",
    "negations_elsewhere",
    "comparisons_elsewhere",
    "tightest",
    "unheld",
    "unheld_polarity",
    "words",
    "facts",
    "clause_covered",
    "clause_late",
    "clause_together",
    "clauses",
    "unheld_names",
    "unheld_numbers",
    "unheld_dates",
    "names_missing",
)
_SAME, _NEAR = 0.85, 0.5
"""Cosines of two words in their sentences at which they count as one word, and from which they count at all."""
_SOFT = 0.9
"""What a word of the same meaning counts beside the same word."""
_USUAL = 0.5
"""Support of a claim without facts."""
_CLEAR = 0.05
"""Margin from which a fact is clearly in its place; the facts of a short quote stand near each other."""
_WORST = 0.6
"""How much better another fact can fit; more says no more."""
_PLACES = 3
"""Nearest words by meaning that a word of the claim is looked for at."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside its evidence.

    Attributes:
        slots: word by word.
        checks: fact by fact.
        features: in the order of `FEATURES`, shape (28,).
    """

    slots: Slots
    checks: tuple[Check, ...]
    features: Floats


def compare(
    claim: Facts, evidence: Facts, meanings: tuple[Meaning, Meaning] | None, rarity: Callable[[str], float]
) -> Comparison:
    """Compares a claim with its evidence.

    Args:
        meanings: of claim and evidence; without them, only words and facts count.
        rarity: how rare a folded word is, 0 to 1.
    """
    weights = np.array([_weight(rarity(t.folded)) if t.content else 0.0 for t in claim.reading.tokens])
    exact = stem_matches(claim.reading, evidence.reading)
    for mine, theirs in equivalents(claim, evidence):
        exact[mine, theirs] = 1.0
    fixed = _fixed(claim)
    matches, late = exact, exact.max(axis=1, initial=0.0)
    if meanings is not None:
        cosines = np.clip(meanings[0].words @ meanings[1].words.T, 0.0, 1.0).astype(np.float64)
        late = np.maximum(cosines.max(axis=1, initial=0.0), 0.0)
        matches = np.maximum(exact, _soft(cosines, exact, fixed))
    slots = Slots.of(claim.reading, evidence.reading, weights, matches)
    found = checks(claim, evidence, slots)
    return Comparison(slots, found, _features(slots, found, late, meanings))


def _weight(rarity: float) -> float:
    return 0.3 + 0.7 * rarity


def _fixed(claim: Facts) -> NDArray[Any]:
    """Which words have no synonyms: names and figures, shape (claim words,)."""
    made = np.zeros(len(claim.reading.tokens), dtype=bool)
    for first, last in claim.fixed:
        made[first : last + 1] = True
    return made


def _soft(cosines: Floats, exact: Floats, fixed: NDArray[Any]) -> Floats:
    made = np.clip((cosines - _NEAR) / (_SAME - _NEAR), 0.0, 1.0) * _SOFT
    made[fixed] = 0.0
    if made.shape[1] > _PLACES:
        border = np.partition(made, -_PLACES, axis=1)[:, -_PLACES][:, None]
        made = np.where(made >= border, made, 0.0)
    # A word that is there itself needs no synonym.
    return np.asarray(np.where(exact.max(axis=1, initial=0.0)[:, None] > 0, made * 0.5, made))


def _features(
    slots: Slots,
    found: Sequence[Check],
    late: Floats,
    meanings: tuple[Meaning, Meaning] | None,
) -> Floats:
    weights = slots.weights
    total = float(weights.sum()) or 1.0
    best = slots.matches.max(axis=1, initial=0.0) if len(weights) else np.zeros(0)
    content = np.flatnonzero(weights > 0)
    placed = np.array([_placed(slots, int(at)) for at in content])
    own = weights[content]
    held = [check for check in found if check.held]
    solid = [check for check in held if check.kind in ("name", "number", "date")]
    facts = [check for check in found if check.kind in ("name", "number", "date")]
    order = _ordered(slots, content)
    missing = weights * (1 - best)
    weakest = Weakest.of(slots, late)
    return np.array(
        [
            float(weights @ best) / total,
            float(missing.max(initial=0.0)),
            float((weights @ slots.around).max(initial=0.0)) / total,
            float(own @ placed / own.sum()) if len(own) else 1.0,
            float(np.sort(placed)[: max(1, len(placed) // 4)].mean()) if len(placed) else 1.0,
            order,
            float(weights @ late) / total,
            float(late[content].min(initial=1.0)),
            float((meanings[1].sentences @ meanings[0].whole).max(initial=0.0)) if meanings else 0.0,
            float(meanings[1].whole @ meanings[0].whole) if meanings else 0.0,
            min((check.support for check in solid), default=_USUAL),
            _elsewhere(held, "name"),
            _elsewhere(held, "number", "date"),
            _elsewhere(held, "negation"),
            _elsewhere(held, "comparison", "quantifier"),
            min((min(check.margin, _CLEAR) for check in held), default=_CLEAR),
            _unheld(found, "name", "number", "date"),
            float(any(not c.held for c in found if c.kind in ("negation", "comparison", "quantifier"))),
            math.log(max(1, len(content))),
            math.log1p(len(facts)),
            weakest.covered,
            weakest.late,
            weakest.together,
            math.log(max(1, weakest.parts)),
            _unheld(found, "name"),
            _unheld(found, "number"),
            _unheld(found, "date"),
            math.log1p(sum(not check.held for check in found if check.kind == "name")),
        ],
        dtype=np.float64,
    )


def _unheld(found: Sequence[Check], *kinds: str) -> float:
    """Share of the facts of some kinds that the evidence lacks; 0 where there are none."""
    own = [check for check in found if check.kind in kinds]
    return sum(not check.held for check in own) / max(1, len(own))


def _elsewhere(held: Sequence[Check], *kinds: str) -> float:
    """How much better another fact fits into the worst fact's place, 0 to 0.6."""
    return max(
        (min(-check.margin, _WORST) for check in held if check.kind in kinds and check.margin < 0),
        default=0.0,
    )


def _placed(slots: Slots, at: int) -> float:
    """Support of the best place where a word is said, times how well it is said there."""
    row = slots.matches[at]
    places = np.flatnonzero(row > 0)
    if not len(places):
        return 0.0
    return float((slots.support(at, at)[places] * row[places]).max())


def _ordered(slots: Slots, content: NDArray[Any]) -> float:
    """Share of neighbouring words of the claim that the evidence says near each other in the same order."""
    pairs = list(zip(content[:-1].tolist(), content[1:].tolist(), strict=True))
    if not pairs:
        return 1.0
    kept = 0
    for one, other in pairs:
        first = np.flatnonzero(slots.matches[one] > 0.4)
        second = np.flatnonzero(slots.matches[other] > 0.4)
        if len(first) and len(second):
            gaps = second[None, :] - first[:, None]
            kept += bool(((gaps > 0) & (gaps <= 6)).any())
    return kept / len(pairs)
