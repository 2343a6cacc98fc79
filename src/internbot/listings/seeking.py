"""Forms of questions that seek postings without a noun for them: "what have you got in Oslo?", "who wants Java?"."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAD = (
    r"^\W*(?:(?:so|and|ok|okay|please|also|well|now|then|hi|hello|hey|just|but|like|tell\ me|show\ me|maybe"
    r"|(?:for|with)\ (?:this|that))\b[ ,]*)*"
)
_ONE = r"(?:anything|something|any|some|ones?|nothing|everything|stuff)\b"
_POSTS = r"(?:jobs?|roles?|positions?|postings?|listings?|openings?|ads?|internships?|vacanc(?:y|ies))\b"
_THEM = rf"(?:of\ )?(?:(?:these|those|them|your|the|all)\ ?)+(?:{_POSTS}|ones?\b)?"
_FORMS = rf"""(?:
    what(?:\ (?:else|all))?\ (?:have\ you\ got|do\ you\ (?:have|list|know\ of)
      |(?:is|are)\ (?:there|available|open|on\ offer)|would\ (?:fit|suit)|fits?\b|suits?\b
      |(?:can|could|should|may)\ i\ (?:still\ )?(?:apply|go)\ (?:to|for)\b)
  | what'?s\ (?:else\ )?(?:there|available|open|on\ offer|left|out\ there)\b
  | (?:is|are)\ there\ (?:(?:still|also|maybe|perhaps|at\ least|currently)\ )?{_ONE}
  | (?:do\ you\ (?:also\ |still\ )?have|have\ you\ got|do\ you\ know\ of|you\ got|got)\ (?:also\ )?{_ONE}
  | (?:anything|something)\b
  | which\ (?:(?:other\ )?ones?\b|of\ (?:them|these|those)\b
      |(?:is|are|would|could|can|let|allow|want|need|ask|pay|fit|suit|take|use)s?\b)
  | which\ (?:teams?|groups?|companies|employers?|firms?)
      \ (?:are|is|do|does|want|need|have|has|hire|recruit|look|use)\b
  | (?:is|are|does|do)\ (?:anyone|anybody|somebody|someone)\ (?:there\ )?
      (?:look(?:ing)?\ for|hir(?:ing|e)|recruit(?:ing)?|want|need|searching\ for|seeking|after|asking\ for)\b
  | who\ (?:wants|needs|hires|is\ (?:looking\ for|hiring|recruiting)|looks\ for|would\ (?:take|hire)|takes)\b
  | where\ (?:is|are)\ (?:that|this|it|they|those)\ (?:wanted|needed|useful|used|asked\ for|required)\b
  | where\ (?:can|could|do|should)\ i\ (?:apply|work|go|use)\ (?:with|using)\ (?:that|this|it)\b
  | how\ many\ (?:are\ there|{_THEM}|(?:would|will|could)\ (?:take|accept|want|hire)|do\ you\ have
      |have\ (?:it|that|this|you\ got))
  | (?:can|could|may)\ i\ (?:do|apply\ (?:to|for)|get|take|have)\ (?:any|some|one)\ {_THEM}
  | (?:do|does|is|are|can|would)\ (?:any|some|one)\ {_THEM}
)"""  # fmt: skip
_TO_DO = re.compile(
    r"\bthere to (?:see|do|eat|visit|know|learn|consider|say|watch)\b"
    r"|\b(?:i|we) (?:should|must|can|could) (?!do\b|apply\b|get\b)"
)


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    return re.compile(_LEAD + _FORMS, re.VERBOSE)


def seeks(clause: str) -> bool:
    """Whether a clause in small letters has such a form; what it seeks is for its conditions to tell."""
    return _forms().match(clause) is not None and not asks_what_to_do(clause)


def asks_what_to_do(clause: str) -> bool:
    """Whether a clause asks what the asker is to do, and for no posting: "is there anything I should bring?"."""
    return _TO_DO.search(clause) is not None


def whole(clause: str) -> bool:
    """Whether a clause holds nothing besides such a form and words that point back: "what's available there?"."""
    match = _forms().match(clause)
    return match is not None and _BACK.fullmatch(clause[match.end() :]) is not None


_BACK = re.compile(
    r"(?:\W|\b(?:in|at|for|with|of|near|to|on|by|that|this|those|these|two|both|there|here|it|them|me|us|my"
    r"|her|him|city|cities"
    r"|place|places|area|state|country|region|around|located|one|ones|apply|are|is|be|do|now|currently"
    r"|today|else|right|then"
    r"|would|could|might|want|wanted|fit|suit|take|have|too|as|well)\b)*"
)
