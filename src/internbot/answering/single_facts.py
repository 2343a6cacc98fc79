"""Questions that ask one thing: who, where, when, how long, how much, which one."""

from __future__ import annotations

import re

from internbot.answering.asked import Asked
from internbot.answering.quoting import wants_list
from internbot.answering.somebody import ASKS_WHO_MAY

_NO_NOUN = (
    "is are was were be been being do does did can could will would should shall must may might has have had happen "
    "happens happened now next then if about of to a an the i you he she it we they kind kinds type types sort sorts "
    "else"
)
_ASKS_NOUN = re.compile(
    rf"\b(?:which|what) (?!(?:{_NO_NOUN.replace(' ', '|')})\b)\w|(?:^|[,;.?!] |^\w+ )where\b", re.IGNORECASE
)


def asks_one_fact(question: str) -> bool:
    """Whether one thing would answer `question`: a person, a place, a day, a number, one of a kind."""
    if wants_list(question) or ASKS_WHO_MAY.search(question):
        return False
    return Asked.of(question).slot is not None or _ASKS_NOUN.search(question) is not None
