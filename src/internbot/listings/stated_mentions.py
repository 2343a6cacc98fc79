"""What a question wants records to say, or to leave out: "which of them state the pay?", "without a deadline"."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from internbot.listings.filters import StatedField
from internbot.listings.record import Remote, Sponsorship
from internbot.listings.scans import Scan

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
_DATED = frozenset({"deadline", "posted", "term"})
"""Fields that postings may be said to have: "with a deadline"; with a degree are those who apply."""
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
_POSTS = (
    r"(?:them|these|those|ones?|postings?|jobs?|roles?|listings?|openings?|positions?|internships?|vacanc(?:y|ies)|ads?"
    r"|adverts?|offers?|records?)"
)
_WHICH = (
    rf"\b(?:which|that|who|many|any|some|all|half|none|and|or|but|{_POSTS})"
    rf"(?:\s+of\s+(?:(?:them|these|those|the|your|all)\b\s*)+(?:{_POSTS}\b)?)?"
    r"\s+(?:(?:actually|also|even|really|explicitly|seems? to|happen to|at least)\s+)*"
)
_NOT = r"(?:(?:do|does|did)(?:\s+not|n't|nt)|never|fails? to|forgets? to)\s+(?:even\s+)?"
_NOTHING = r"(?:nothing|not a word|no word)(?:\s+(?:at all|whatsoever))?"
_CUES: tuple[tuple[bool, str], ...] = (
    (False, rf"{_WHICH}(?P<cue>{_NOT}{_SAY})"),
    (False, rf"{_WHICH}(?P<cue>{_SAY}\s+{_NOTHING}|(?:are|is|keep|stay|remain)s?\s+silent)"),
    (False, rf"{_WHICH}(?P<cue>{_SAY}\s+no)\b"),
    (False, rf"{_WHICH}(?P<cue>(?:lack|omit|leave out|leaves out)s?\b)"),
    (
        False,
        rf"{_WHICH}(?P<cue>(?:leav|keep)(?:e|es|s|ing)?\b)(?=.*\b(?P<gone>out|open|blank|unsaid|unstated)\b)",
    ),
    (True, rf"{_WHICH}(?P<cue>(?:do |does )?{_SAY})"),
    (False, rf"{_WHICH}(?P<cue>{_NOT}{_ASK}|{_ASK}\s+no\b)(?P<degree>)"),
    (True, rf"{_WHICH}(?P<cue>{_ASK})(?P<degree>)"),
    (False, r"(?P<cue>(?:without|with no|(?:that |which )?(?:have|has|having) no)\b)(?P<had>)"),
    (True, r"(?P<cue>(?:with|(?:that |which )?(?:have|has|having))\b)(?P<had>)"),
)
"""Whether something is to be stated, and the words before what it is.

`degree`: only a degree is asked for like that; who asks for no experience, asks for none. `had`: of `_DATED` only,
unless the words say that it is stated.
"""
_BETWEEN = re.compile(
    r"(?:\s+(?:you|me|us|out|openly|at all|so much as|a (?:word|thing)|something|anything|information|info|details"
    r"|mention|about|on|of|for|as to|regarding|concerning|an?|any|the|their|its|your|both|either|required"
    r"|needed|minimum|exact|stated|given|known|date(?: on (?:them|it))?(?=\s+(?:for\s+)?when))(?!\w))*\s+"
)
_AND = re.compile(r"\s*(?:,|,?\s+(?:and|or|nor))(?=\s)")
_GONE = re.compile(r"\s+(?:out|open|blank|unsaid|unstated)\b")
_KNOWN = re.compile(
    r"\s+(?:(?:that |which )?(?:is |are )?(?:stated|given|listed|named|mentioned|known|specified|published)"
    r"|(?:written )?on (?:them|it))\b"
)
_TOLD = re.compile(r"\b(?:stated|given|known)\b")
_BEHIND = re.compile(r"\s+(?:at all|anywhere)\b")
_WHAT_IS_SAID = re.compile(r"\b(?:what|how|where)(?: (?:else|exactly|much))? (?:do|does|did)\b[^,;?.]*$")
_UNDATED = re.compile(r"\b(?:undated|rolling)\b")


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple((stated, re.compile(pattern)) for stated, pattern in _CUES)


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
    for stated, cue in _cues():
        for match in list(scan.find(cue)):
            if not _WHAT_IS_SAID.search(scan.flat[: match.start("cue")]):
                _take(scan, match, stated=stated)
    if scan.take_all(_UNDATED, "not_stated"):
        scan.met.setdefault("not_stated", []).append("deadline")


def _take(scan: Scan, match: re.Match[str], *, stated: bool) -> None:
    """Note the fields that follow a cue, joined by "and" or "or"."""
    kind = match.groupdict()
    start, end = match.span("cue")
    while (between := _BETWEEN.match(scan.flat, end)) is not None:
        found = _field_at(scan.flat, between.end(), stated=stated, had="had" in kind)
        if found is None:
            return
        condition, values, end = found
        told = _KNOWN.match(scan.flat, end) or _TOLD.search(between.group())
        if ("had" in kind and not told and not _DATED.intersection(values)) or (
            "degree" in kind and values != ("degree",)
        ):
            return
        for after in (_KNOWN, _BEHIND, *((_GONE,) if "gone" in kind else ())):
            if follows := after.match(scan.flat, end):
                end = follows.end()
        scan.met.setdefault(condition, []).extend(values)
        scan.take(start, end, condition)
        start = end
        joined = _AND.match(scan.flat, end)
        if joined is None:
            return
        end = joined.end()


def _field_at(flat: str, at: int, *, stated: bool, had: bool) -> tuple[str, tuple[str, ...], int] | None:
    """The condition on the field that is named at a place of the text, its values, and where the name ends."""
    for condition, values, asked, denied in () if had else _choices():
        if whole := (asked if stated else denied).match(flat, at):
            return condition, values if stated else ("unknown",), whole.end()
    condition = "stated" if stated else "not_stated"
    ends = [(match.end(), name) for name, pattern in _fields() if (match := pattern.match(flat, at))]
    if ends:
        end, name = max(ends)
        return condition, (name,), end
    if had:
        date = _DATE.match(flat, at)
        return (condition, ("deadline",), date.end()) if date else None
    number = _NUMBER.match(flat, at)
    if number is None:
        return None
    # "Of those that give a number, which wants the fewest years?"
    about = re.search(r"\byears?\b|\bexperience\b", flat), re.search(r"\bpay|\bsalar|\bwage|\bearn", flat)
    if (about[0] is None) == (about[1] is None):
        return None
    return condition, ("experience" if about[0] else "pay",), number.end()
