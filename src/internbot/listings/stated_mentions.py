"""What a question wants records to say, or to leave out: "which of them state the pay?", "without a deadline"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from internbot.listings.filters import StatedField
from internbot.listings.posting_nouns import INTERNSHIP, JOB
from internbot.listings.record import Remote, Sponsorship
from internbot.listings.scans import Scan


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words before what is to be stated, or to be left out.

    Attributes:
        words: as a pattern, whose group `cue` is what is read of them.
        only: fields that may follow; all, where it is empty.
    """

    words: str
    stated: bool
    only: frozenset[str] = frozenset()

    def find(self, scan: Scan) -> list[re.Match[str]]:
        """Where the words stand, unread."""
        return list(scan.find(_compiled(self.words)))


@lru_cache(maxsize=16)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)


_ONE = r"(?:you|i|one|we|they|it|people|someone|applicants?|candidates?|interns?)"
_NEED = rf"(?: (?:that )?(?:(?:is|are) )?(?:needed|required|wanted|expected|asked for|{_ONE} needs?))?"
_POSTED = r"(?:posted|published|listed|advertised|added|put (?:up|online|out)|uploaded)"
_ONLY = r"(?!\s+(?:above|over|under|below|between|of|from|at least|at most|more|less|up to|by|before|after|in|\W*\d))"
"""Behind a field whose value is not told: "with a salary above 30 USD per hour" names it."""
_FIELDS: MappingProxyType[StatedField, tuple[str, ...]] = MappingProxyType(
    {
        "experience": (
            r"(?:(?:number|amount) of )?(?:years?(?: of)? |work |prior |previous |professional )*"
            rf"experience{_NEED}{_ONLY}",
            rf"how (?:much|many years of) (?:\w+ )?experience(?: {_ONE} (?:needs?|(?:must|should) have))?{_NEED}",
            rf"how (?:long|many years) {_ONE} (?:must |should |have to |need to )?(?:have )?worked(?: before)?",
            rf"(?:number of )?years{_ONLY}",
        ),
        "degree": (
            r"(?:(?:what|which|whether|if) )?(?:an? )?(?:(?:academic|university|college) )?"
            rf"(?:degrees?|diplomas?|education)(?: level)?{_NEED}(?!\s+in\b)",
        ),
        "pay": (
            r"(?:what (?:the )?)?(?:pay|salar(?:y|ies)|wages?|stipends?|compensation|hourly rates?)"
            rf"(?: (?:range|band|information|info|details?|figure)s?)?(?: is| are|'s)?{_ONLY}",
            rf"(?:what|how much)(?: money)? {_ONE}(?:'d|'ll| would| will| can)? (?:pay|earn|make|get)s?(?: paid)?",
        ),
        "posted": (
            rf"when (?:they|it|the \w+) (?:was|were|is|are|went|had been|ha(?:s|ve) been|got) (?:{_POSTED}|online|up)",
            r"(?:posting|posted|publication|publishing|listing) (?:dates?|days?)",
            r"(?:dates?|days?) of (?:posting|publication)",
            r"how old (?:they|it) (?:are|is)",
        ),
        "deadline": (
            rf"(?:(?:application|closing) )?deadlines?{_ONLY}|(?:closing|end|due|expiry) (?:dates?|days?){_ONLY}",
            r"(?:until|by) when (?:to apply|(?:you|i|one) (?:can|must|have to|has to) apply)",
            r"when (?:they|it) (?:close|end|expire)s?",
        ),
        "skill": (rf"skills?{_NEED}(?!\s+(?:in|with|like|such)\b)",),
        "term": (
            r"terms?|semesters?|seasons?|start(?:ing)? dates?",
            rf"when {_ONE} (?:would |will |should )?(?:start|begin)s?",
        ),
        "company": (
            r"(?:company|employer)(?: names?)?",
            r"(?:which|what) (?:company|employer) (?:it is|they are)",
        ),
    }
)
_DATE = re.compile(r"dates?(?!\w|\s+(?:of|for|on)\b)")
_NUMBER = re.compile(r"(?:numbers?|figures?|amounts?)(?!\w|\s+of\b)")
_DATED: frozenset[str] = frozenset({"deadline", "posted", "term"})
"""Fields that postings may be said to have: "with a deadline"; with a degree are those who apply."""
_WANTED: frozenset[str] = frozenset({"degree"})
"""Fields that are stated by asking for them; who asks for no experience, asks for none."""
_REMOTE = (
    r"remote(?:ly)?(?: work)?(?: or (?:not|on-?site|in[- ](?:person|office)|at the office))?"
    r"|(?:working |work )?from home"
)
_WHETHER = (
    rf"(?:whether|if) (?:it is|it's|they are|they're|{_ONE} (?:can|may|could|must)|the \w+ (?:is|are))"
    rf"(?: work(?:ing)?)? (?:{_REMOTE})"
)
_VISAS = (
    r"(?:whether|if) (?:(?:they|it|the company)(?: will| would| can)? sponsors?(?: (?:a |work )?visas?)?"
    r"|(?:visa )?sponsorship is \w+|visas are sponsored)"
)
_SAY = (
    r"(?:(?:stat|giv|nam|disclos|indicat|not|provid|writ|includ|quot)(?:e|es|ing)"
    r"|(?:say|mention|tell|show|reveal|print|list|put)s?|specif(?:y|ies)|publish(?:es)?|(?:say|mention|show|list)ing)\b"
)
_ASK = r"(?:require|need|want|demand|expect|ask for)s?\b"
_POSTS = rf"(?:them|these|those|ones?|{JOB}|{INTERNSHIP}|offers?|records?)"
_WHICH = (
    rf"\b(?:which|that|who|many|any|some|all|half|none|and|or|but|{_POSTS})"
    rf"(?:\s+of\s+(?:(?:them|these|those|the|your|all)\b\s*)+(?:{_POSTS}\b)?)?"
    r"\s+(?:(?:actually|also|even|really|explicitly|seems? to|happen to|at least)\s+)*"
)
_NOT = r"(?:(?:do|does|did)(?:\s+not|n't|nt)|never|fails? to|forgets? to)\s+(?:even\s+)?"
_OUT = r"(?:out|open|blank|unsaid|unstated)"
_NOTHING = r"(?:nothing|not a word|no word)(?:\s+(?:at all|whatsoever))?"
_CUES = (
    _Cue(rf"{_WHICH}(?P<cue>{_NOT}{_SAY})", stated=False),
    _Cue(rf"{_WHICH}(?P<cue>{_SAY}\s+{_NOTHING}|(?:are|is|keep|stay|remain)s?\s+silent)", stated=False),
    _Cue(rf"{_WHICH}(?P<cue>{_SAY}\s+no)\b", stated=False),
    _Cue(rf"{_WHICH}(?P<cue>(?:lack|omit|leave out|leaves out)s?\b)", stated=False),
    _Cue(rf"{_WHICH}(?P<cue>(?:leav|keep)(?:e|es|s|ing)?\b)(?=.*\b{_OUT}\b)", stated=False),
    _Cue(rf"{_WHICH}(?P<cue>(?:do |does )?{_SAY})", stated=True),
    _Cue(rf"{_WHICH}(?P<cue>{_NOT}{_ASK}|{_ASK}\s+no\b)", stated=False, only=_WANTED),
    _Cue(rf"{_WHICH}(?P<cue>{_ASK})", stated=True, only=_WANTED),
    _Cue(
        r"(?P<cue>(?:without|with no|(?:that |which )?(?:have|has|having) no)\b)", stated=False, only=_DATED
    ),
    _Cue(r"(?P<cue>(?:with|(?:that |which )?(?:have|has|having))\b)", stated=True, only=_DATED),
)
_BETWEEN = re.compile(
    r"(?:\s+(?:you|me|us|out|openly|at all|so much as|a (?:word|thing)|something|anything|information|info|details"
    r"|mention|about|on|of|for|as to|regarding|concerning|an?|any|the|their|its|your|both|either|required"
    r"|needed|minimum|exact|stated|given|known|date(?: on (?:them|it))?(?=\s+(?:for\s+)?when))(?!\w))*\s+"
)
_AND = re.compile(r"\s*(?:,|,?\s+(?:and|or|nor))(?=\s)")
_KNOWN = re.compile(
    r"\s+(?:(?:that |which )?(?:is |are )?(?:stated|given|listed|named|mentioned|known|specified|published)"
    r"|(?:written )?on (?:them|it))\b"
)
_TOLD = re.compile(r"\b(?:stated|given|known)\b")
_BEHIND = re.compile(rf"\s+(?:at all|anywhere|{_OUT})\b")
_WHAT_IS_SAID = re.compile(r"\b(?:what|how|where)(?: (?:else|exactly|much))? (?:do|does|did)\b[^,;?.]*$")
_UNDATED = re.compile(r"\b(?:undated|rolling)\b")
_OF_YEARS = re.compile(r"\b(?:years?|experience)\b")
_OF_PAY = re.compile(r"\b(?:pay|salar|wage|earn)")


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[StatedField, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?:{'|'.join(forms)})(?!\w)")) for name, forms in _FIELDS.items())


