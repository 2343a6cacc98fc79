"""What a person answers when asked back: "Outreachy" after "Which program do you mean?" ends the question before it."""

from __future__ import annotations

import re

from internbot.questions.antecedents import Context
from internbot.questions.followups import leans, resolve
from internbot.questions.mentions import content_words, mentions_of

_LEAD = re.compile(
    r"^\W*(?:(?:oh|ah|ok(?:ay)?|yes|yeah|well|sorry|no|so|um+|just|maybe|probably)\b[\s,.!-]*)*"
    r"(?:(?:i (?:mean|meant|am|was|'?m)|i'm|we mean|let'?s say|say|it(?:'s| is| was)|that(?:'s| is| would be)"
    r"|the one(?:s)?|those|this is)\b\s*)?"
    r"(?:(?:talking|asking|thinking|interested|applying|looking)\s+)?"
    r"(?:(?:about|for|at|of|in|with|from|to|by|regarding)\b\s*)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s*,?\s*(?:please|pls|thanks|of course|i (?:mean|meant|think|guess)))*[\s.!]*$", re.IGNORECASE
)
_ONE = re.compile(r"^(?:the\s+)?(?P<which>.+?)\s+one$", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|^\W*(?:who|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|tell"
    r"|show|list|any|never|forget|nothing|none|all|both|everything|no|yes|idk)\b",
    re.IGNORECASE,
)
_NAME = "Namedthing"
"""Stands for the reply meanwhile, since a name in small letters is none to the grammar of follow-ups."""
_VERB = re.compile(rf"\b(does|is|has|was)(?=\s+{_NAME}\b)", re.IGNORECASE)
_PLURAL = {"does": "do", "is": "are", "has": "have", "was": "were"}
_LONGEST = 6
"""Words of a reply that only names something."""


def ended(pending: str, turn: str) -> str | None:
    """A question that was asked back, with what the reply names; None where the reply is something else.

    Args:
        pending: the question that lacked a piece.
        turn: what was said after it was asked back.
    """
    named = _named(turn)
    if named is None:
        return None
    whole = resolve(pending, Context(questions=(f"What is {_NAME}?",)))
    if whole is None:
        return None
    if mentions_of(f"What is {named}?")[0].plural:
        whole = _VERB.sub(lambda verb: _PLURAL[verb[1].lower()], whole)
    return whole.replace(_NAME, named) if whole != pending else f"{pending.rstrip(' ?.!')} (about {named})?"


def _named(turn: str) -> str | None:
    """What a short reply names, without the words that lead to it."""
    rest = _TAIL.sub("", _LEAD.sub("", turn, count=1)).strip()
    if one := _ONE.match(rest):
        rest = one["which"]
    if not rest or _ASKS.search(turn) or _ASKS.search(rest) or leans(turn):
        return None
    if len(rest.split()) > _LONGEST or not content_words(rest) or not mentions_of(f"What is {rest}?"):
        return None
    return rest
