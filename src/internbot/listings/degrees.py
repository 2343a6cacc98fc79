"""Degree levels as fields name them: "Bachelor's", "MS", "bachelor_degree"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from internbot.listings.record import DegreeLevel

_LEVELS: tuple[tuple[DegreeLevel, re.Pattern[str]], ...] = (
    ("high_school", re.compile(r"\bhigh[\s_-]?school|\bsecondary\b|\bged\b", re.I)),
    ("associate", re.compile(r"\bassociate(?:'?s|s)?\b|\ba\.?a\.?s?\.?(?=\W|$)", re.I)),
    ("bachelor", re.compile(r"\bbachelor|\bb\.?(?:s|a|sc|eng|tech)\b|\bundergrad", re.I)),
    ("master", re.compile(r"\bmasters?\b|\bmaster['’_]|\bm\.?(?:s|sc|eng|a)\b", re.I)),
    ("mba", re.compile(r"\bm\.?b\.?a\b", re.I)),
    ("phd", re.compile(r"\bph\.?\s?d\b|\bdoctora", re.I)),
)


def read_degrees(texts: Iterable[str]) -> tuple[DegreeLevel, ...]:
    """The levels that fields name, lowest first; what names none is left out."""
    written = [text.replace("_", " ").replace("’", "'") for text in texts]
    return tuple(level for level, pattern in _LEVELS if any(pattern.search(text) for text in written))
