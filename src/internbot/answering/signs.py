"""Signs that evidence answers a question: what the answerability and the sentence scores are computed from.

All are free of scale, so that what was learned on open sets carries over to another corpus: cosines, shares of the
best, shares of the question's words by their inverse document frequency (IDF).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from internbot.answering.answer_types import AnswerType, expected_types
from internbot.answering.asked import Asked
from internbot.answering.word_matches import QuestionWords
from internbot.index.hybrid import Candidate
from internbot.questions.mentions import function_words

_OWNS = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class QuestionSigns:
    """A question as it is compared with evidence.

    Attributes:
        weights: stemmed content words -> IDF, at least 0; all words where there are no content words.
        expects: kinds of thing that an answer holds.
        asked: what is asked of the subject.
    """

    weights: Mapping[str, float]
    expects: frozenset[AnswerType]
    asked: Asked

    @classmethod
    def of(
        cls, text: str, terms: Callable[[str], Sequence[str]], weigh: Callable[[str], float]
    ) -> QuestionSigns:
        """Signs of a question.

        Args:
            terms: text -> stemmed terms.
            weigh: word or stem -> IDF.
        """
        words = [_OWNS.sub("", word.strip("?!.,;:()\"'")) for word in text.lower().split()]
        content = [word for word in words if word and word not in function_words()] or words
        weights = {term: weigh(word) for word in content for term in terms(word)}
        return cls(weights, expected_types(text), Asked.of(text))

    def covered(self, held: frozenset[str]) -> float:
        """Share of the content words, by IDF, that `held` has; 0 to 1."""
        total = sum(self.weights.values())
        return (
            sum(weight for term, weight in self.weights.items() if term in held) / total if total > 0 else 0.0
        )

    def rarest_missing(self, held: frozenset[str]) -> float:
        """IDF of the rarest content word that `held` lacks, as a share of the rarest of all; 0 to 1."""
        rarest = max(self.weights.values(), default=0.0)
        missing = [weight for term, weight in self.weights.items() if term not in held]
        return max(missing, default=0.0) / rarest if rarest > 0 else 0.0


@dataclass(frozen=True, slots=True)
class UnitSigns:
    """A sentence, list item, row or heading of a passage.

    Attributes:
        terms: its stems, and those of questions that are asked of it.
        cosine: with the question.
        late: late interaction with the question.
        backward: the same the other way: how near its tokens come to the question's words.
        quotable: whether it can be said as an answer; a heading cannot.
        otherwise: stems of the question that it, or a heading above it, says in other words.
    """

    text: str
    terms: frozenset[str]
    cosine: float
    late: float
    backward: float
    quotable: bool
    otherwise: frozenset[str] = frozenset()

    @property
    def said(self) -> frozenset[str]:
        """Stems that it says, in the question's words or in others."""
        return self.terms | self.otherwise


@dataclass(frozen=True, slots=True)
class PassageSigns:
    """A passage that was found.

    Attributes:
        score: fused.
        cosine: with the question.
        late: late interaction with the question.
        heading: stems of the title and headings above it.
        units: in the order of the text.
    """

    score: float
    cosine: float
    late: float
    heading: frozenset[str]
    units: tuple[UnitSigns, ...]

    @property
    def quotable(self) -> tuple[UnitSigns, ...]:
        """Units that can be said; all, where none can."""
        return tuple(unit for unit in self.units if unit.quotable) or self.units

    @property
    def terms(self) -> frozenset[str]:
        """Stems of its text and headings."""
        return self.heading.union(*(unit.terms for unit in self.units))

    def understood(self, number: int) -> frozenset[str]:
        """Stems that a reader has before them in a unit: its own, those above it and before it, and what it says in
        other words.
        """
        unit = self.units[number]
        before = self.units[number - 1].terms if number else frozenset()
        return unit.terms | unit.otherwise | self.heading | before

    @classmethod
    def of(
        cls,
        candidate: Candidate,
        terms: Callable[[str], Sequence[str]],
        words: QuestionWords | None = None,
    ) -> PassageSigns:
        """Signs of a candidate; cosines stand in for late interaction where the model has no token vectors.

        Args:
            words: of the question; without them, only what stands in the same words counts as said.
        """
        chunk, late = candidate.chunk, candidate.late
        otherwise = words.said(candidate) if words else (frozenset[str](),) * len(chunk.units)
        units = tuple(
            UnitSigns(
                text,
                frozenset(terms("\n".join((text, *unit.asked)))),
                float(candidate.unit_cosines[number]),
                float(late.units[number] if late else candidate.unit_cosines[number]),
                float(late.backward[number] if late else candidate.unit_cosines[number]),
                unit.kind not in ("heading", "code"),
                otherwise[number],
            )
            for number, unit in enumerate(chunk.units)
            for text in (chunk.unit_text(unit),)
        )
        heading = frozenset(terms(" ".join((chunk.document.title, *chunk.path))))
        return cls(
            candidate.score, candidate.cosine, late.passage if late else candidate.cosine, heading, units
        )
