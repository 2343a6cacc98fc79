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
ASKING = (
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|will|would"
    r"|has|have)"
)
"""Words that a question begins with, as a pattern; a preposition may stand before some (`LED`)."""
LED = r"(?:(?:on average|in|on|at|to|for|from|since|until|by|with|of|about|after|before)\s+(?=what|which|whom|how))?"
_ASKS = re.compile(rf"{LED}(?:{ASKING}|am|any)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"(?P<told>(?:(?:hi|hello|hey|so|and|ok(?:ay)?|well|also)\b[ ,!]+)*(?:i|i['’]?m|i['’]?ve|i['’]?d"
    rf"|my|we|we['’]?re|our)\b.{{5,160}}?)(?:[,:;]\s+(?:(?:and|but|so)\s+)?|\s+(?:and|but|so)\s+)(?P<asked>{_ASKS.pattern}(?:['’]s)?\s.*)",
    re.IGNORECASE | re.DOTALL,
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
    """The sentences of a message that ask; of one that cannot be understood alone, with the one before it.

    None where that is the whole message, or cannot be understood without the rest of it.
    """
    pieces = [part for piece in _BORDER.split(message) if piece.strip() for part in _told_and_asked(piece)]
    if len(pieces) < 2:
        return None
    asks = [asked for piece in pieces if (asked := _asked(piece)) is not None]
    if 1 < len(asks) < len(pieces) and _stands_alone(asks[0]):
        return " ".join(asks)
    for number in reversed(range(len(pieces))):
        asked = _asked(pieces[number])
        if asked is None:
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


def sentences_of(message: str) -> tuple[tuple[str, bool], ...]:
    """The sentences of a message in order, each with whether it asks."""
    return tuple((piece, _asked(piece) is not None) for piece in _BORDER.split(message) if piece.strip())


def _asked(piece: str) -> str | None:
    """A sentence that asks, without what is put around it; None where it tells."""
    asked = _JOINS.sub("", without_asides(piece)).strip()
    return asked if asked.endswith("?") or _ASKS.match(asked) else None


def _told_and_asked(sentence: str) -> list[str]:
    """A sentence in two where it first says where the asker is, by name: "I am at Orchid, how do I apply?"."""
    match = _TELLING.fullmatch(sentence.strip())
    named = match is not None and any(one.proper for one in phrases_of(match["told"]))
    return [match["told"], match["asked"]] if match and named else [sentence.strip()]


def _stands_alone(sentence: str) -> bool:
    phrases = phrases_of(sentence)
    if len(content_words(sentence)) < _ENOUGH and not any(phrase.proper for phrase in phrases):
        return False
    if _POINTS.search(sentence) or any(phrase.determiner in _POINTING for phrase in phrases):
        return False
    return pronoun_of(_ANYBODYS.sub("employers", sentence)) is None
