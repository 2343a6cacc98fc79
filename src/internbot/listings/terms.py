"""Terms of internships in the words of titles and of fields: "Summer 2026", "2026 Fall/Winter"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from internbot.listings.record import Term
from internbot.sources.documents import Span

_SEASON = r"(?:winter|spring|summer|fall(?! protection| arrest| prevention)|autumn)"
_AND = r"\s*(?:/|,|&|\+|-|–|\band\b|\bor\b)\s*"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_YEARS = rf"{_YEAR}(?:\s*[-/–]\s*(?:20)?\d\d\b)?"
_ANY = re.compile(_SEASON, re.IGNORECASE)
_SEASON_YEAR = re.compile(
    rf"\b({_SEASON}(?:{_AND}{_SEASON})*)(?:\s+(?:of|term|session|semester|co-?op|intern(?:ship)?s?))?"
    rf"[\s,(:–-]*(?<!\d)({_YEARS})(?!\d)",
    re.IGNORECASE,
)
_YEAR_SEASON = re.compile(
    rf"(?<![\d'’])({_YEARS})[\s,:–-]*\b({_SEASON}(?:{_AND}{_SEASON})*)\b", re.IGNORECASE
)
_BARE = re.compile(rf"\b({_SEASON}(?:{_AND}{_SEASON})*)\b", re.IGNORECASE)
_BARE_INTERN = re.compile(
    rf"\b({_SEASON}(?:{_AND}{_SEASON})*)\s+(?:\w+\s+){{0,3}}?(?:intern(?:ship)?s?|co-?ops?)\b", re.IGNORECASE
)
# "Engineer Intern - Fall", "Co-op (Spring)", "Fall/Winter", "Summer Students", "Summer Analyst".
_BARE_TITLE = (
    _BARE_INTERN,
    re.compile(
        rf"[-–—,|(\[]\s*({_SEASON}(?:{_AND}{_SEASON})*)(?:\s+(?:term|semester))?\s*(?:[)\]]|$)", re.IGNORECASE
    ),
    re.compile(rf"\b({_SEASON}(?:{_AND}{_SEASON})+)\b", re.IGNORECASE),
    re.compile(
        r"\b(summer)\s+(?:\w+\s+){0,2}?(?:students?|analysts?|associates?|scholars?|fellows?(?:hip)?)\b",
        re.IGNORECASE,
    ),
)
_LONE_YEAR = re.compile(r"(?<![\d.,-])((?:19|20)\d\d)(?![\d.,-]?\d)")


class FoundTerms(NamedTuple):
    """Terms that a text names, and where the first to the last of them stand in it."""

    terms: tuple[Term, ...]
    span: Span | None


def read_terms(text: str, *, title: bool = False) -> FoundTerms:
    """The terms that `text` names, in order; none where it names none.

    Args:
        text: a field such as "Summer 2026", or a title.
        title: whether it is the title of an internship. In a title a season without a year counts only where nothing
            else can be meant ("Summer Intern", "Intern - Fall", never "Fall Protection Engineer" or "Spring
            Developer"); it takes the title's only year.
    """
    if _ANY.search(text) is None:
        return FoundTerms((), None)  # most titles
    found: list[tuple[Span, str, str]] = []
    for pattern, seasons_at, year_at in ((_SEASON_YEAR, 1, 2), (_YEAR_SEASON, 2, 1)):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if all(span.end <= other.start or other.end <= span.start for other, _, _ in found):
                found.append((span, match[seasons_at], match[year_at]))
    if not found:
        years = list(_LONE_YEAR.finditer(text)) if title else []
        year = years[0][1] if len({one[1] for one in years}) == 1 else ""
        for pattern in _BARE_TITLE if title else (_BARE,):
            for match in pattern.finditer(text):
                span = Span(*match.span(1))
                if all(span.end <= other.start or other.end <= span.start for other, _, _ in found):
                    found.append((span, match[1], year))
        if found and year:
            # The year that stands elsewhere in the title belongs to what is cited.
            found.append((Span(*years[0].span(1)), "", ""))
    terms: dict[Term, None] = {}
    for _, seasons, written in sorted(found, key=lambda one: one[0].start):
        for season in re.findall(_SEASON, seasons, re.IGNORECASE):
            terms[_term(season, written)] = None
    if not terms:
        return FoundTerms((), None)
    return FoundTerms(
        tuple(terms), Span(min(span.start for span, _, _ in found), max(span.end for span, _, _ in found))
    )


def _term(season: str, written: str) -> Term:
    name: Any = season.lower().replace("autumn", "fall")
    digits = re.findall(r"\d+", written)
    # Of "Winter 2025/26" the year is that of its January; other seasons begin in the first one.
    year = digits[-1] if name == "winter" and digits else digits[0] if digits else ""
    return Term(season=name, year=int(year) + (2000 if len(year) == 2 else 0) if year else None)
