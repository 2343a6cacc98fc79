"""Facts of a claim beside those of the evidence: which are refused, and which only look as if they had to be."""

from __future__ import annotations

import numpy as np
import pytest

from internbot.verification.checks import Kind, checks
from internbot.verification.facts import Facts
from internbot.verification.slots import Slots, stem_matches
from internbot.verification.verdicts import limits_kept, refusal


def refused(claim: str, evidence: str) -> str:
    """Why a fact refuses a claim, by words alone."""
    mine, theirs = Facts.of(claim), Facts.of(evidence)
    weights = np.array([float(token.content) for token in mine.reading.tokens])
    slots = Slots.of(mine.reading, theirs.reading, weights, stem_matches(mine.reading, theirs.reading))
    return refusal(checks(mine, theirs, slots), limits_kept())


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The laptop at WindMill starts alone.", "At Wind Mill, the laptop starts alone."),
        (
            "Kai Ostrand judged the robots of the league.",
            "The robots of the league were judged by Kai Ostrand, as they had been since March 2019.",
        ),
        (
            "She is the only one who never signed her form.",
            "The form came late. She is the only one who never signed her form; the form was blue.",
        ),
        ("Only a few interns work in both labs.", "Only a few interns work in both labs."),
        (
            "Both technical and non-technical rounds take place.",
            "Both technical and non-technical rounds take place.",
        ),
    ],
)
def test_a_true_claim_is_not_refused_for_a_fact(claim: str, evidence: str) -> None:
    assert refused(claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("There is not no one deadline for all labs.", "There is no one deadline for all labs."),
        ("The forms are green nor stamped.", "The forms are not green nor stamped."),
        ("There are not only four desks in the lab.", "There are only four desks in the lab."),
        (
            "He left a lab that he never liked and could enter.",
            "He left a lab that he never liked and could not enter.",
        ),
        ("The laptop at WindMull starts alone.", "At Wind Mill, the laptop starts alone."),
    ],
)
def test_a_denial_turned_round_is_refused(claim: str, evidence: str) -> None:
    assert refused(claim, evidence)


def test_every_kind_of_fact_has_a_limit() -> None:
    kinds: set[Kind] = {"number", "date", "name", "negation", "comparison", "quantifier", "unit"}
    assert set(limits_kept()) == kinds
