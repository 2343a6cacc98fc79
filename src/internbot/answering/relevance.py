"""How likely the evidence answers the question, and how likely each of its sentences is part of the answer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from internbot.answering import answerability, sentence_scores
from internbot.answering.definitions import defining, opening
from internbot.answering.demanded import Demanded
from internbot.answering.fact_fit import Fit, fitted
from internbot.answering.named_things import NamedThings, acronyms
from internbot.answering.on_topic import UNSAID, of_the_thing, saying
from internbot.answering.orders import orders_assistant
from internbot.answering.other_counts import Count, with_other_counts
from internbot.answering.question_names import names_in
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.answering.referents import with_referents
from internbot.answering.requirements import Requirement
from internbot.answering.signs import PassageSigns, QuestionSigns, UnitSigns
from internbot.answering.somebody import Somebody
from internbot.answering.word_matches import QuestionWords
from internbot.index.hybrid import Candidate
from internbot.logistic import LogisticModel
from internbot.questions.mentions import function_words
from internbot.questions.thesaurus import Thesaurus
from internbot.retrieval import Evidence

READ = answerability.READ
"""Candidates whose sentences are looked at."""


_UNMET = 0.4
"""What is left of the probability of a sentence that lacks what the question demands."""


_UNNAMED = 0.7
"""What is left of that of a sentence on something else than what the question names."""


_DEFINES = 1.05
"""A sentence that says what the thing asked for is, goes before the best other one."""
_LONG_ENOUGH = 4
"""Letters of a word that can be told to be misspelt: shorter ones are all like some other."""
_SECTIONS = 5
"""Passages whose headings are compared with the question."""
_SECTION_NAMED = 0.6
"""Least probability of an answer where the question names a section: people ask in a heading's words."""
_MOST = 0.6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence is worth.

    Attributes:
        answerability: probability that the evidence holds the answer, 0 to 1.
        candidates: those whose sentences were judged, best first.
        sentences: for each of them, one number a unit: how likely it is part of the answer, 0 to 1.
        unknown: names in the question that no source holds.
        unsaid: what the question demands, and nothing that was read speaks of; empty where it is answered.
    """

    answerability: float
    candidates: tuple[Candidate, ...]
    sentences: tuple[NDArray[np.float32], ...]
    unknown: tuple[str, ...]
    unsaid: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether the evidence is to be quoted."""
        return self.answerability >= answerability.ANSWERED_FROM


