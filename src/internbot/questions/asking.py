"""Which sentence of a longer message asks: people tell their story first, and the question comes at its end."""

from __future__ import annotations

import re

from internbot.questions.asides import without_asides
from internbot.questions.mentions import content_words

# Chats begin sentences with small letters, so that the sentences of articles are told in another way.
_BORDER = re.compile(
    r"(?<=[?!])\s+|(?<=\w{3}\.)\s+|(?<=\w\.)\s+(?=[A-Z])|(?:\.{2,}|…)\s*|\n+|\s+(?:-|–|—)\s+"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|also|now|then|ok(?:ay)?|well)\b[ ,:]+)*"
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|am|was|were|do|does|did|can|could|may|must|will|would|should"
    r"|has|have|any)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"^(?:(?:and|but|so|also|now|then|ok(?:ay)?|well)\b[ ,:]+)+", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:he|him|his|she|hers?|it|its|theirs|this|that|these|those|there|such|both|either|neither|ones"
    r"|the (?:same|other|former|latter|first|second))\b|\bone\b(?=\W*$|\s+(?:is|are|in|at|for|with|of|to|or|and)\b)"
    r"|\b(?:so|then|too|do|anyway)\W*$",
    re.IGNORECASE,
)
# "Is it normal to ..." points to what follows it.
_EXPECTS = re.compile(
    r"\b(?:is|was|be|makes?|takes?|will|would|does|did|can|could|should)\s+it\s+(?:[\w-]+\s+){0,4}?"
    r"(?:to|that|if|for|when|\w+ing)\b|\bit(?:'s|\s+(?:is|takes?|makes?))\s+(?:[\w-]+\s+){0,4}?(?:to|that|if|when)\b"
    r"|\b(?:know|say|tell|mean|sure|means|says|true|think|normal) that\b|\bso that\b",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Words with content from which a sentence can be understood without the others."""


def asking_sentence(message: str) -> str | None:
    """The last sentence of a message that asks; None where it cannot be understood without the others.

    None too where the message is one sentence.
    """
    pieces = [piece for piece in _BORDER.split(message) if piece.strip()]
    if len(pieces) < 2:
        return None
    for piece in reversed(pieces):
        asked = _JOINS.sub("", without_asides(piece)).strip()
        if asked.endswith("?") or _ASKS.match(asked):
            return asked if _stands_alone(asked) else None
    return None


def _stands_alone(sentence: str) -> bool:
    return len(content_words(sentence)) >= _ENOUGH and not _POINTS.search(_EXPECTS.sub(" ", sentence))
