"""Questions that ask two things at once: each is answered by itself, since no one sentence holds both."""

from __future__ import annotations

import re

from internbot.questions.antecedents import Context, pronoun_of
from internbot.questions.asking import ASKING, LED
from internbot.questions.comparisons import compared
from internbot.questions.followups import resolve
from internbot.questions.mentions import content_words

_SPLIT = re.compile(
    rf"(?:,\s*(?:and\s+|but\s+|or\s+)?|\s+and\s+|\?\s+(?:(?:and|but|or|also|so)\b[\s,]+)*)(?={LED}{ASKING}\s+(?!(?:not|so)\b))",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"\W*{LED}{ASKING}\b", re.IGNORECASE)
_PREFACE = re.compile(
    rf"(?P<preface>(?:[^?]{{2,240}}?(?:[.!:]|\s[-–—])|for\b[^,?]{{3,80}},)\s+)(?P<asked>{LED}{ASKING}\b.*)",
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


def parts(question: str) -> tuple[tuple[str, ...], ...] | None:
    """The questions in one, each in the ways to ask it, with what was told before them first; None where it is one."""
    whole = question.strip()
    preface = "" if _BEGINS.match(whole) else None
    if preface is None and (match := _PREFACE.fullmatch(whole)) is not None:
        preface, whole = match["preface"], match["asked"]
    if preface is None:
        return None
    pieces = [piece.strip(" ?.!") for piece in _SPLIT.split(whole)]
    if not 2 <= len(pieces) <= _MOST or not all(pieces):
        return None
    first, *others = (f"{piece[:1].upper()}{piece[1:]}?" for piece in pieces)
    asked = [(first, first)]
    for other in others:
        things = compared(first) if _EACH.search(other) else None
        if things is not None:
            asked += [(one, one) for one in (_EACH.sub(thing, other) for thing in things)]
        elif _same_pronoun(other, first):
            asked.append((other, other))
        elif (alone := resolve(other, Context(questions=(first,)))) is not None or preface:
            asked.append((other, alone or other))
        else:
            return None
    ways = tuple((f"{preface}{other}", alone) if preface else (alone,) for other, alone in asked)
    return ways if all(len(content_words(one[0])) >= _TOPIC for one in ways) else None


def _same_pronoun(other: str, first: str) -> bool:
    """Whether a question leans on the same pronoun as the one before it: both mean whoever is meant by the first."""
    pronoun, before = pronoun_of(other), pronoun_of(first)
    return pronoun is not None and before is not None and pronoun.group().lower() == before.group().lower()
