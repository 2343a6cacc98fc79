"""Questions that ask one thing (who, where, when, how long, how much): how much must be known before it is told."""

from __future__ import annotations

import re

from internbot.answering.asked import Asked
from internbot.answering.quoting import wants_list
from internbot.answering.somebody import ASKS_WHO_MAY

ANSWERED_FROM = 0.5
"""Answerability from which the evidence is quoted; below it the assistant declines."""
FACT_ANSWERED_FROM = 0.65
"""The same where one fact is asked for and no sentence that could hold it says the whole question.

There a subject that is known well looks like an answer. Chosen over seven sets; see docs/retrieval-notes.md.
"""

_SAID = 0.15
"""Share of a question that may be left unsaid by the sentence that holds its fact."""

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


def answered_from(question: str, unsaid: float) -> float:
    """Answerability from which a question is answered, 0 to 1.

    Args:
        unsaid: share of the question that no sentence which could hold the fact says, 0 to 1; it is 0 where the
            question's form does not tell what could hold it.
    """
    said = Asked.of(question).slot is not None and unsaid < _SAID
    return FACT_ANSWERED_FROM if asks_one_fact(question) and not said else ANSWERED_FROM