@lru_cache(maxsize=1)
def _choices() -> tuple[tuple[str, tuple[Remote | Sponsorship, ...], re.Pattern[str], re.Pattern[str]], ...]:
    """Fields of which unknown is a value: the values that say something, and the words for it, asked for and denied."""
    remote = re.compile(_WHETHER), re.compile(rf"(?:{_WHETHER}|{_REMOTE})(?!\w)")
    visas = re.compile(_VISAS), re.compile(rf"(?:{_VISAS}|(?:visa )?sponsor\w*|visas?)(?!\w)")
    return ("remote", ("yes", "no", "hybrid"), *remote), (
        "sponsorship",
        ("yes", "no", "citizens_only"),
        *visas,
    )


def take_stated(scan: Scan) -> None:
    """Note what records are to state or to leave out.

    Sponsorship and remote work that are left out are noted as unknown, which is one of their values.
    """
    for cue in _CUES:
        for match in cue.find(scan):
            if not _WHAT_IS_SAID.search(scan.flat[: match.start("cue")]):
                _take(scan, cue, *match.span("cue"))
    if scan.take_all(_UNDATED, "not_stated"):
        scan.met.setdefault("not_stated", []).append("deadline")


def _take(scan: Scan, cue: _Cue, start: int, end: int) -> None:
    """Note the fields that follow a cue, joined by "and" or "or"."""
    while (between := _BETWEEN.match(scan.flat, end)) is not None:
        found = _field_at(scan.flat, between.end(), cue)
        if found is None:
            return
        condition, values, end = found
        told = cue.only is _DATED and (_KNOWN.match(scan.flat, end) or _TOLD.search(between.group()))
        if cue.only and not told and cue.only.isdisjoint(values):
            return
        for after in (_KNOWN, _BEHIND):
            if follows := after.match(scan.flat, end):
                end = follows.end()
        scan.met.setdefault(condition, []).extend(values)
        scan.take(start, end, condition)
        start = end
        joined = _AND.match(scan.flat, end)
        if joined is None:
            return
        end = joined.end()


def _field_at(flat: str, at: int, cue: _Cue) -> tuple[str, tuple[str, ...], int] | None:
    """The condition on the field that is named at a place of the text, its values, and where the name ends."""
    for condition, values, asked, denied in () if cue.only else _choices():
        if whole := (asked if cue.stated else denied).match(flat, at):
            return condition, values if cue.stated else ("unknown",), whole.end()
    condition = "stated" if cue.stated else "not_stated"
    ends = [(match.end(), name) for name, pattern in _fields() if (match := pattern.match(flat, at))]
    if ends:
        end, name = max(ends)
        return condition, (name,), end
    if cue.only:
        date = _DATE.match(flat, at)
        return (condition, ("deadline",), date.end()) if date else None
    # "Of those that give a number, which wants the fewest years?"
    number, of_years, of_pay = _NUMBER.match(flat, at), _OF_YEARS.search(flat), _OF_PAY.search(flat)
    if number is None or (of_years is None) == (of_pay is None):
        return None
    return condition, ("experience" if of_years else "pay",), number.end()
