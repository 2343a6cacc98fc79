"""The last day to apply, where a posting writes it with its year."""

from __future__ import annotations

import re
from datetime import date

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.sources.dates import read_date
from internbot.sources.documents import Span

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = (
    rf"(?:20\d\d-\d{{1,2}}-\d{{1,2}}|{_MONTH}\s+{_DAY}(?:,|\s)\s*20\d\d|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+20\d\d"
    r"|\d{1,2}/\d{1,2}/20\d\d)(?!\d)"
)
_LAST_DAY = re.compile(
    r"\b(?:(?:application\s+)?deadline(?:\s+(?:to apply|for (?:all )?applications?|to submit))?"
    r"|applications?(?:\s+(?:window|period|process))?\s+(?:(?:is|are|will|be|must|should|expected|to|received|accepted"
    r"|submitted)\s+){0,5}(?:clos\w+|due|received|accepted|submitted|end\w*|until|by|through)"
    r"|apply\s+(?:by|before|no later than|until|on or before)|clos(?:ing|es?)\s+(?:date|on)|closing date"
    r"|last (?:day|date) (?:to apply|for applications?|of application)"
    r"|(?:accept\w*|open for) applications?\s+(?:until|through|till|to)"
    r"|(?:posting|position|role|job) (?:will )?(?:remains?|stays?|be|is) open (?:until|through)"
    r"|posting (?:end|close|expir)\w*(?: date)?)"
    rf"(?:(?!\bstart|\bbegin|\bgraduat|;)[^.\n]|\.(?=\S)){{0,45}}?({_WRITTEN})"
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(20\d\d)")
_WORDS = (
    "deadline",
    "appl",
    "closing date",
    "closes on",
    "close date",
    "open until",
    "open through",
    "posting end",
    "posting close",
    "posting expir",
)


def read_deadline(text: Clauses) -> Fact[date] | None:
    """The day; None where several different ones are named."""
    if "20" not in text.plain or not text.has(*_WORDS):
        return None
    found: dict[date, Span] = {}
    for match in _LAST_DAY.finditer(text.plain):
        if day := _day(match[1]):
            found.setdefault(day, Span(match.start(), match.end()))
    return Fact(*found.popitem()) if len(found) == 1 else None


def _day(written: str) -> date | None:
    slashed = _SLASHED.fullmatch(written)
    if slashed is None:
        cleaned = re.sub(r"\s+of\s+|(?<=[a-z])\.", " ", written).replace(",", ", ")
        return read_date(cleaned) or read_date(cleaned.replace(",", ""))
    first, second, year = (int(part) for part in slashed.groups())
    # Which is the month is certain only where the other one cannot be.
    month, day = (second, first) if first > 12 else (first, second)
    if first <= 12 and second <= 12 and first != second:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
