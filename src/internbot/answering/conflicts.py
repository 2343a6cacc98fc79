"""Two sources that say different things of the same: both are given, each with its date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from internbot.answering.quoting import Quote

_SHARED = 0.6
"""Share of the shorter statement's words that the other one must have."""
_FEWEST = 2
"""Words that a statement must have to be compared."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AMOUNT = re.compile(
    r"(?P<money>[$€£¥₹]\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:dollars|euros|pounds|rupees|USD|EUR|GBP|INR)\b)"
    r"|(?P<percent>\b\d[\d,.]*\s?(?:%|percent\b|per cent\b))"
    rf"|(?P<day>\b(?:{_MONTHS})\s+\d{{1,2}}\b)"
    r"|(?P<count>\b\d[\d,.]*)[-\s](?P<unit>[a-z]{3,})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MEASURE = re.compile(
    r"(?:hour|day|week|month|year|minute|time|dollar|euro|pound|rupee|percent)s?|per|each|every|for|and|the|with"
)
"""Words that two statements share because both measure something, whatever it is."""
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w&.-]+")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two quotes, by their positions, that give different amounts or days for the same."""

    first: int
    second: int


def disagreements(quotes: Sequence[Quote]) -> tuple[Disagreement, ...]:
    """Pairs of quotes from different documents that disagree.

    They share most of their words, those of measures aside, name no different names or years, and give different sums
    of money, percentages, days, or counts of the same thing.
    """
    found = []
    for (first, one), (second, other) in combinations(enumerate(quotes), 2):
        if one.document.row != other.document.row and any(
            _differ(a.text, b.text) for a in one.units for b in other.units
        ):
            found.append(Disagreement(first, second))
    return tuple(found)


def _differ(one: str, other: str) -> bool:
    words, more = (
        {word for word in map(str.lower, _WORD.findall(text)) if not _MEASURE.fullmatch(word)}
        for text in (one, other)
    )
    if len(words & more) < _SHARED * min(len(words), len(more)) or min(len(words), len(more)) < _FEWEST:
        return False
    if _apart(set(_YEAR.findall(one)), set(_YEAR.findall(other))):
        return False
    if _apart(_names(one), _names(other)):
        return False
    amounts, others = _amounts(one), _amounts(other)
    return any(not amounts[kind] & others[kind] for kind in amounts.keys() & others.keys())


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text)).difference(_MONTHS.split("|"))


def _apart(one: set[str], other: set[str]) -> bool:
    """Whether each has something that the other lacks."""
    return bool(one - other) and bool(other - one)


def _amounts(text: str) -> dict[str, set[str]]:
    """What is given, by its kind: `money`, `percent`, `day`, or the thing that is counted."""
    amounts: dict[str, set[str]] = defaultdict(set)
    for match in _AMOUNT.finditer(text):
        kind = next(name for name in ("money", "percent", "day", "count") if match[name])
        value = re.sub(r"[^\w.]", "", match[kind].lower()).rstrip(".")
        amounts[(match["unit"] or "").lower().rstrip("s") if kind == "count" else kind].add(value)
    return amounts
