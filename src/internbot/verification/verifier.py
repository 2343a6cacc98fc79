"""Is a sentence supported by the quotes it cites? Facts one by one, then a calibrated score; no chat model is needed.

What refuses a claim whatever its score: a number, date, sum, name, negation, comparison or quantifier that the evidence
does not say, or says of something else. The score of what remains is a logistic regression on signs of support; its
weights in `models/verification.json` are fitted by `python benchmarks/fit_verification.py` on open sets, where the
threshold is set too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from internbot.embeddings.base import EmbeddingModel
from internbot.logistic import LogisticModel
from internbot.sources.documents import Span
from internbot.verification.facts import Facts
from internbot.verification.meanings import Meaning, claim_meaning, evidence_meaning
from internbot.verification.narrowing import narrowed
from internbot.verification.recent import Recent
from internbot.verification.signs import FEATURES, Comparison, compare
from internbot.verification.verdicts import Verdict, limits_kept, refusal, refused_score

THRESHOLD = 0.5
"""Score from which a claim is supported: the intercept of the model was moved so."""
SecondOpinion = Callable[[str, str], float]
"""Claim and evidence -> score from 0 to 1, by a chat model for example; it can only lower a verdict."""

_KEPT, _KEPT_CLAIMS = 64, 16
"""A claim is narrowed and then checked against several quotes, so that it need not be read each time."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence that was read once and can be compared with many claims.

    Attributes:
        facts: what it states.
        meaning: its vectors; None without an embedding model.
    """

    facts: Facts
    meaning: Meaning | None

    @property
    def text(self) -> str:
        """The evidence; several texts are joined by blank lines."""
        return self.facts.reading.text


class Verifier:
    """Compares claims with evidence; may be shared by threads.

    About two milliseconds a claim beside the embedding model's own: one pass over the claim (5 ms) and one over the
    evidence (30 ms for 180 words), where they were not among the last ones seen.
    """

    def __init__(self, model: EmbeddingModel, second_opinion: SecondOpinion | None = None) -> None:
        self._model = model
        self._weights = LogisticModel.load("verification", FEATURES)
        self._limits = limits_kept()
        self._second_opinion = second_opinion
        self._kept = Recent[Evidence](_KEPT)
        self._claims = Recent[tuple[Facts, Meaning]](_KEPT_CLAIMS)

    def read(self, evidence: str | Sequence[str], meaning: Meaning | None = None) -> Evidence:
        """Evidence made ready; the last ones are kept, and what another thread is reading is waited for.

        Args:
            evidence: a text, or several that may complete each other.
            meaning: its vectors, where the caller has them.
        """
        key = evidence if isinstance(evidence, str) else "\n\n".join(evidence)

        def made() -> Evidence:
            facts = Facts.of(key)
            return Evidence(facts, meaning or evidence_meaning(facts.reading, self._model))

        return self._kept.made(key, made)

    def verify(self, claim: str, evidence: str | Sequence[str] | Evidence) -> Verdict:
        """Whether the evidence supports a claim.

        Args:
            claim: one sentence, standing alone.
            evidence: quotes, or what `read` made of them.
        """
        against = evidence if isinstance(evidence, Evidence) else self.read(evidence)
        facts, comparison = self._compared(claim, against)
        if not facts.reading.tokens:
            return Verdict(False, 0.0, "the claim has no words")
        if not against.facts.reading.tokens:
            return Verdict(False, 0.0, "there is no evidence")
        score = float(self._weights.probability(comparison.features))
        reason = refusal(comparison.checks, self._limits)
        if reason:
            return Verdict(False, refused_score(score), reason)
        if score < THRESHOLD:
            return Verdict(False, score, _unsaid(comparison))
        if self._second_opinion is not None:
            other = self._second_opinion(claim, against.text)
            if other < THRESHOLD:
                return Verdict(
                    False, min(score, other), "the second opinion does not find it in the evidence"
                )
            score = min(score, other)
        return Verdict(True, score, "the evidence says it")

    def narrow(self, claim: str, passage: str | Evidence) -> Span:
        """The sentences of a passage that support a claim, as one span of its text."""
        against = passage if isinstance(passage, Evidence) else self.read(passage)
        facts, comparison = self._compared(claim, against)
        return narrowed(comparison, facts)

    def _compared(self, claim: str, evidence: Evidence) -> tuple[Facts, Comparison]:
        read = self._claims.get(claim)
        if read is None:
            facts = Facts.of(claim)
            read = (facts, claim_meaning(facts.reading, self._model))
            self._claims.put(claim, read)
        facts, own = read
        meanings = (own, evidence.meaning) if evidence.meaning else None
        return facts, compare(facts, evidence.facts, meanings, self._model.rarity)


def _unsaid(comparison: Comparison) -> str:
    """Which words of a claim the evidence lacks, or that it says them of other things."""
    slots = comparison.slots
    best = slots.matches.max(axis=1, initial=0.0)
    lacking = sorted(
        (at for at in range(len(best)) if slots.weights[at] > 0 and best[at] < 0.5),
        key=lambda at: -slots.weights[at],
    )[:3]
    if lacking:
        words = ", ".join(f"“{slots.claim.tokens[at].text}”" for at in sorted(lacking))
        return f"the evidence does not say {words}"
    return "the evidence has the words, but does not say this of them"
