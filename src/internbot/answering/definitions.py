"""Which sentence says what something is? The one that begins with its name and goes on with "is a", "means", ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate

_LONGEST = 5
"""Words of a subject; a longer one is no name of a thing."""
_OPENING = 8
"""Words that a sentence about a thing has it among."""
_SAYS_WHAT = (
    r"(?:is|are|was|were|means?|stands? for|refers? to|describes?)\b(?!\s+(?:not|also|only|usually|often)\b)"
)
_SAYS_SOMETHING = r"(?:[a-z]{3,}(?<!s)s)\s+(?!on\b|in\b|at\b)"


def opening(passage: PassageSigns, number: int, terms: Callable[[str], Sequence[str]]) -> frozenset[str]:
    """Stems of what a unit begins with, and of the headings above it: what it is about, as far as form tells."""
    return frozenset(terms(" ".join(passage.units[number].text.split()[:_OPENING]))) | passage.heading


def defining(
    subject: str, read: Sequence[Candidate], passages: Sequence[PassageSigns]
) -> tuple[int, int] | None:
    """The unit that says what `subject` is, as the numbers of its passage and of itself; None where none does.

    One that says it in so many words goes before one that only begins with the subject; then what stands first in its
    document, since texts explain a thing before they speak of it.
    """
    if not 0 < len(subject.split()) <= _LONGEST:
        return None
    # A glossary's entry has its term before it; "the Blue Book" may be "the Blue Book traineeship".
    name = rf"^\W*(?:[\w -]{{1,40}}: )?(?:(?:an?|the)\s+)?{re.escape(subject)}(?:e?s)?"
    aside = r"(?:\s*\([^)]*\))?,?\s+"
    patterns = (
        re.compile(rf"{name}(?:\s+[a-z]+)?{aside}{_SAYS_WHAT}", re.IGNORECASE),
        re.compile(name + aside + _SAYS_SOMETHING, re.IGNORECASE),
    )
    ranks: dict[int, int] = {}
    for rank, one in enumerate(read):
        ranks.setdefault(one.chunk.document.row, rank)
    for pattern in patterns:
        found = [
            (ranks[one.chunk.document.row], one.chunk.ordinal, unit, number)
            for number, (one, passage) in enumerate(zip(read, passages, strict=True))
            for unit, signs in enumerate(passage.units)
            if signs.quotable and pattern.search(signs.text)
        ]
        if found:
            _, _, unit, number = min(found)
            return number, unit
    return None
