"""What a conversation is about: the thing that a turn without a subject of its own goes on about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.listings.words import fold, words_of
from internbot.questions.antecedents import ATTRIBUTE, DEFINED
from internbot.questions.noun_phrases import Phrase, phrases_of, topical
from internbot.questions.relational_nouns import offerers, offerings, participants, relational_nouns

_DEEPEST = 3
_PLACED = re.compile(r"\b(?:in|from|near|outside|within)\s+(?:the\s+)?$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:of|for|about|at|to|in|on|by|from|with|between|is|are|was|does|do|did|can|doing|get|join|called"
    r"|what's|whats|what’s|explain|describe|define)\s+$|^\W*$",
    re.IGNORECASE,
)
_RELATIVES = re.compile(
    r"son|daughter|brother|sister|mother|father|mom|mum|dad|wife|husband|child|kid|manager|boss"
)
_UNFIT = re.compile(r"question|friend|lot|somebody|kind|bit")


def subject_of(questions: Sequence[str]) -> Phrase | None:
    """What the newest question that names anything is about; None where none does.

    Args:
        questions: earlier ones made to stand alone, newest first.
    """
    for question in questions[:_DEEPEST]:
        if subject := _subject(question):
            return subject
    return None


def _subject(question: str) -> Phrase | None:
    said = question.split(" (about ")
    # What the turn before leaned on is its subject, unless it names another thing.
    for text in (said[0], *(part.rstrip(" ?.!)") for part in said[1:])):
        named = list(topical(phrases_of(text)))
        phrases = [one for one in named if _may_be_subject(one, text)]
        if all(one.head in offerers() for one in phrases):
            # "How many references do employers want?" is about references.
            phrases = [one for one in named if one.asked and one.head not in relational_nouns()] or phrases
        if phrases:
            return max(phrases, key=lambda one: _salience(one, text))
    return None


def _may_be_subject(phrase: Phrase, text: str) -> bool:
    # "His brother" is known from whom he is of.
    if phrase.determiner in ("his", "her") or (
        phrase.determiner == "my" and _RELATIVES.fullmatch(phrase.head)
    ):
        return False
    if phrase.asked or ATTRIBUTE.fullmatch(fold(phrase.text)) or _UNFIT.fullmatch(phrase.head):
        return False
    if phrase.proper or phrase.plural or phrase.determiner:
        return (
            phrase.proper
            or phrase.head not in relational_nouns()
            or phrase.head in offerings() | participants()
        )
    # A word without an article is a name in small letters, or a thing; elsewhere it is an adjective or a verb.
    return not phrase.text.endswith("ing") and _NAMED.search(text[: phrase.start]) is not None


def _salience(phrase: Phrase, text: str) -> tuple[int, int, int, int]:
    """Names before other things, those before places and parts of others; then the longest, then the first."""
    placed = phrase.proper and _PLACED.search(text[: phrase.start]) is not None
    if placed:
        rank = 0
    elif phrase.proper or DEFINED.fullmatch(text[: phrase.start]):
        rank = 3
    else:
        rank = 1 if phrase.head in relational_nouns() and len(words_of(phrase.text)) == 1 else 2
    return rank, phrase.determiner in ("my", "our"), len(words_of(phrase.text)), -phrase.start
