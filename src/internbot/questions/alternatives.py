"""Things that a conversation set beside one another: "the second one", "the latter", "which of the two"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from internbot.questions.noun_phrases import Phrase, phrases_of, topical

_NUMBERS = ("first", "second", "third", "fourth", "fifth")
_VERB = r"(?:is|are|was|were|be|last|pays?|takes?|means?|starts?|costs?|have|has|needs?|requires?|do|does)"
_PICKS = re.compile(
    rf"\bthe (?:(?P<number>{'|'.join(_NUMBERS)}|last|former|latter|other)(?:\s+(?:one|option|thing))\b"
    rf"|(?P<bare>{'|'.join(_NUMBERS)}|former|latter|other)(?=\W*$|\s+{_VERB}\b|[,;.?!]))",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(
    r"\b(?P<before>(?:which|what|one|either|neither|any)(?: one)? of )(?:the two|the three|them|these|those)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\bboth(?: of (?:them|these|those))?\b(?!\s+(?!at\b|in\b|together\b|and\b)\w)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|vs\.?|versus|&|/)|,?\s*(?:and|or)\s+(?:also\s+)?(?:about\s+|with\s+)?)\s*",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\s*(?:differ(?:s|ent)? from|compared (?:to|with)|from|than|with|to)\s*", re.IGNORECASE
)
_COMPARES = re.compile(r"\b(?:compar\w+|differ\w*|better|worse|longer|rather|prefer\w*)\b", re.IGNORECASE)


def items_of(text: str) -> tuple[Phrase, ...]:
    """The things that a question sets beside one another; empty where it does not."""
    phrases = [one for one in topical(phrases_of(text)) if not one.asked]
    run: list[Phrase] = phrases[:1]
    for before, one in pairwise(phrases):
        between = text[before.end : one.start]
        if _BESIDE.fullmatch(between) or (_COMPARES.search(text) and _COMPARED.fullmatch(between)):
            run.append(one)
        elif len(run) > 1:
            break
        else:
            run = [one]
    return tuple(run) if len(run) > 1 else ()


def chosen(turn: str, questions: Sequence[str]) -> str | None:
    """`turn` with the thing that it picks by its place, or all of them, in words; None where it picks none.

    Args:
        turn: the message.
        questions: earlier ones, newest first.
    """
    picks, both, either = _PICKS.search(turn), _OF_BOTH.search(turn), _BOTH.search(turn)
    if picks is None and both is None and either is None:
        return None
    items = next((found for found in map(items_of, questions[:3]) if found), ())
    if not items:
        return None
    everything = " and ".join(one.whole for one in items)
    if picks is not None:
        one = _picked((picks["number"] or picks["bare"]).lower(), items, questions[0])
        return turn[: picks.start()] + one.whole + turn[picks.end() :] if one is not None else None
    if both is not None:
        return f"{turn[: both.start()]}{both['before']}{everything}{turn[both.end() :]}"
    return turn[: either.start()] + everything + turn[either.end() :] if either is not None else None


def _picked(word: str, items: Sequence[Phrase], newest: str) -> Phrase | None:
    if word in ("last", "latter"):
        return items[-1]
    if word == "former":
        return items[0]
    if word == "other":
        unsaid = [one for one in items if one.text.lower() not in newest.lower()]
        return unsaid[0] if len(unsaid) == 1 else None
    at = _NUMBERS.index(word)
    return items[at] if at < len(items) else None
