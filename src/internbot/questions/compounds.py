"""Questions that ask two things at once: each is answered by itself, since no one sentence holds both."""

from __future__ import annotations

import re

from internbot.questions.antecedents import Context
from internbot.questions.asking import ASKING, LED
from internbot.questions.comparisons import compared
from internbot.questions.followups import resolve
from internbot.questions.mentions import content_words

_SPLIT = re.compile(
    rf"(?:,\s*(?:and\s+|but\s+|or\s+)?|\s+and\s+)(?={ASKING}\s+(?!(?:not|so)\b))", re.IGNORECASE
)
_BEGINS = re.compile(rf"\W*{LED}{ASKING}\b", re.IGNORECASE)
_PREFACE = re.compile(
    rf"(?P<preface>(?:[^?]{{2,160}}?[.:]|for\b[^,?]{{3,80}},)\s+)(?P<asked>{ASKING}\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""What a message begins with before it asks: "For interns abroad, how many ...", "Outreachy: what is ..."."""
_EACH = re.compile(
    r"\b(?:each|both)(?: of (?:them|these|those|the two)| one)?\b(?=\W*$|\s+(?:be|have|last|cost|pay)\b)",
    re.IGNORECASE,
)
_TOPIC = 2
"""Content words that a part must have to be looked up by itself."""
_MOST = 3
"""Questions that one message is taken apart into."""


def parts(question: str) -> tuple[str, ...] | None:
    """The questions in one, each made to stand alone; None where there is only one."""
    whole = question.strip()
    preface = "" if _BEGINS.match(whole) else None
    if preface is None and (match := _PREFACE.fullmatch(whole)) is not None:
        preface, whole = match["preface"], match["asked"]
    if preface is None:
        return None
    pieces = [piece.strip(" ?.!") for piece in _SPLIT.split(whole)]
    if not 2 <= len(pieces) <= _MOST or not all(pieces):
        return None
    if preface:
        return tuple(f"{preface}{piece}?" for piece in pieces)
    first, *others = (f"{piece[:1].upper()}{piece[1:]}?" for piece in pieces)
    asked = [first]
    for other in others:
        things = compared(first) if _EACH.search(other) else None
        if things is not None:
            asked += [_EACH.sub(thing, other) for thing in things]
        elif (alone := resolve(other, Context(questions=(first,)))) is not None:
            asked.append(alone)
        else:
            return None
    return tuple(asked) if all(len(content_words(one)) >= _TOPIC for one in asked) else None
