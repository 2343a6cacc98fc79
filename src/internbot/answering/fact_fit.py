"""What a sentence must hold to be the answer to a question for a person, a place, a day or a number.

Found by the form of English questions alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.answering.asked import Asked
from internbot.answering.signs import PassageSigns, QuestionSigns
from internbot.answering.somebody import Somebody

_HALF_FITTING = 0.85
"""What is left of the probability of a sentence with one name, where a person is asked for: a place has one too."""
_UNFITTING = 0.7
"""What is left of that of a sentence which holds nothing of the kind that is asked for."""

_HOLDS = 1.01
"""So does one that holds what is asked for and says most of the question, where the best one holds nothing of it."""
_MOSTLY_SAID = 0.8
"""Share of the question that such a sentence says, in the same or in near words."""

_DATES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
# A capital after another word of the sentence; at the beginning every word has one.
_NAME = re.compile(rf"(?<=[\w,;)(:”\"’'] )[“\"(]?(?!(?:I|{_DATES})\b)[A-Z][\w.'’-]+")
_WORD = re.compile(r"[\w'’]+")
_PLACES = ("country", "city", "town", "place", "state", "office", "university", "school", "college")
PLACE_NOUNS = frozenset(_PLACES)
"""Nouns that a question for a place is put with."""
_ASKS_PLACE = re.compile(
    r"^\W*(?:\w+ )?where\b"
    rf"|\b(?:which|what) (?:{'|'.join(_PLACES)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a sentence must hold to be the answer to a question.

    Attributes:
        asked: what the form of the question tells.
        somebody: whom it asks for; None where it asks for nobody.
        place: whether a place is.
        words: of the question, lower case: a name that it says itself answers nothing.
    """

    asked: Asked
    somebody: Somebody | None
    place: bool
    words: frozenset[str]

    @classmethod
    def of(cls, question: str, terms: Callable[[str], Iterable[str]]) -> Fit | None:
        """What `question` asks for; None where anything could answer.

        Args:
            terms: text -> stemmed terms.
        """
        somebody = Somebody.of(question, terms)
        place = _ASKS_PLACE.search(question) is not None
        asked = Asked.of(question)
        if somebody is None and not place and asked.pattern is None:
            return None
        return cls(asked, somebody, place, _words(question))

    def of_text(self, text: str, here: frozenset[str]) -> float:
        """How well a sentence could hold the answer: 1, or the share that is left of its probability.

        Args:
            here: stems of what a reader knows in it.
        """
        if self.asked.pattern is not None and self.asked.filled(text):
            return 1.0
        if self.somebody is not None and self.somebody.said_in(text, here):
            return 1.0
        if (self.somebody or self.place) and self._names(text):
            return 1.0 if self.place else _HALF_FITTING
        return _UNFITTING

    def _names(self, text: str) -> bool:
        return any(self.words.isdisjoint(_words(name)) for name in _NAME.findall(text))


def fitted(
    scores: Sequence[NDArray[np.float64]],
    fit: Fit | None,
    question: QuestionSigns,
    passages: Sequence[PassageSigns],
) -> list[NDArray[np.float64]]:
    """Scores of sentences, shape (units,) a passage, where those that could hold what is asked for go first.

    Args:
        fit: what is asked for; None where anything could answer.
    """
    if fit is None or not passages:
        return list(scores)
    fits = [
        np.array(
            [fit.of_text(unit.text, passage.understood(number)) for number, unit in enumerate(passage.units)]
        )
        for passage in passages
    ]
    fitted = [row * share for row, share in zip(scores, fits, strict=True)]
    places = [
        (number, unit)
        for number, passage in enumerate(passages)
        for unit, signs in enumerate(passage.units)
        if signs.quotable
    ]
    if not places:
        return fitted
    best = max(places, key=lambda place: fitted[place[0]][place[1]])
    if fits[best[0]][best[1]] < 1:
        holding = [
            (number, unit)
            for number, unit in places
            if fits[number][unit] == 1 and question.covered(passages[number].units[unit].said) >= _MOSTLY_SAID
        ]
        if holding:
            number, unit = max(holding, key=lambda place: fitted[place[0]][place[1]])
            fitted[number][unit] = min(1.0, _HOLDS * fitted[best[0]][best[1]])
    return fitted


def _words(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", word).lower() for word in _WORD.findall(text))
