"""Whether a question asks over the records, for what stands in some of them, or for neither."""

from __future__ import annotations

import re
from typing import Literal

from internbot.listings.filters import ListingQuery
from internbot.listings.posting_nouns import INTERNSHIP, JOB, Nouns, asks_for_compound
from internbot.listings.scans import Scan
from internbot.listings.seeking import asks_what_to_do, seeks
from internbot.listings.vocabulary import ListingVocabulary

_LEAD = r"^\W*(?:(?:so|and|ok|okay|please|also|well|now|then|hi|hello|hey)\b[ ,]*)*"
_OF_RECORDS = (
    rf"(?:the\ |your\ |some\ |all\ )*(?:(?!of\b|for\b|in\b|at\b)[\w'+/-]+\ ){{0,4}}(?:{JOB}|{INTERNSHIP})"
)
HELP = r"help\ (?:me|us)\ (?:to\ )?"
"""Asks for what follows it: "help me find a job" asks for what "find a job" does."""
_REQUEST = rf"(?:(?:can|could|would|will)\ (?:you|u)\ )?(?:please\ )?(?:{HELP})?"
_OFFERS = r"(?:list|show|find|give|tell|search|display|recommend|pull up|bring up)"
_ASKS = re.compile(
    _LEAD
    + rf"""(?:
      which\b | what\ (?:are|were)\ {_OF_RECORDS} | what(?!'s|\ (?:is|are|was|were|does|do|did|would|should|if)\b)
    | what(?:'s|\ is)\ (?:the\ )?(?:newest|latest|most\ recent|oldest|available|open|there)\b
    | how\ many\b | number\ of\b | total\b | count\b | compare\b | name\b
    | {_REQUEST}{_OFFERS}\b(?!\ me\ (?:about|more)\b)
    | get\ me\b | only\b | all\b | any\b | anything\b | everything\b | got\ any\b | filter\b | sort\b | looking\ for
    | (?:are|is|were)\ (?:there|any)\b | (?:do|does)\ any\b | have\ you\ (?:got|any)\b
    | do\ you\ (?:have|know|list|offer)\b | who(?:'s|\ is|\ are)?\ (?:hiring|recruiting|offer)
    | i(?:'m|\ am)?\ (?:want|need|looking|search|would\ like|interested) | i'd\ like
    | tell\ me\ (?:which|what|how\ many|all|about\ (?:all|any|your))
    | where\ (?:can|could)\ i\ find | where\ are\b | what\ about\b )""",
    re.VERBOSE,
)
_GENERAL = re.compile(
    _LEAD
    + rf"""(?:
      how\ (?!many\b) | why\b | should\b | when\ (?:do|does|should|can|is|are|will|did|to)\b
    | (?!{_REQUEST}{_OFFERS})(?:can|could|may|must|will|would)\b | do\ (?!you\ (?:have|know|list|offer)|any)
    | does\ (?!any) | did\b | is\ (?!there|any) | are\ (?!there|any) | explain\b | define\b | describe\b
    | what(?:'s|\ is)\b(?!\ (?:the\ )?(?:newest|latest|most\ recent|oldest|available|open|there)\b)
    | what\ are\b(?!\ {_OF_RECORDS}) | what\ (?:was|were|does|do|did|would|should|if|makes?|happens?|counts?|to)\b
    | what\ (?:kinds?|sorts?|types?)\ of\ (?:work|project|question|thing|people|skill)
    | what\ (?:can\ i\ expect|skills|questions|documents|degrees?|experience|qualifications)\b
    | (?:what|which)\ (?:[\w-]+\ ){{0,3}}?(?:degree|experience|education|qualifications?)
      \ (?:(?:does|is)\ (?:the|that|this)|do\ i\ (?:need|have))\b
    | who\b(?!'s\ hiring|\ (?:is\ |are\ )?(?:hiring|recruiting|offer)) | tell\ me\ (?:about|more)\b
    | where\ (?:do|does|did|should|to|is)\b | i\ (?:am|was|got|have|had|applied|feel|think|don't|do\ not)\b
    )""",
    re.VERBOSE,
)
_ADVICE = re.compile(
    r"\bshould i\b|\b(?:do|can|could) i (?:apply to|expect|get|do|be|negotiate|prepare)\b"
    rf"|\b(?:do|can|could) i (?:need|have to)\b(?!.*\bfor (?:the|this|that)\b.*\b(?:{JOB}))"
    r"|\bprepar\w+\b|\binterview\w*\b|\bresumes?\b|\bcvs?\b|\bcover letters?\b|\bnegotiat\w+\b|\baverage\b"
    r"|\btypical\w*\b|\busually\b|\bgenerally\b|\badvice\b|\btips\b|\bmean(?:s|ing)?\b|\bhow (?:do"
    r"|can|should|to)\b"
    r"|\bhours\b|\ba (?:day|week) in\b|\blook(?:s|ing)? for in\b|\bmost (?:companies|employers)\b"
    r"|\bdid (?:he|she|they|\w+) (?:do|get|have|hold|complete|finish|land|receive|take)\b"
    r"|(?<!\bpay )(?<!\bpays )\bbest\b(?![ -](?:paid|paying))"
    r"|\b(?:do|does|did|can|are|will|should|may|must) (?:an? |the |most |all "
    r"|any )?(?:\w+ )?interns?\b|\binterns (?:do|get|have|take|work)\b"
    r"|\b(?:kinds?|types?|sorts?) of (?:internships?|roles?|jobs?)\b"
    r"|\bafter (?:the|an?|my|your|their|his|her) (?:internship|placement|co-op)\b"
)
# Whoever had a role tells of it; no posting does: "which role did most interns of 2022 have?".
_HELD = re.compile(
    rf"(?:{JOB}|{INTERNSHIP})\s+(?:do|does|did|have|had|has|were|was)\s+"
    r"(?:(?!(?:for|to|with|have|offer|want|accept|take|you|sponsor|hire|need|require|ask|in|at)\b)[\w'’.-]+\s+){0,6}"
    r"(?:interns|students|people|graduates|fellows|alumni|participants|scholars|employees|women|men)\b"
    r"(?:\s+[\w'’.-]+){0,4}?\s+"
    r"(?:have|had|hold|held|get|got|do|did|take|took|taken|fill|filled|land|landed|receive|find|found|like|prefer|choose"
    r"|accept|enjoy|given|offered|work)\b"
)
# People are counted, and no postings, unless they say what kind of posting: "how many student jobs".
_PEOPLE = re.compile(
    rf"\bhow many (?:(?!{JOB}|{INTERNSHIP}|(?:ones|for|of|in|at|to|are|is|have|has|take|want|need|hire|accept|sponsor"
    r"|welcome)\b)[\w'’-]+ ){0,2}?"
    r"(?:people|persons|students|graduates|applicants|candidates|workers|employees|interns|men|women|users|victims"
    rf"|seekers|researchers|mentors|americans|adults|teenagers)\b(?! (?:{JOB}|{INTERNSHIP}))"
)
# What a company looks for, where postings are to be shown: "show me what Amazon is hiring for".
_SHOW_WHAT = rf"{_REQUEST}{_OFFERS}\ (?:me\ |us\ )?(?:everything\ |all\ )?(?:what|who|that)"
_OPEN = r"(?:currently\ |still\ |now\ )*(?:open|available|listed|posted|on\ offer)"
_SOUGHT = re.compile(
    _LEAD
    + rf"""(?:{_SHOW_WHAT}\b.*\b(?:is|are)\ (?:currently\ |now\ )?(?:looking\ for|hiring|recruiting|seeking|advertising
      |offering(?!\ (?:its\ |their\ |to\ )?(?:interns|students|employees)))
    |{_SHOW_WHAT}\b.*\bhas\ {_OPEN}
    |what\b.*\b(?:hiring|recruiting)
    |what\ (?:does|do)\b.*\bhave\ {_OPEN}
    )\b""",
    re.VERBOSE,
)
# The same without a company: "show me what's open in Seattle", "what do you have in Texas?".
_SHOWN = re.compile(
    _LEAD
    + rf"""(?:{_SHOW_WHAT}(?:'s|\ is|\ are|\ you\ have)\ {_OPEN}
    |(?:{_SHOW_WHAT}\ you\ have|what\ (?:do\ you\ have|have\ you\ got))(?:\ {_OPEN})?
      (?=\W*$|\ (?:in|near|around|at|for|from|with|within|outside)\b)
    )\b""",
    re.VERBOSE,
)
_HERE = re.compile(
    r"\b(?:available|open(?![ -]source)|listed|posted|you (?:have|know|list)|currently|right now|at the moment|today"
    r"|this (?:week|month))\b"
)
_PARTICULAR = re.compile(
    r"\b(?:the|that|this|those|these|both)\b[^.?!,;]*?"
    r"\b(?:jobs?|roles?|openings?|positions?|postings?|listings?|ones?|vacanc\w+)\b"
)
# One internship by its company, place or title; not "the internship program".
_INTERNSHIP_MEANT = re.compile(
    r"\b(?:the|that|this)\b(?: [\w&'’.-]+){1,6} (?:internship|co-op)\b"
    r"(?! (?:program|process|experience|season|period|search|market|application|interview))"
)
# Somebody's own, and no posting: "Ada's first internship".
_OWNED = re.compile(
    rf"(?:\b(?:his|her|my)|(?P<owner>[\w.-]+['’]s))\ (?:[\w-]+\ ){{0,2}}(?:{JOB}|{INTERNSHIP})"
)
# What becomes of internships, and how many of them people do, no posting tells.
_LIVED = re.compile(
    rf"\bhow many (?:[\w-]+ ){{0,3}}?(?:{JOB}|{INTERNSHIP})\s+(?:leads?\s+to|(?:turn|end|result|become)(?:s|ed)?\b"
    r"|(?:should|must)\b|(?:do|does|did)\s+(?:he|she|they|one|someone|somebody|students?|people|interns?|applicants?)\b)"
)
_YEARS_ASKED = re.compile(_LEAD + r"how many years\b")
_THE = re.compile(r"\b(?:the|this|each)\b|(?:^|\b(?:for|of|in|at|is|does|about|on|from|with)\s+)that\b")
_PLAIN_WHICH = re.compile(
    _LEAD
    + r"(?:which (?:ones? )?(?:of (?:them|those|these) )?|what ones |how many (?:of (?:them|those|these) )?)"
    r"(?:are|is|have|has|do|does|don't|dont|can|sponsor|ask|require|close|need|state|say|mention)\b"
    r"|" + _LEAD + r"who(?:'s| is| are)? (?:hiring|recruiting)\b"
    r"|" + _LEAD + r"what(?:'?s| is) (?:there|available|open|on offer)\b"
)
# Postings that no noun names: "any for PhD students?", "anything that pays?".
_ANY_OF_THEM = re.compile(
    _LEAD + r"(?:(?:are|is) there )?(?:any|some)(?:thing)?\s+"
    r"(?:(?:for|in|with|without|near|from|at|under|over|around|within|outside|by)\b"
    r"|(?:that|which|who)\s+\w+"
    r"|(?:open|available|paying|paid|remote|hybrid|looking|accepting|asking|requiring|sponsoring)\b)"
)
_ALONE = re.compile(_LEAD + r"where\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|would|will|how|why|when|what|who|have|has"
    r"|get|got|apply"
    r"|find|be)\b"
)
_RELATIVE = re.compile(r"\s(?:that|which|who|where)\s")
_CLAUSE = re.compile(r"[.!;,:]\s+|\s[-–—]\s+")
# Conditions that a question on internships in general hardly has by chance.
_FIRM = frozenset(
    {
        "places", "not_places", "companies", "not_companies", "titles", "not_titles", "remote", "terms", "degrees",
        "not_degrees", "disciplines", "not_disciplines", "not_terms", "pay", "paid", "experience", "sponsorship",
        "status", "posted", "closes", "stated", "not_stated",
        "skills",
    }
)  # fmt: skip
# What an internship does by its posting alone.
_MENTIONING = re.compile(
    rf"\b(?:{INTERNSHIP})(?: (?:ads?|adverts?|that|which))? (?:mention|state|say|list|specify|set)s?\b"
)
_LONGEST_PHRASE = 12
_SUBJECTS = re.compile(
    r"\b(?:advice|tips?|information|info|guides?|articles?|interviews?|visas?|rules?|laws?|programs?|scams?|interns|stories"
    r"|resumes?|cvs?|examples?|questions?)\b"
)
"""What may be sought beside postings."""


