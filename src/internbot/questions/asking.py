"""Which sentence of a longer message asks: people tell their story first, and the question comes at its end."""

from __future__ import annotations

import re

from internbot.questions.antecedents import pronoun_of
from internbot.questions.asides import without_asides
from internbot.questions.mentions import content_words
from internbot.questions.noun_phrases import phrases_of

# Chats begin sentences with small letters, so that the sentences of articles are told in another way.
_BORDER = re.compile(
    r"(?<=[?!])\s+|(?<=\w{3}\.)\s+|(?<=\w\.)\s+(?=[A-Z])|(?:\.{2,}|…)\s*|\n+|\s+(?:-|–|—)\s+"
)
_JOINS = re.compile(r"^(?:(?:and|but|so|also|now|then|ok(?:ay)?|well)\b[ ,:]+)+", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|am|was|were|do|does|did|can|could|may|must|will|would|should"
    r"|has|have|any)\b",
    re.IGNORECASE,
)
_POINTING = frozenset({"this", "that", "these", "those"})
_POINTS = re.compile(
    r"\b(?:such|either|neither|the (?:same|other|former|latter|first|second))\b"
    r"|\bone\b(?=\W*$|\s+(?:is|are|in|at|for|with|of|to|or|and)\b)|\b(?:so|then|too|do|anyway)\W*$",
    re.IGNORECASE,
)
_ANYBODYS = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
"""Employers at large, where nobody was named: "how long do they take to answer?"."""
_TELLS = 4
"""Words with content of a sentence that tells what happened."""
_ENOUGH = 2
"""Words with content from which a sentence can be understood without the others."""


def asking_part(message: str) -> str | None:
    """The last sentence of a message that asks, with the one before it where it points there.

    None where that is the whole message, or cannot be understood without the rest of it.
    """
    pieces = [piece.strip() for piece in _BORDER.split(message) if piece.strip()]
    if len(pieces) < 2:
        return None
    for number in reversed(range(len(pieces))):
        asked = _JOINS.sub("", without_asides(pieces[number])).strip()
        if not (asked.endswith("?") or _ASKS.match(asked)):
            continue
        if _stands_alone(asked):
            return asked
        # "She is to pay for a course. Is this normal?" asks of the sentence before, and not of the story around it.
        before = pieces[number - 1] if number else ""
        return (
            f"{before} {asked}"
            if number and len(pieces) > 2 and len(content_words(before)) >= _TELLS
            else None
        )
    return None


def _stands_alone(sentence: str) -> bool:
    if len(content_words(sentence)) < _ENOUGH or _POINTS.search(sentence):
        return False
    if any(phrase.determiner in _POINTING for phrase in phrases_of(sentence)):
        return False
    return pronoun_of(_ANYBODYS.sub("employers", sentence)) is None
