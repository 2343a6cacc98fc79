from __future__ import annotations

import numpy as np
import pytest

from internbot.verification.clauses import Weakest, clauses
from internbot.verification.slots import Slots, stem_matches
from internbot.verification.words import read


def compared(claim: str, evidence: str) -> Slots:
    mine, theirs = read(claim), read(evidence)
    weights = np.array([float(token.content) for token in mine.tokens])
    return Slots.of(mine, theirs, weights, stem_matches(mine, theirs))


def weakest(claim: str, evidence: str) -> Weakest:
    slots = compared(claim, evidence)
    return Weakest.of(slots, slots.matches.max(axis=1, initial=0.0))


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        ("Interns receive laptops", ["Interns receive laptops"]),
        (
            "Interns receive laptops, and mentors write long reports",
            ["Interns receive laptops", "mentors write long reports"],
        ),
        ("Housing costs 1,000 dollars monthly", ["Housing costs 1,000 dollars monthly"]),
        ("In Berlin, interns receive laptops", ["Berlin interns receive laptops"]),
        ("It is.", []),
    ],
)
def test_a_claim_has_parts_of_two_words_or_more(claim: str, parts: list[str]) -> None:
    slots = compared(claim, "")
    found = clauses(slots.claim, slots.weights)
    assert [" ".join(slots.claim.tokens[at].text for at in part) for part in found] == parts


def test_the_part_that_is_not_said_counts_and_not_the_mean() -> None:
    found = weakest(
        "Interns receive new laptops, while mentors write reports", "All interns receive new laptops."
    )
    assert (found.covered, found.late, found.together, found.parts) == (0.0, 0.0, 0.0, 2)


def test_a_part_said_in_two_sentences_is_not_said_together() -> None:
    found = weakest("Interns receive laptops", "Interns arrive in May. Mentors receive laptops.")
    assert found.covered == 1.0
    assert found.together == pytest.approx(2 / 3)


@pytest.mark.parametrize(("claim", "evidence", "least"), [("It is.", "Yes.", 1.0), ("Interns code", "", 0.0)])
def test_a_claim_or_evidence_without_words(claim: str, evidence: str, least: float) -> None:
    assert weakest(claim, evidence).covered == least
