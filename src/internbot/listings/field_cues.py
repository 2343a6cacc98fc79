"""Words by which a question asks what a record says in a field, and by which prose details it."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from internbot.listings.filters import RecordField

_I = r"(?:i|you|we|one|somebody|someone|an? (?:intern|person|student)|the (?:person|intern|hire)|they|it)"
_ONE_IS = r"(?:do|does|would|will|should|must|can|am|is|are|'ll|'d)"
_DEGREE = r"(?:degrees?|ph\.?\s?d|doctorate|master'?s?'?|bachelor'?s?'?|mba|diploma|undergrad(?:uate)?s?)\b"
_NEEDED = r"(?:need|have|having|hold|require|want|ask|enough|necessary|mandatory|must|expect|prefer)\w*"

_ASKED: tuple[tuple[RecordField, str], ...] = (
    (
        "experience_years",
        r"how (?:much|many years(?: of)?) experience|years of experience|what experience"
        r"|experience (?:level|requirement)s?"
        r"|\bhow many years\b(?! (?:ago|old|after|before))|\bexperienced\b"
        rf"|\b(?:any|prior|previous|some) (?:work |professional )?experience\b(?=.*\b{_NEEDED})"
        rf"|\b{_NEEDED} (?:any |prior |previous )*experience\b",
    ),
    (
        "degree_levels",
        r"(?:what|which) (?:kind of |level of )?(?:degree|education|level of education)"
        r"|degree requirements?|degrees?\b"
        rf"|\beducation(?:al)?\b|\b{_NEEDED}\W(?:\w+\W){{0,4}}?{_DEGREE}|\b{_DEGREE}.*\b{_NEEDED}"
        rf"|\b(?:only|just|with) (?:an? |my )?{_DEGREE}|what (?:do|should"
        rf"|must) {_I} (?:have to )?(?:study|have studied)|\bmajor(?:ing|ed)?\b"
        rf"|\benrolled\b",
    ),
    (
        "locations",
        r"^\W*where\b|\bwhere(?:'s| is| are| do| does| would| will|abouts)\b|(?:what|which) (?:city"
        r"|cities|location|locations"
        r"|country|place|office|state|town|region|part of (?:the )?\w+)"
        r"|\b(?:another|other|the) (?:city|cities|country|countries|offices?|places?|town)\b"
        r"|locations?\b|\bbased\b|\blocated\b",
    ),
    (
        "expires_at",
        r"\bdeadlines?\b|when (?:do|does|is|are|will) .*(?:close|due|expire|end)|closing dates?|\bdue\b"
        r"|apply by|\buntil when\b"
        rf"|\bby when\b|\blast day to\b|\bwhen (?:do|should|must|can) {_I} (?:have to |need to )?(?:apply"
        rf"|send|submit)"
        r"|how long (?:is|are|will|does|do) .*\bopen\b|\bcut-?off\b",
    ),
    (
        "posted_at",
        r"when (?:was|were) .*(?:posted|published|listed|put up|advertised|added)|posting date|date posted"
        r"|how (?:old|recent|fresh|long ago) .*(?:posting|ad|listing|advert)",
    ),
    (
        "salary",
        r"how much (?:do|does|is|will|would|can|could|of a)\b.*\b(?:pays?|paid|earn|make|get|money|cash)"
        r"|\bsalar(?:y|ies)\b|\bpay\b|\bpays\b|\bpaid\b|compensation|stipend|\bwages?\b|\bearn\b"
        r"|hourly rate|\bper hour\b"
        r"|\bmoney\b",
    ),
    (
        "sponsorship",
        r"\bsponsor(?:s|ing|ships?)?\b|\bsponsored (?:visas?|h-?1b)|\bvisas?\b|\bcitizen\w*"
        r"|\bwork (?:permits?|authori[sz]ation)\b"
        r"|\binternational (?:students?|applicants?|candidates?)\b|\bgreen card\b",
    ),
    (
        "qualifications",
        r"what (?:kind of |sort of )?experience\b|qualif\w+|requirements?|prerequisites?"
        r"|\brequired?s?\b|\bmust-haves?\b|\beligib\w+"
        rf"|what (?:else )?(?:do|would|should|must) {_I} (?:need|have to (?:have|know|bring)|bring|know)\b"
        rf"|what (?:do|does|are|is) .*\b(?:looking for|look for|asks? for|asking for|want|wants|expects?"
        rf"|demands?)\b(?! to)"
        r"|what (?:kinds?|sorts?|types?) of (?:person|people|candidates?|applicants?|background)"
        r"|what background"
        r"|(?:what|which)(?: (?:kinds?|sorts?|types?) of)?(?: degrees?(?: or| and)(?: [\w-]+){0,2}"
        r"| (?!years|of|work)[\w-]+) experience\b|\bknowledge\b|\bshould i know\b|\bwho (?:can|should"
        r"|may) apply\b",
    ),
    (
        "responsibilities",
        r"responsibilit\w+|day[- ]to[- ]day|duties|\btasks?\b|\ball day\b|\ba (?:typical|normal"
        r"|usual) (?:day|week)\b"
        rf"|what (?:exactly )?{_ONE_IS}\s*{_I}(?: [\w-]+){{0,3}}? (?:do|be doing|doing|work on|working on"
        rf"|build|make)\b"
        rf"|what (?:does|do|would|will) .{{3,80}}\b(?:do|work on|involve|entail|consist)\b"
        r"|\bwork (?:on|like)\b|what .*\b(?:work|job|role|day) (?:look like|involve|entail|consist)"
        r"|\bin charge of\b"
        r"|what(?:'s| is) the (?:actual )?(?:work|job)\b",
    ),
    (
        "skills",
        r"\bskills?\b|\bskill ?sets?\b|\b(?:programming|coding) languages?\b|(?:what"
        r"|which) (?:\w+ )?(?:languages?|tools|technolog\w+|frameworks?|librar\w+|techniques?"
        r"|algorithms?|software|stack)\b|\btech stack\b",
    ),
    (
        "apply_url",
        rf"(?:where|how) (?:can|do|should|would) {_I} (?:actually )?apply|\blinks?\b|\burl\b"
        rf"|\bapply (?:page|here|online)\b"
        r"|\bapplication (?:page|form|site)\b",
    ),
    (
        "company",
        r"(?:which|what) (?:company|employer|firm)|\bwho(?:'s| is| are) (?:hiring|offering|recruiting"
        r"|the employer)"
        r"|\bwhose (?:job|role|posting)|\bwho (?:would|will|do|does) i (?:work for|be working for)",
    ),
    (
        "term",
        r"(?:which|what) (?:term|season|semester)|when (?:does|do|would|will) .*\b(?:start|begin)"
        r"|\bstart(?:ing)? dates?\b"
        r"|\b(?:what|which) (?:summer|winter|fall|spring|autumn)\b",
    ),
    (
        "active",
        r"(?:is|are) .*(?:still )?(?:open(?! to (?!appl))|available|closed|filled|taken|expired)"
        rf"|\bcan {_I} still apply|\bstill (?:open|hiring|accepting|available|up|online)\b",
    ),
    (
        "remote",
        r"^\W*(?:is|are|can|does|do|would|could|must) (?!there|any|you\b).*(?:remote|hybrid|on-?site"
        r"|in[- ]person)"
        r"|\b(?:from|at) home\b|\bwfh\b|\b(?:come|go|be|work|sit|show up) (?:in(?:to)?|at|to) (?:the "
        r"|an )?office\b"
        r"|\b(?:have to|need to|must) come in\b|\bremotely\b|\bin[- ]office\b|\bfrom (?:my"
        r"|your) (?:couch|sofa|bed\w*)\b",
    ),
    (
        "employment_type",
        r"^\W*(?:is|are) (?!there|any).*(?:internship|full[- ]time|part[- ]time|permanent|contract)"
        r"|\b(?:what|which) (?:kind|type|sort) of (?:contract|employment)\b|\bfull[- ]time or\b"
        r"|\bpart[- ]time or\b",
    ),
    (
        "title",
        r"\b(?:what|which) level\b|\bhow (?:senior|junior)\b|\b(?:job|exact|official) title\b|\bcalled\W*$",
    ),
    (
        "description",
        r"\bwhat (?:\w+ )?(?:does|do|will|would) .*\b(?:teams?|groups?|projects?|units?|departments?)\b"
        r"|\bwhat(?:'s| is| are) .*\babout\b|\bdescri(?:be|ption)\b|\b(?:tell|know|say) .*\babout\b"
        r"|\bmore (?:about|on|info\w*)\b"
        r"|\bwhat (?:kinds?|sorts?) of (?:role|job|team|project|place|work)\b|\bdetails\b|\bsummar\w+"
        r"|\bwhat(?:'s| is) .*\blike\b",
    ),
)  # fmt: skip

_DETAILED: MappingProxyType[RecordField, str] = MappingProxyType(
    {
        "degree_levels": r"\bdegrees?\b|\bph\.?d\b|\bdoctora\w+"
        r"|\bmaster'?s\b|\bbachelor'?s\b|\bmba\b|\bdiploma\b|\benrolled\b",
        "experience_years": r"\byears?\b",
    }
)


@lru_cache(maxsize=1)
def asking() -> tuple[tuple[RecordField, re.Pattern[str]], ...]:
    """Fields of the record, each with the words that ask for it, in small letters."""
    return tuple((name, re.compile(pattern)) for name, pattern in _ASKED)


@lru_cache(maxsize=8)
def detailing(name: RecordField) -> re.Pattern[str] | None:
    """The words by which a line of prose says more of a field than its value can; None where values say it all."""
    pattern = _DETAILED.get(name)
    return re.compile(pattern, re.IGNORECASE) if pattern else None
