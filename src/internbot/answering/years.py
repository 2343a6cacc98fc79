"""Years that a question names: what is said of another year does not answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_YEAR = re.compile(r"(?<![\w.,$€£-])((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)?\d\d)(?!\d))?(?!\w|[.,]\d)")
_LONGEST = 10
"""Years that a range may span; "2020-99" is none."""


def years_of(text: str) -> frozenset[int]:
    """The years that a text names, those of a range ("2015-16", "2023–2026") with those between."""
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        first = int(match[1])
        last = first
        if match[2]:
            last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
        found |= set(range(first, last + 1)) if first <= last <= first + _LONGEST else {first}
    return frozenset(found)


def is_of(asked: frozenset[int], sentence: str, above: Iterable[str], published: int | None) -> bool:
    """Whether a sentence may be said of one of the years asked about.

    Args:
        asked: years that the question names.
        sentence: its text; what it names itself decides.
        above: the headings and the title above it, which decide where it names no year.
        published: year of its document, which decides where those name none either; None where nobody knows.
    """
    for own in (years_of(sentence), years_of("\n".join(above))):
        if own:
            return not asked.isdisjoint(own)
    return published is None or published in asked
