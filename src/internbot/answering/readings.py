"""Which reading of a message is answered: with the conversation, with another thing of it, or by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from internbot.answering.findings import Finder, Finding, with_headings
from internbot.answering.signs import QuestionSigns
from internbot.questions.question import Question

_SAID = 0.15
"""Share of a message's own words below which an answer is on what was spoken of before alone."""
_FEW_WORDS = 2
"""Content words of a message that may leave out what it is about."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message in one of its readings.

    Attributes:
        question: as so read.
        found: what the texts hold on it; None where the records are to answer it.
    """

    question: Question
    found: Finding | None


class Readings:
    """Chooses among the readings of messages.

    Args:
        finder: finds what answers a question in the texts.
        terms: text -> stemmed terms.
        signs: a question's content words, with their IDF.
    """

    def __init__(
        self, finder: Finder, terms: Callable[[str], Sequence[str]], signs: Callable[[str], QuestionSigns]
    ) -> None:
        self._finder = finder
        self._terms = terms
        self._signs = signs

    def likeliest(self, question: Question) -> Reading:
        """The first reading that has an answer; the likeliest one where none has."""
        found = self._finder.find(replace(question, standalone=question.about or question.standalone))
        if question.hostile:
            return Reading(question, found)
        if found.composed is not None:
            return self._instead(question, found) or Reading(question, found)
        # What the message itself demands is demanded of it in each of its readings.
        own = [word for word in found.judgement.unsaid if word.lower() in question.raw.lower()]
        demanded = set(self._terms(" ".join(own)))
        for other in (replace(question, standalone=text) for text in question.otherwise):
            again = self._finder.find(other)
            said = list(with_headings(again))
            if again.composed is None or not demanded.issubset(self._terms(" ".join(said))):
                continue
            if question.alone is not None:
                return self._instead(question, again) or Reading(other, again)
            if question.leans or not self._beside(question.standalone, said):
                return Reading(other, again)
        return Reading(question, found)

    def by_itself(self, question: Question) -> Reading | None:
        """The message without its conversation; None where it means the same, or has no answer."""
        alone = question.alone
        if alone is None or alone.kind == "listings":
            return Reading(alone, None) if alone is not None else None
        found = self._finder.find(alone)
        return Reading(alone, found) if found.composed is not None else None

    def instead_of(self, question: Question, said: Iterable[str]) -> Reading | None:
        """The message by itself, where that has an answer and what would be said hardly has a word of it."""
        if question.alone is None or not self._beside(question.alone.standalone, said):
            return None
        return self.by_itself(question)

    def _instead(self, question: Question, found: Finding) -> Reading | None:
        """The message by itself, where what was found with the conversation is on that alone.

        None where the message belongs to the conversation.
        """
        alone = question.alone
        if alone is None:
            return None
        beside = self._beside(alone.standalone, with_headings(found))
        if not beside and (question.leans or alone.kind == "listings"):
            return None
        if alone.kind == "listings":
            return Reading(alone, None)
        again = self._finder.find(alone)
        if again.composed is None:
            return Reading(alone, again) if beside and not question.leans else None
        # "Who can take part?" says so little that it belongs to what was spoken of.
        tells = len(self._signs(alone.standalone).weights) > _FEW_WORDS
        better = tells and again.judgement.answerability > found.judgement.answerability
        return Reading(alone, again) if beside or better else None

    def _beside(self, message: str, said: Iterable[str]) -> bool:
        """Whether texts have hardly one of a message's own words; one word alone tells nothing."""
        signs = self._signs(message)
        return len(signs.weights) > 1 and signs.covered(frozenset(self._terms(" ".join(said)))) < _SAID
