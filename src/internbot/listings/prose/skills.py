"""Skills, only where a line lists them as such."""

from __future__ import annotations

import re

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.sources.documents import Span

_LISTED = re.compile(
    r"(?:^|\n)[ \t*#-]*(?:(?:required|technical|key|core|desired|relevant|recommended|main)\s+)?"
    r"(?:skills?|technologies|tech(?:nology)? stack|programming languages|tools)"
    r"(?: required| needed| used)?\**:\**[ \t]*"
    r"([^\n]{3,400})(?=\n|$)"
)
_CUT = re.compile(r"\s*[,;|•·]\s*(?:(?:and|or)\s+)?")
_LAST = re.compile(r"\s+(?:and|or|&)\s+")
_EMPTY = frozenset(("", "etc", "and more", "or similar", "n/a", "none"))
_FEWEST = 2
_MOST_WORDS = 4


def read_skills(text: Clauses) -> Fact[tuple[str, ...]] | None:
    """The items of the first such line, as they are written; None where it is no list of short items."""
    if ":" not in text.plain or not text.has("skill", "technolog", "tech stack", "languages:", "tools"):
        return None
    for match in _LISTED.finditer(text.plain):
        written = text.text[match.start(1) : match.end(1)].strip().rstrip(".")
        items = [piece.strip(" .*_`") for piece in _CUT.split(written)]
        items = [*items[:-1], *_LAST.split(items[-1])] if len(items) > 1 else items
        kept = tuple(dict.fromkeys(item for item in items if item.lower() not in _EMPTY))
        if len(kept) >= _FEWEST and all(len(item.split()) <= _MOST_WORDS for item in kept):
            return Fact(kept, Span(match.start(1), match.start(1) + len(written)))
    return None