class Judge:
    """Judges evidence by what was learned on open sets."""

    def __init__(
        self,
        terms: Callable[[str], list[str]],
        frequency: Callable[[str], int],
        size: Callable[[], int],
        thesaurus: Thesaurus,
    ) -> None:
        self._terms = terms
        self._frequency = frequency
        self._size = size
        self._thesaurus = thesaurus
        self._answerable = LogisticModel.load("answerability", answerability.FEATURES)
        self._sentences = LogisticModel.load("sentences", sentence_scores.FEATURES)

    def judge(self, evidence: Evidence) -> Judgement:
        """Weigh the best candidates."""
        query = evidence.query
        read = evidence.candidates[:READ]
        question = self.signs(query)
        words = QuestionWords.of(query, evidence.vectors.tokens, self._terms)
        passages = [PassageSigns.of(one, self._terms, words) for one in read]
        things = NamedThings.of(query, (unit.text for passage in passages for unit in passage.quotable))
        spelled = things.spelled(query) if things else query
        passages = with_referents(passages, read, spelled, self._terms)
        fit = Fit.of(spelled, self._terms)
        scores, likely = self._learned(spelled, question, fit, read, passages)
        about = _documents(read, passages)

        required = Requirement.of(query, self._terms)
        met: list[NDArray[np.bool_]] = []
        if required is not None:
            met = [_met(required, *one) for one in zip(passages, about, strict=True)]
            scores = [row * np.where(holds, 1.0, _UNMET) for row, holds in zip(scores, met, strict=True)]
        named = self._names(query, passages)
        names = frozenset().union(*named.values())
        if names:
            inside = [2 * len(names & stems) > len(names) for stems in about]
            scores = [
                row
                * [1.0 if _names_half(names, unit, passage) else _UNNAMED for unit in passage.units]
                * (1.0 if holds else _UNMET)
                for row, passage, holds in zip(scores, passages, inside, strict=True)
            ]
            if not any(inside):
                likely *= _UNMET
        scores, share = of_the_thing(scores, things, read, passages, query)
        likely *= share
        demanded = Demanded.of(
            query,
            self._terms,
            self._weigh,
            self._thesaurus,
            things.words if things else (),
            partial(self._is_slip, passages=passages),
        )
        unsaid: tuple[str, ...] = ()
        held = (
            partial(opening, terms=self._terms)
            if demanded and demanded.literally
            else PassageSigns.understood
        )
        if demanded is not None:
            scores, said = saying(scores, demanded, things, read, passages, held)
            if said < demanded.least:
                likely *= UNSAID
                unsaid = demanded.missing(frozenset().union(*(_all_said(passage) for passage in passages)))
        scores = with_other_counts(scores, Count.of(query, self._terms), passages, self._terms)

        # It is not enough that one of the passages holds what is asked for: one of the sentences told has to.
        told = _told(scores, passages)
        fulfilled = [(number, unit) for number, unit in told if required is None or met[number][unit]]
        if not fulfilled or (
            required is not None
            and demanded is not None
            and not any(demanded.said(held(passages[n], unit)) >= demanded.least for n, unit in fulfilled)
        ):
            likely *= _UNMET
        if names and not any(_names_half(names, passages[n].units[unit], passages[n]) for n, unit in told):
            likely *= _UNMET
        if fit is not None and fit.somebody is not None:
            who = [_says_who(fit.somebody, passage) for passage in passages]
            if not any(who[number][unit] for number, unit in told):
                likely *= _UNMET
            elif fit.somebody.roles:
                # Beside the sentence that names the person, those that name nobody are not told.
                scores = [row * np.where(says, 1.0, _UNMET) for row, says in zip(scores, who, strict=True)]
        unknown = tuple(name for name, stems in named.items() if not any(map(self._frequency, stems)))
        sentences = tuple(np.asarray(row, dtype=np.float32) for row in scores)
        return Judgement(likely, tuple(read), sentences, unknown, unsaid)

    def signs(self, question: str) -> QuestionSigns:
        """A question as it is compared with evidence."""
        return QuestionSigns.of(question, self._terms, self._weigh)

    def _learned(
        self,
        query: str,
        question: QuestionSigns,
        fit: Fit | None,
        read: Sequence[Candidate],
        passages: Sequence[PassageSigns],
    ) -> tuple[list[NDArray[np.float64]], float]:
        """What was learned on open sets: scores of sentences, and answerability."""
        scores = sentence_scores.sentence_scores(question, _by_document(read, passages), self._sentences)
        scores = fitted(scores, fit, question, passages)
        likely = answerability.answerability(question, passages, self._answerable)
        for number, one in enumerate(read[:_SECTIONS]):
            if self._names_section(question, one, passages[number]):
                likely = max(likely, _SECTION_NAMED)
                scores[number] = _opened(scores, number, passages[number])
                break
        subject = question.asked.subject
        if subject and (place := defining(subject, read, passages)):
            best = max(float(row.max(initial=0.0)) for row in scores)
            scores[place[0]][place[1]] = min(1.0, _DEFINES * best)
        scores = [
            row * [not orders_assistant(unit.text, query) for unit in passage.units]
            for row, passage in zip(scores, passages, strict=True)
        ]
        return scores, likely

    def _names(self, query: str, passages: Sequence[PassageSigns]) -> dict[str, frozenset[str]]:
        """Stems of each name in a question, without those in capitals that the texts found write out ("USC")."""
        named = {name: frozenset(self._terms(name)) for name in names_in(query)}
        if not any(name.isupper() for name in named):
            return named
        spelled = frozenset().union(*(acronyms(unit.text) for passage in passages for unit in passage.units))
        return {
            name: stems for name, stems in named.items() if not name.isupper() or name.lower() not in spelled
        }

    def _names_section(self, question: QuestionSigns, candidate: Candidate, passage: PassageSigns) -> bool:
        """Whether the question holds all content words of the heading right above a passage, two at least.

        The passage must have most of the question's words too: the length of an internship at a certain company is not
        in the section on the length of internships.
        """
        if not candidate.chunk.path or question.covered(passage.terms) < _MOST:
            return False
        words = [
            word for word in _WORD.findall(candidate.chunk.path[-1].lower()) if word not in function_words()
        ]
        stems = {term for word in words for term in self._terms(word)}
        return len(stems) > 1 and stems <= question.weights.keys()

    def _is_slip(self, word: str, *, passages: Sequence[PassageSigns]) -> bool:
        """Whether no source holds a word, but what was read, or the language, holds one a slip of the pen away."""
        stems = self._terms(word)
        if len(word) < _LONG_ENOUGH or not stems or any(map(self._frequency, stems)):
            return False
        held = frozenset().union(*(passage.terms for passage in passages))
        return any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in function_words()) or any(
            OSA.distance(stems[0], other, score_cutoff=1) <= 1 for other in held
        )

    def _weigh(self, word: str) -> float:
        """Inverse document frequency of a word over chunks, as BM25 has it."""
        terms = self._terms(word)
        if not terms:
            return 0.0
        frequency, total = self._frequency(terms[0]), self._size()
        return math.log1p((total - frequency + 0.5) / (frequency + 0.5))


