"""Whether a sentence says who: it names a person or an organization that the question does not, or says their role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from internbot.answering.question_names import places_in
from internbot.listings.words import words_of
from internbot.questions.noun_phrases import Phrase, phrases_of
from internbot.questions.people import SOMEBODY, is_person
from internbot.questions.relational_nouns import offerers, participants

_ASKS_WHO = re.compile(r"^\W*(?:\w+ )?who(?:'s|’s)?\b|\bwho(?:se|m)\b", re.IGNORECASE)
_ASKS_NAME = re.compile(
    r"\bwhat\s+(?:is|was|are|were)\b.*\b(?:called|named)\W*$|\bwhat(?:['’]?s|\s+(?:is|was))\s+(?:the\s+)?(?:\w+['’]s?\s+)*"
    r"(?:full\s+|last\s+|first\s+)?names?\b",
    re.IGNORECASE,
)
ASKS_WHO_MAY = re.compile(
    r"\bwho (?:can(?:'t|’t|not)?|may|could|should|must|needs?|(?:is|are) (?:eligible|allowed)|qualif\w+)\b",
    re.IGNORECASE,
)
"""Asks for the conditions that somebody has to meet, rather than for a person."""
_ROLES = (
    "official officer office agency department ministry government court union team committee group staff family "
    "mentor supervisor adviser advisor organizer sponsor founder leader author parent scientist researcher"
)
_ROLE = offerers() | participants() | frozenset(_ROLES.split())
# What stands before whoever does something: "by the school", "is a sponsor", "when an employer asks".
_ACTS = re.compile(r"(?:\b(?:by|is|are|was|were|as|from|when|if|that|because)\s+|[:;(]\s*)$", re.IGNORECASE)
_SAYS_WHO = re.compile(r"\bwho \w+:", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:nobody|no one|none|no)\b", re.IGNORECASE)
"""Who pays the rent? "Orchid pays no rent" says that too."""
_HUMAN = re.compile(
    r"(?:manager|boss|supervisor|mentor|adviser|advisor|colleague|mother|father|mom|dad|parent|brother|sister|wife|husband"
    r"|girlfriend|boyfriend|friend|teacher|professor|interviewer|author|founder|president|ceo|director|coworker|teammate)s?"
    r"|supervise[sd]?|manage[sd]?|mentor(?:s|ed)?|interview(?:s|ed)|wrote|taught"
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is asked for.

    Attributes:
        roles: stems of what only a person is or does ("manager", "taught"); empty where an organization may answer.
        words: of the question, lower case: whoever it names itself answers nothing.
        places: stems of where it asks for somebody: the manager in one town is not the manager in another.
    """

    roles: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, question: str, terms: Callable[[str], Iterable[str]]) -> Somebody | None:
        """Whom `question` asks for; None where it asks for nobody, or for what somebody has to be.

        Args:
            terms: text -> stemmed terms.
        """
        named = _ASKS_NAME.search(question) is not None
        if not (named or _ASKS_WHO.search(question)) or ASKS_WHO_MAY.search(question):
            return None
        words = frozenset(word.folded.removesuffix("'s") for word in words_of(question))
        roles = frozenset(term for word in words if _HUMAN.fullmatch(word) for term in terms(word))
        places = frozenset(term for name in places_in(question) for term in terms(name))
        return cls(roles, words, places) if roles or not named else None

    def said_in(self, sentence: str, here: frozenset[str]) -> bool:
        """Whether `sentence` says who.

        Args:
            here: stems of it, of the sentence before and of the headings above, and of what it says in other words or
                speaks of without naming it.
        """
        if self.roles and self.roles.isdisjoint(here):
            return False
        if not self.places <= here:
            return False  # Of somewhere else.
        if _SAYS_WHO.search(sentence) or (not self.roles and _NOBODY.search(sentence)):
            return True
        phrases = phrases_of(sentence)
        return any(self._is_one(one, number == 0, sentence) for number, one in enumerate(phrases))

    def _is_one(self, phrase: Phrase, first: bool, sentence: str) -> bool:
        words = words_of(phrase.text)
        name = [word for word in words if word.text[:1].isupper()] if phrase.proper else []
        if name:
            # "His manager Grace Hopper" names one whom "his manager" does not.
            begin = name[0].start
            start = phrase.end - len(phrase.text) + begin
            phrase, words = replace(phrase, text=phrase.text[begin:], determiner="", start=start), tuple(name)
        if not self.words.isdisjoint(word.folded.removesuffix("'s") for word in words):
            return False
        if phrase.proper:
            # One word with a capital is as often an organization.
            return len(words) > 1 and is_person(phrase, sentence) if self.roles else True
        role = phrase.head in _ROLE or SOMEBODY.fullmatch(phrase.head) is not None
        return role and not self.roles and (first or _ACTS.search(sentence[: phrase.start]) is not None)
