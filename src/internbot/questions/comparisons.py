"""Questions that compare two things: each is looked up by itself, since no one sentence holds both."""

from __future__ import annotations

import re

_THING = r"(?P<{}>[^,;?!]+?)"
_PATTERNS = tuple(
    re.compile(pattern.format(_THING.format("one"), _THING.format("other")), re.IGNORECASE)
    for pattern in (
        r"\bdifferences?\s+between\s+{}\s+(?:and|or)\s+{}\s*(?:[,;?!.]|$)",
        r"\bhow\s+(?:do|does|is|are)\s+{}\s+(?:differ(?:ent)?|compare)\s+(?:from|to|with)\s+{}\s*(?:[,;?!.]|$)",
        r"\bcompare\s+{}\s+(?:and|with|to)\s+{}\s*(?:[,;?!.]|$)",
        r"^\W*{}\s+(?:vs\.?|versus)\s+{}\s*(?:[,;?!.]|$)",
    )
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_LONGEST = 6
"""Words up to which something is a thing and not a clause."""


def compared(question: str) -> tuple[str, str] | None:
    """The two things that a question compares, without their articles; None where it compares nothing."""
    for pattern in _PATTERNS:
        match = pattern.search(question)
        if match and all(0 < len(thing.split()) <= _LONGEST for thing in match.groups()):
            one, other = (_ARTICLE.sub("", thing.strip()) for thing in match.groups())
            return (one, other) if one.lower() != other.lower() else None
    return None