def intent(
    scan: Scan, query: ListingQuery, nouns: Nouns, vocabulary: ListingVocabulary
) -> Literal["records", "text"] | None:
    """What the question asks for; see `Reading.asks`."""
    held = set(query.filter.conditions())
    narrow = held - {"employment_types", "not_employment_types"}
    firm = bool(narrow & _FIRM)
    named = bool(query.filter.titles) or (bool(query.filter.disciplines) and "hir" in scan.flat)
    asked = _asked(scan)
    general = _GENERAL.match(scan.flat) is not None and not _asked_last(scan)
    counted = query.mode in ("how_many", "compare", "group_by") or query.sort != "relevance"
    covered = len(query.uninterpreted) <= max(1, len(narrow))
    if firm and not query.uninterpreted and seeks(scan.flat) and not _SUBJECTS.search(scan.flat):
        return "records"
    if _ADVICE.search(scan.flat):
        return None
    if query.mode == "how_many" and not _counts_records(scan, nouns):
        years = _YEARS_ASKED.match(scan.flat) and narrow and _PARTICULAR.search(scan.flat)
        return "text" if years else None
    if _HELD.search(scan.flat) or asks_for_compound(_CLAUSE.split(scan.flat)[-1]):
        return None
    if any(_is_owned(match, query) for match in _OWNED.finditer(scan.flat)):
        return None
    if (
        query.group_by
        and asked
        and covered
        and (firm or nouns.records or nouns.internships or "hir" in scan.flat)
    ):
        return "records"
    if not (nouns.records or nouns.internships or named):
        sought = bool(query.filter.companies) and _SOUGHT.match(scan.flat)
        if (sought or (firm and _SHOWN.match(scan.flat))) and not query.uninterpreted:
            return "records"
        # "which are in Seattle, still open, and sponsor visas?"
        plain = _PLAIN_WHICH.match(scan.flat) or nouns.others or _ANY_OF_THEM.match(scan.flat)
        dated = held & {"closes", "posted"} and not general
        stating = held & {"stated", "not_stated"} and asked and not general
        compared = query.mode == "compare" and len(query.filter.companies) > 1 and not general
        asks = (plain and firm and not asks_what_to_do(scan.flat)) or dated or stating or compared
        return "records" if asks and not query.uninterpreted else None
    particular = _PARTICULAR.search(scan.flat) is not None or (named and _THE.search(scan.flat) is not None)
    meant = bool(query.fields) and _INTERNSHIP_MEANT.search(scan.flat) is not None
    if (
        (particular or meant)
        and narrow
        and not (counted and (asked or not general))
        and (general or (query.fields and not asked))
    ):
        return "text"
    if general and not (asked and counted):
        return None
    if not asked:
        # A bare phrase such as "data scientist jobs in India".
        head = _RELATIVE.split(scan.flat)[0]
        bare = len(scan.words) <= _LONGEST_PHRASE and not _VERB.search(head) and covered
        last = nouns.words and nouns.words[-1].end >= len(scan.flat.rstrip(" ?.!"))
        kind = held & {"not_employment_types"} or set(query.filter.employment_types) - {"internship"}
        said = narrow and not query.uninterpreted and (last or _RELATIVE.search(scan.flat))
        enough = (narrow or kind) if nouns.records or named else firm or kind or said
        return "records" if bare and (enough or counted) else None
    if nouns.records or named:
        return "records" if covered and (held or _HERE.search(scan.flat) or not query.uninterpreted) else None
    worded = narrow == {"words"} and not query.uninterpreted
    if worded and (query.mode == "how_many" or _MENTIONING.search(scan.flat)):
        return "records"
    if firm or _HERE.search(scan.flat):
        return "records" if covered else None
    only_kind = not query.uninterpreted and not narrow and vocabulary.total > 0
    return "records" if only_kind and not _ALONE.match(scan.flat) else None


