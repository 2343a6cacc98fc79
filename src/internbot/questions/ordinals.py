"""Numbers that pick one thing of a list: "the second one", "no. 3", "the last Oslo role"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from internbot.listings.words import words_of
from internbot.questions.mentions import light_words

_NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NOUN = r"(?:one|role|job|posting|position|listing|opening|internship|result|item)"
_ORDINAL = re.compile(
    rf"\b(?:the |that |number |no\. ?|#)(?P<word>{'|'.join(_NUMBERS)}|last|(?P<digit>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:\s+(?P<noun>{_NOUN}))?(?=\W|$)(?!\s+(?:time|thing|day|week|year|month|step|round|part|question|few|\d))",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?:sponsor|close|clos|hir|ask|state|mention|involve|expire)(?:e|s|es|ing)?")
"""What a posting does, behind its number."""
_DESCRIBING = 5
"""Words behind a number among which the noun has to stand."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number with its noun, where it has one of a posting.

    Attributes:
        start: where it begins in the turn.
        end: where it ends.
        number: what it counts to, from 1; None for the last one.
    """

    start: int
    end: int
    number: int | None

    def position(self, count: int) -> int | None:
        """The place that is meant, from 0, in a list of so many; None where it has no such place."""
        at = count - 1 if self.number is None else self.number - 1
        return at if 0 <= at < count else None


def ordinal_of(turn: str, *, of_a_list: bool) -> Ordinal | None:
    """The first number of the turn that picks something.

    Args:
        turn: the message.
        of_a_list: whether the reader sees a list: then "the second employer" is one of it as well.
    """
    for found in _ORDINAL.finditer(turn):
        if of_a_list or _stands_for_one(turn, found):
            return Ordinal(found.start(), found.end(), _number(found))
    return None


def _number(ordinal: re.Match[str]) -> int | None:
    word = ordinal["word"].lower()
    if word == "last":
        return None
    return int(ordinal["digit"]) if ordinal["digit"] else _NUMBERS.index(word) + 1


def _stands_for_one(turn: str, ordinal: re.Match[str]) -> bool:
    """Whether a number stands for something listed, and does not only count the noun behind it: "the first man".

    "The second Oslo role" stands for one.
    """
    following = words_of(turn[ordinal.end() :])[:_DESCRIBING]
    if ordinal["noun"] or not following or turn[ordinal.end() : ordinal.end() + following[0].start].strip():
        return True
    if following[0].folded in light_words() or _DOES.fullmatch(following[0].folded):
        return True
    described = itertools.takewhile(lambda word: word.folded not in light_words(), following)
    return any(re.fullmatch(_NOUN, word.folded) for word in described)
