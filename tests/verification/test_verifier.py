"""The verifier on pairs written by hand (`pairs.py`), none of which it was fitted on, and on odd input."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from internbot.embeddings.minilm import MiniLM
from internbot.verification.verifier import THRESHOLD, Verifier
from verification.pairs import CASES

TRUE = [(claim, case.evidence) for case in CASES for claim in case.true]
FALSE = [(claim, case.evidence) for case in CASES for claim in case.false]


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(MiniLM(1))


def test_there_are_enough_pairs() -> None:
    assert len(TRUE) + len(FALSE) >= 150


def test_what_a_quote_says_nearly_always_passes(verifier: Verifier) -> None:
    refused = [claim for claim, evidence in TRUE if not verifier.verify(claim, evidence).supported]
    assert len(refused) <= 0.15 * len(TRUE), refused


def test_a_lie_about_a_quote_hardly_ever_passes(verifier: Verifier) -> None:
    passed = [claim for claim, evidence in FALSE if verifier.verify(claim, evidence).supported]
    assert len(passed) <= 0.06 * len(FALSE), passed


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Interns work 12 weeks.", "Interns work 10 weeks.", "the number “12” is not in the evidence"),
        ("It ends on May 3.", "It ends on May 4.", "the date “May 3” is not in the evidence"),
        (
            "It was led by Ana Duarte.",
            "It was led by Tom Reyes.",
            "the name “Ana Duarte” is not in the evidence",
        ),
        ("Interns are not paid.", "Interns are paid.", "the negation “not paid” is not in the evidence"),
        ("They are paid weekly.", "They are paid monthly.", "the unit “weekly” is not in the evidence"),
    ],
)
def test_a_failing_fact_is_named(verifier: Verifier, claim: str, evidence: str, reason: str) -> None:
    verdict = verifier.verify(claim, evidence)
    assert not verdict.supported
    assert verdict.score < THRESHOLD
    assert verdict.reason == reason


def test_a_word_that_the_evidence_lacks_is_named(verifier: Verifier) -> None:
    verdict = verifier.verify("The garden holds ferns and enormous cactuses.", "The office has a kitchen.")
    assert not verdict.supported
    assert "does not say" in verdict.reason


def test_evidence_may_be_several_quotes_that_complete_each_other(verifier: Verifier) -> None:
    quotes = ["Northwind pays its interns 31 dollars an hour.", "Northwind is in Oslo."]
    assert verifier.verify("Northwind pays its interns 31 dollars an hour.", quotes).supported
    assert verifier.verify("Northwind pays its interns 31 dollars an hour.", verifier.read(quotes)).supported


def test_a_second_opinion_can_only_lower_a_verdict() -> None:
    claim = "Interns work 10 weeks."
    alone = Verifier(MiniLM(1)).verify(claim, claim)
    doubting = Verifier(MiniLM(1), second_opinion=lambda _claim, _evidence: 0.1).verify(claim, claim)
    sure = Verifier(MiniLM(1), second_opinion=lambda _claim, _evidence: 1.0)
    assert alone.supported
    assert not doubting.supported
    assert doubting.score == pytest.approx(0.1)
    assert sure.verify(claim, claim) == alone
    assert not sure.verify("Interns work 11 weeks.", claim).supported


@pytest.mark.parametrize(("claim", "evidence"), [("", "Interns."), ("Interns.", ""), ("…", "?"), ("Pay", [])])
def test_nothing_is_never_supported(verifier: Verifier, claim: str, evidence: str | list[str]) -> None:
    verdict = verifier.verify(claim, evidence)
    assert not verdict.supported
    assert verdict.reason


@settings(max_examples=30)
@given(st.text(max_size=80), st.text(max_size=120))
def test_any_text_gets_a_verdict(claim: str, evidence: str) -> None:
    verdict = SHARED.verify(claim, evidence)
    assert 0 <= verdict.score <= 1
    assert verdict.supported == (verdict.score >= THRESHOLD)
    assert verdict.reason


def test_threads_share_a_verifier(verifier: Verifier) -> None:
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda pair: verifier.verify(*pair), TRUE[:16]))
    assert at_once == [verifier.verify(*pair) for pair in TRUE[:16]]


SHARED = Verifier(MiniLM(1))
