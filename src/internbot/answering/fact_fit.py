"""What a sentence must hold to be the answer to a question for a person, a place, a day or a number.

Found by the form of English questions alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from internbot.answering.asked import Asked

_HALF_FITTING = 0.85
"""What is left of the probability of a sentence with one name, where a person is asked for: a place has one too."""
_UNFITTING = 0.7
"""What is left of that of a sentence which holds nothing of the kind that is asked for."""

_DATES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_FIRST_WORDS = "The|In|A|An|This|These|It|On|At|For|As"
_FULL_NAME = re.compile(
    rf"(?<![\w.'’])(?!(?:{_FIRST_WORDS}|{_DATES})\b)[A-Z][\w.'’-]*"
    r"(?: (?:de|van|von|of|the|and|del|di|la|al|bin|&)(?= [A-Z]))?"
    rf"(?: (?!(?:{_DATES})\b)[A-Z][\w.'’-]*)+"
)
# A capital after another word of the sentence; at the beginning every word has one.
_NAME = re.compile(rf"(?<=[\w,;)(:”\"’'] )[“\"(]?(?!(?:I|{_DATES})\b)[A-Z][\w.'’-]+")
_WORD = re.compile(r"[\w'’]+")
_ASKS_PERSON = re.compile(r"^\W*(?:\w+ )?who(?:'s|’s)?\b|\bwho(?:se|m)\b", re.IGNORECASE)
_ASKS_PLACE = re.compile(
    r"^\W*(?:\w+ )?where\b"
    r"|\b(?:which|what) (?:country|city|town|place|state|office|university|school|college)\b",
    re.IGNORECASE,
)
ASKS_WHO_MAY = re.compile(
    r"\bwho (?:can(?:'t|’t|not)?|may|could|should|must|needs?|(?:is|are) (?:eligible|allowed)|qualif\w+)\b",
    re.IGNORECASE,
)
"""Asks for the conditions that somebody has to meet, rather than for a person."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a sentence must hold to be the answer to a question.

    Attributes:
        asked: what the form of the question tells.
        person: whether a person is asked for; an organization may answer too.
        place: whether a place is.
        words: of the question, lower case: a name that it says itself answers nothing.
    """

    asked: Asked
    person: bool
    place: bool
    words: frozenset[str]

    @classmethod
    def of(cls, question: str) -> Fit | None:
        """What `question` asks for; None where anything could answer."""
        person = _ASKS_PERSON.search(question) is not None and not ASKS_WHO_MAY.search(question)
        place = _ASKS_PLACE.search(question) is not None
        asked = Asked.of(question)
        if not (person or place) and asked.pattern is None:
            return None
        return cls(asked, person, place, _words(question))

    def of_text(self, text: str) -> float:
        """How well a sentence could hold the answer: 1, or the share that is left of its probability."""
        if self.asked.pattern is not None and self.asked.filled(text):
            return 1.0
        if self.person and self._names(_FULL_NAME, text):
            return 1.0
        if (self.person or self.place) and self._names(_NAME, text):
            return 1.0 if self.place else _HALF_FITTING
        return _UNFITTING

    def _names(self, pattern: re.Pattern[str], text: str) -> bool:
        return any(self.words.isdisjoint(_words(name)) for name in pattern.findall(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", word).lower() for word in _WORD.findall(text))