def _is_owned(match: re.Match[str], query: ListingQuery) -> bool:
    """Whether whoever has the internship is a person: a company or a place was read as a condition."""
    owner = match["owner"]
    return owner is None or owner in {word.casefold() for word in query.uninterpreted}


def _counts_records(scan: Scan, nouns: Nouns) -> bool:
    """Whether "how many" counts postings: not "how many applicants apply for each internship"."""
    if _PEOPLE.search(scan.flat) or _LIVED.search(scan.flat):
        return False
    counted = re.search(r"\bhow many\b", scan.flat)
    if counted is None:
        return True
    starts = [word.start for word in nouns.words if word.start > counted.end()]
    starts += [
        taken.start for taken in scan.taken if taken.condition == "titles" and taken.start > counted.end()
    ]
    between = scan.flat[counted.end() : min(starts, default=counted.end())]
    verb = _VERB.search(between) or re.search(r"\b(?:per|each|every)\b", between)
    return verb is None or re.match(r"\s*(?:of|are|is|have|has|do|does|can)\b", between) is not None


def _asked(scan: Scan) -> bool:
    """Whether the question, or the last clause of it, asks for records."""
    return (
        _ASKS.match(scan.flat) is not None
        or _asked_last(scan)
        or re.search(r"\b(?:looking|searching|hunting) for\b", scan.flat) is not None
    )


def _asked_last(scan: Scan) -> bool:
    """Whether a last clause asks for records: "I have 3 years of experience, which roles fit?"."""
    clauses = _CLAUSE.split(scan.flat)
    last = clauses[-1]
    return len(clauses) > 1 and _ASKS.match(last) is not None and _GENERAL.match(last) is None
