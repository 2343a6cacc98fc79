"""What is said of a claim: supported or not, how surely, and why, in words."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from internbot.verification.checks import Check, Kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether evidence supports a claim.

    Attributes:
        supported: whether it may be said.
        score: how surely, 0 to 1; supported from the verifier's threshold on, and never above it where a fact fails.
        reason: one line for a reader.
    """

    supported: bool
    score: float
    reason: str


_BELOW = 0.49
_NOUNS: dict[Kind, str] = {
    "number": "the number",
    "date": "the date",
    "name": "the name",
    "negation": "the negation",
    "comparison": "the comparison",
    "quantifier": "the word",
    "unit": "the unit",
}


def refused_score(score: float) -> float:
    """Score of a claim that is refused for a fact: below the threshold of 0.5, in the order of what it was."""
    return _BELOW * math.sqrt(score)


def limits_kept() -> dict[Kind, float]:
    """Margins below which another fact stands in a fact's place, as `benchmarks/fit_verification.py` chose them."""
    text = resources.files("internbot").joinpath("models", "verification.json").read_text(encoding="utf-8")
    return {kind: float(limit) for kind, limit in json.loads(text)["limits"].items()}


def refusal(checks: Sequence[Check], limits: Mapping[Kind, float]) -> str:
    """Why a claim is refused whatever its score; empty where no fact fails.

    Args:
        limits: for each kind of fact, the margin below which it is refused.
    """
    for check in checks:
        if not check.held:
            return f"{_NOUNS[check.kind]} “{check.said}” is not in the evidence"
    failing = [check for check in checks if check.margin < limits[check.kind]]
    if not failing:
        return ""
    worst = min(failing, key=lambda check: check.margin)
    if worst.kind == "negation":
        return f"the evidence says “{worst.instead or 'otherwise'}” where the claim says “{worst.said}”"
    instead = f": there the evidence says “{worst.instead}”" if worst.instead else ""
    return f"{_NOUNS[worst.kind]} “{worst.said}” stands elsewhere in the evidence{instead}"
