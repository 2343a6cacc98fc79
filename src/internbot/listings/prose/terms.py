"""The term of an internship: its season with its year, and no other date."""

from __future__ import annotations

import re
from typing import Any

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.listings.record import Term
from internbot.sources.documents import Span

_SEASON = r"(spring|summer|fall|autumn|winter)"
_NAMED = re.compile(rf"\b{_SEASON}(?:\s+(?:of\s+)?|\s*[,/-]\s*)(20[1-4]\d)\b|\b(20[1-4]\d)\s+{_SEASON}\b")
_OF_INTERNSHIP = re.compile(
    r"\bintern(?:s|ship|ships)?\b|\bco-?ops?\b|\bplacement\b|\bapprentice|\bterm\b|\bsemester\b"
)
_OTHER = re.compile(
    r"\b(?:graduat\w+|graduation|degree|class of|enrol\w+|expected|since|founded|last|previous|past|alumn\w+|launched"
    r"|published|returning to|full[- ]time|new grad)\b"
)
_NEAR = 90  # characters before and after in which the internship must be named


def read_terms(text: Clauses) -> Fact[tuple[Term, ...]] | None:
    """The terms that are named beside the internship itself."""
    if not text.has("summer", "spring", "fall", "autumn", "winter") or "20" not in text.plain:
        return None
    terms: dict[Term, Span] = {}
    for match in _NAMED.finditer(text.plain):
        clause = text.around(match.start())
        before = text.plain[max(clause.start, match.start() - _NEAR) : match.start()]
        after = text.plain[match.end() : min(clause.end, match.end() + _NEAR)]
        if _OTHER.search(before) or _OTHER.search(after[:40]):
            continue
        if _OF_INTERNSHIP.search(before) or _OF_INTERNSHIP.search(after):
            season: Any = (match[1] or match[4]).replace("autumn", "fall")
            terms.setdefault(Term(season=season, year=int(match[2] or match[3])), Span(*match.span()))
    if not terms:
        return None
    spans = list(terms.values())
    return Fact(tuple(terms), Span(spans[0].start, spans[-1].end))
