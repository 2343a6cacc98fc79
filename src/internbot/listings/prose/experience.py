"""Years of experience that a posting asks for."""

from __future__ import annotations

import re
from itertools import pairwise

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.sources.documents import Span

_WORDS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_YEARS = re.compile(
    r"(?<![\d.,$€£/-])(?:(\d{1,2}(?:\.5)?)|(one|two|three|four|five|six|seven|eight|nine|ten))"
    r"\s*(?:\(\d{1,2}\)\s*)?(\+|plus|or more)?\s*(?:(?:-|to)\s*\d{1,2}\s*\+?\s*)?(?:or more\s+|or greater\s+|full\s+)?"
    r"(?:years?|yrs?)\b'?(\s*\+|\s+or more)?"
)
_AFTER = re.compile(
    r"^[^.!?]{0,110}?\b(?:experiences?|background|expertise)\b|^\s+(?:in|of|as)\s+an?\s+\w+\s+role"
)
_BEFORE = re.compile(
    r"\bexperience\s*(?:required|level|\((?:years|required)\))?\s*[:=-]?\s*(?:of\s+)?(?:at least\s+)?$"
)
_ASKED = re.compile(
    r"(?:minimum(?: of)?|at least|least|requires?|required|requiring|must have|should have|need|needs|have|having|with"
    r"|possess|you(?:'ve| have)?|bring|and|or|plus|including|:|\(|,)\s*(?:an?\s+)?(?:\w+\s+){0,2}$"
)
# Years of somebody else, or of something else.
_OTHER = re.compile(
    r"\b(?:we|we've|we're|our|us|company|firm|founded|history|clients?|customers?|team (?:has|with|of)|leaders? with"
    r"|mentors? with|years? old|(?:over|in|for|during) the (?:past|last|next)|every|each|per)\b[^.]{0,60}$"
)
_AT_MOST = re.compile(
    r"\b(?:up to|less than|fewer than|no more than|at most|maximum(?: of)?|under|within)\s*$"
)
_NOT_ASKED = re.compile(
    r"^\s*(?:of age|old|for every|program|degree|contract|plan|period|commitment|from|after|ago|per)\b"
)
_WELCOME = re.compile(
    r"\b(?:prefer(?:red|ably|s|ence)?|nice to have|a plus|bonus|ideally|desired|desirable|advantage)\b"
)
_NONE_ASKED = re.compile(
    r"\bno (?:prior |previous |professional |work )*experience (?:is |are )?(?:required|necessary|needed)\b"
)
_DEGREE = re.compile(
    r"\b(?:degree|bachelor|master'?s|ph\.?\s?d|doctora|mba|b\.?s\.?c?\b|m\.?s\.?c?\b|diploma|equivalent)"
)
_ALTERNATIVE = re.compile(r"[,;]\s*or\b|\bor\b(?=[^,;]{0,60}\d+\s*\+?\s*years?)|\s/\s|\bor\s*$")
_DEGREE_LAST = re.compile(r"(?:bachelor'?s?'?|master'?s?|ph\.?\s?d\.?|doctorate|mba|degree)\s*$")
_DEGREE_NEXT = re.compile(r"\s*(?:an?\s+)?(?:bachelor|master|ph\.?\s?d|doctora|mba)")
# "Mathematics, or a related field" is one alternative as well.
_SAME_DEGREE = re.compile(
    r"\s*(?:in\s+)?(?:an?|any|other|another)?\s*(?:\w+\s+){0,2}(?:fields?|disciplines?|areas?|subjects?|majors?|stem)\b"
)
_NEAR = 160  # characters before and after a number that are read
_LONGEST = 4_000  # characters: what is longer is no clause
_MOST = 40  # years: more is no requirement


def read_experience(text: Clauses) -> Fact[float] | None:
    """The least years that are asked of everyone.

    Where each alternative of a degree asks for its own number, the least counts; where one of them asks for none
    ("PhD, or Master's and 4 years"), that clause asks no number of everyone and is passed over. Of several
    requirements the first counts, which is the general one by custom; the highest does where the text tells
    required qualifications from preferred ones.
    """
    found = []
    for clause in text.holding("years", "yrs", "year "):
        if text.is_wished(clause.start) or _WELCOME.search(text.plain, clause.start, clause.end):
            continue
        if fact := _of_clause(text, clause):
            found.append(fact)
    if found:
        found.sort(key=lambda fact: fact.span.start)
        return max(found, key=lambda fact: fact.value) if text.wishes else found[0]
    if "experience" in text.plain and (match := _NONE_ASKED.search(text.plain)):
        return Fact(0.0, Span(match.start(), match.end()))
    return None


def _of_clause(text: Clauses, clause: Span) -> Fact[float] | None:
    plain = text.plain
    if clause.end - clause.start > _LONGEST:
        return None
    asked = [
        match
        for match in _YEARS.finditer(plain, clause.start, clause.end)
        if _is_asked(
            plain[max(clause.start, match.start() - _NEAR) : match.start()],
            match,
            plain[match.end() : min(clause.end, match.end() + _NEAR)],
        )
    ]
    if not asked:
        return None
    first, last = asked[0].start(), asked[-1].end()
    if _DEGREE.search(plain, clause.start, clause.end):
        return _of_alternatives(plain, clause, asked)
    least = min(asked, key=_number)
    if len(asked) > 1 and not re.search(r"\bor\b", plain[first:last]):
        least = asked[0]
    return Fact(_number(least), _words(plain, least, clause))


def _of_alternatives(plain: str, clause: Span, asked: list[re.Match[str]]) -> Fact[float] | None:
    """Degrees with their years, cut at each "or": an alternative that is a degree alone asks for none."""
    joints = [
        match.end()
        for match in _ALTERNATIVE.finditer(plain, clause.start, clause.end)
        # "Master's or PhD and 3 years" is one alternative: both degrees share what follows.
        if not _SAME_DEGREE.match(plain, match.end())
        and (
            match[0][0] in ",;"
            or not _DEGREE_LAST.search(plain, clause.start, match.start())
            or not _DEGREE_NEXT.match(plain, match.end())
        )
    ]
    cuts = [clause.start, *joints, clause.end]
    least: re.Match[str] | None = None
    for start, end in pairwise(cuts):
        inside = [match for match in asked if start <= match.start() < end]
        words = plain[start:end]
        if inside and (least is None or _number(inside[0]) < _number(least)):
            least = inside[0]
        elif not inside and _DEGREE.search(words) and "equivalent" not in words[:24]:
            return None
    return Fact(_number(least), _words(plain, least, clause)) if least else None


def _is_asked(before: str, match: re.Match[str], after: str) -> bool:
    if _number(match) > _MOST or _NOT_ASKED.match(after) or _AT_MOST.search(before) or _OTHER.search(before):
        return False
    if not (_AFTER.match(after) or _BEFORE.search(before)):
        return False
    begins = not before.strip(" \t-*·•(:#")
    return bool(begins or match[3] or match[4] or _ASKED.search(before) or _BEFORE.search(before))


def _number(match: re.Match[str]) -> float:
    return float(match[1]) if match[1] else float(_WORDS[match[2]])


def _words(plain: str, match: re.Match[str], clause: Span) -> Span:
    """The words from the number to "experience", or the whole of what is around it where that is short."""
    after = _AFTER.match(plain[match.end() : clause.end])
    if after:
        return Span(match.start(), match.end() + after.end())
    before = _BEFORE.search(plain, clause.start, match.start())
    return Span(before.start() if before else match.start(), match.end())