def _all_said(passage: PassageSigns) -> frozenset[str]:
    return passage.terms.union(*(unit.otherwise for unit in passage.units))


def _opened(scores: Sequence[NDArray[np.float64]], number: int, passage: PassageSigns) -> NDArray[np.float64]:
    """Scores of the passage of a section that the question names: what it begins with is the answer."""
    row = scores[number].copy()
    first = next((i for i, unit in enumerate(passage.units) if unit.quotable), None)
    if first is not None:
        row[first] = max(float(other.max(initial=0.0)) for other in scores)
    return row


def _by_document(read: Sequence[Candidate], passages: Sequence[PassageSigns]) -> list[PassageSigns]:
    """The passages, each with the score of the best one of its document.

    The sentence that answers often stands in another passage than the one that is most like the question.
    """
    best: dict[int, float] = {}
    for one in read:
        best[one.chunk.document.row] = max(best.get(one.chunk.document.row, 0.0), one.score)
    return [
        replace(passage, score=best[one.chunk.document.row])
        for one, passage in zip(read, passages, strict=True)
    ]


def _documents(read: Sequence[Candidate], passages: Sequence[PassageSigns]) -> list[frozenset[str]]:
    """For each passage, the stems of all that was found of its document: what it is about."""
    found: dict[int, frozenset[str]] = {}
    for one, passage in zip(read, passages, strict=True):
        found[one.chunk.document.row] = found.get(one.chunk.document.row, frozenset()) | passage.terms
    return [found[one.chunk.document.row] for one in read]


def _names_half(names: frozenset[str], unit: UnitSigns, passage: PassageSigns) -> bool:
    """Whether a unit or a heading above it has half of the names asked about."""
    return 2 * len(names & (unit.said | passage.heading)) >= len(names)


def _says_who(somebody: Somebody, passage: PassageSigns) -> NDArray[np.bool_]:
    """For each unit of a passage, whether it says whom the question asks for."""
    return np.array(
        [
            somebody.said_in(unit.text, passage.understood(number))
            for number, unit in enumerate(passage.units)
        ],
        dtype=np.bool_,
    )


def _told(scores: Sequence[NDArray[np.float64]], passages: Sequence[PassageSigns]) -> list[tuple[int, int]]:
    """The sentences that would be told: passage and unit of each."""
    tellable = [
        row * [unit.quotable for unit in one.units] for row, one in zip(scores, passages, strict=True)
    ]
    least = LEAST_OF_BEST * max((float(row.max(initial=0.0)) for row in tellable), default=0.0)
    return [
        (number, int(unit)) for number, row in enumerate(tellable) for unit in np.flatnonzero(row >= least)
    ]


def _met(required: Requirement, passage: PassageSigns, about: frozenset[str]) -> NDArray[np.bool_]:
    """For each unit of a passage, whether it can answer at all; a line that introduces others can with them."""
    met = [unit.quotable and required.met(unit.text, passage.terms, about) for unit in passage.units]
    return np.array(
        [
            holds or (unit.quotable and unit.text.rstrip().endswith(":") and any(met[number:]))
            for number, (holds, unit) in enumerate(zip(met, passage.units, strict=True))
        ],
        dtype=np.bool_,
    )
