"""Whether a list is one of internships, where it does not say so itself."""

from __future__ import annotations

from collections.abc import Iterable

from internbot.listings.kinds import internship_words


def lists_internships(titles: Iterable[str]) -> bool:
    """Whether most titles are those of internships; the others then are as well, unless they say otherwise."""
    found = [internship_words(title) is not None for title in titles]
    return sum(found) * 2 > len(found)
