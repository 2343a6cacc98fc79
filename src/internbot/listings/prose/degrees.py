"""Degree levels that a posting asks for or accepts."""

from __future__ import annotations

import re

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.listings.record import DegreeLevel
from internbot.sources.documents import Span

_STUDY = r"(?:degrees?|students?|candidates?|programs?|programmes?|level|diploma)"
_LEVELS: tuple[tuple[DegreeLevel, re.Pattern[str]], ...] = (
    (
        "high_school",
        re.compile(r"\bhigh[- ]school (?:diploma|students?|seniors?|graduates?|degree)\b|\bged\b"),
    ),
    ("associate", re.compile(r"\bassociate(?:'?s)?(?:'s)? degree\b|\bassociate's\b(?=\s*(?:,|or|/))")),
    (
        "bachelor",
        re.compile(
            rf"\bbachelor(?:'?s?'?|s')\b|\bundergrad(?:uate)?s?(?: or graduate)? {_STUDY}\b|\bb\.?sc\.?\b|\bb\.?tech\b"
            r"|\bb\.s\.(?=\W)|\bb[as]/b[as]\b|\bb[as](?:/ms)?(?: degree|,? or m[as]\b|,? or (?:higher|equivalent)"
            r"|/m[as]\b| in \w)"
        ),
    ),
    (
        "master",
        re.compile(
            rf"\bmaster's\b|\bmasters\b(?=\s*(?:{_STUDY}|or\b|in\b|and\b|/|,))|\bmaster {_STUDY}\b"
            r"|\bmaster of (?:science|arts|engineering|business|computer)\b|\bm\.?sc\.?\b|\bm\.?tech\b|\bm\.s\.(?=\W)"
            r"|(?<=\bbs/)ms\b|\bms(?: degree|,? or ph\.?d|/ph\.?d"
            r"| in (?:computer|data|electrical|engineering|statistics)| students)"
        ),
    ),
    ("mba", re.compile(r"\bmbas?\b")),
    ("phd", re.compile(rf"\bph\.?\s?d\b\.?s?|\bdoctorate\b|\bdoctoral {_STUDY}\b")),
)
# In a title, "Undergrad" and "Masters" stand alone.
_TITLE_LEVELS: tuple[tuple[DegreeLevel, re.Pattern[str]], ...] = (
    ("bachelor", re.compile(r"\bundergrad(?:uate)?s?\b")),
    ("master", re.compile(r"\bmasters\b")),
)
_WORDS = (
    "degree", "bachelor", "master", "phd", "ph.d", "ph d", "doctora", "mba", "undergrad", "high school", " ged",
    "b.s", "m.s", "bs/", "ba/", "bs in", "ms in", "bs or", "ms or", "bs degree", "ms degree",
    "ms students", "bsc", "msc", "b.tech", "btech",
)  # fmt: skip
_WELCOME = re.compile(
    r"\b(?:prefer(?:red|ably|s)?|nice to have|a plus|bonus|ideally|desired|desirable|advantage)\b"
)
# Degrees of colleagues, past and future holders, offers: nothing that is asked of who applies.
_OTHER = re.compile(
    r"\b(?:tuition|reimburse\w*|our (?:team|scientists|mentors|people|staff)|mentor(?:s|ing)?|alongside|work with"
    r"|collaborat\w*|supervis\w*|scholarship|(?:he|she|they) (?:holds?|earned|received|has|have|went)|not require[ds]?"
    r"|no degree|regardless|invented|professors?|faculty|intern(?:s|ship)? (?:classes|cohorts?)|hire[sd]?"
    r"|to a bachelor's degree based on)\b"
)
_ASKED = re.compile(
    r"\b(?:degree|pursuing|enrolled|working to\w*|completed|completion|complet\w+|students?|required?|requires"
    r"|candidates?"
    r"|equivalent|or|minimum|must|in (?:computer|data|electrical|mechanical|mathematic|statistic|engineering|a related"
    r"|business|economics|finance|physics|science|any|the|information|machine)\w*|graduat\w+|education|currently|ba|bs"
    r"|diploma|holders?)\b|/"
)
_FARTHEST = 200  # characters between two degrees that are still said together, and quoted as one


def degrees_in_title(title: str) -> Fact[tuple[DegreeLevel, ...]] | None:
    """The levels that a title names ("Research Intern (PhD)", "Analyst Intern - BS/MS"), which it thereby asks for."""
    plain = Clauses.of(title).plain
    patterns = (*_LEVELS, *_TITLE_LEVELS)
    found = sorted((match.span(), level) for level, pattern in patterns for match in pattern.finditer(plain))
    if not found:
        return None
    named = {level for _, level in found}
    levels = tuple(level for level, _ in _LEVELS if level in named)
    return Fact(levels, Span(min(span[0] for span, _ in found), max(span[1] for span, _ in found)))


def read_degrees(text: Clauses) -> Fact[tuple[DegreeLevel, ...]] | None:
    """The levels that the first clauses ask for or accept; what is only welcome is left out.

    Degrees that follow much later are as a rule those that are welcome, in texts that do not say so.
    """
    if not text.has(*_WORDS):
        return None
    mentions: list[tuple[int, int, DegreeLevel]] = []
    for clause in text.holding(*_WORDS):
        if text.is_wished(clause.start) or not _is_about_applicants(text.plain, clause):
            continue
        for level, pattern in _LEVELS:
            mentions += [
                (m.start(), m.end(), level) for m in pattern.finditer(text.plain, clause.start, clause.end)
            ]
    if not mentions:
        return None
    mentions.sort()
    near = mentions[:1]
    for mention in mentions[1:]:
        if mention[0] - near[-1][1] > _FARTHEST:
            break
        near.append(mention)
    levels = {level for _, _, level in near}
    ordered = tuple(level for level, _ in _LEVELS if level in levels)
    return Fact(ordered, Span(near[0][0], max(end for _, end, _ in near)))


def _is_about_applicants(plain: str, clause: Span) -> bool:
    if _WELCOME.search(plain, clause.start, clause.end) or _OTHER.search(plain, clause.start, clause.end):
        return False
    short = clause.end - clause.start < 60
    return short or _ASKED.search(plain, clause.start, clause.end) is not None
