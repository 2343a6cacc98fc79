"""Words of a question that stand for closed choices of the record: degree, remote, sponsorship, status, order."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from internbot.listings.filters import GroupKey, SortKey

# Condition -> (value, what says it). The first that matches a stretch of text takes it.
CHOICES = MappingProxyType(
    {
        "sponsorship": (
            (
                "unknown",
                r"(?:visa )?sponsorship (?:is )?(?:unknown|unclear|not (?:stated|mentioned|given|known))",
            ),
            (
                "yes",
                r"(?:(?:that |which )?(?:are |is )?(?:open to|for|welcom\w+|accept\w*|available to|take) )?"
                r"international (?:students?|applicants?|candidates?|interns?)\b",
            ),
            ("citizens_only", r"(?:us |u\.s\. )?citizens?(?:hip)?(?: only| required| is required)?\b"),
            (
                "yes",
                r"(?:(?:that|which|who|offer\w*|provid\w*|with|do(?:es)?|give|need"
                r"|get)\s+)*(?:visa |h-?1b |work permit )?"
                r"(?:sponsor(?:s|ing|ship)?\b(?:\s+(?:for\s+)?(?:an? )?(?:work )?(?:visas?|h-?1b"
                r"|permits?|opt|cpt))?"
                r"|sponsored (?:visas?|h-?1b|permits?)|visas? sponsored)",
            ),
        ),
        "remote": (
            (
                "hybrid",
                r"hybrid\b(?: work)?|(?:partly|partially|half|semi)[- ](?:remote(?:ly)?|from home|at home)\b"
                r"|(?:(?:some|a few|few|two|three|four|\d|a couple of|certain) days?|part of the (?:week"
                r"|time)|sometimes|now and then"
                r"|occasionally)(?: (?:a|per|of the|every) week)?(?: (?:at|from))? home\b"
                r"|(?:work(?:ing)? )?(?:from|at) home (?:some|part|a few|one|two|three|half|sometimes"
                r"|occasionally|now and then|on"
                r"|a couple)\b(?: (?:of|the|a|days?|week|time|per|couple|and|then|every)\b)*"
                r"|(?:mix|mixture|combination) of (?:home|office|remote) and (?:home|office|remote"
                r"|on-?site)\b",
            ),
            (
                ("hybrid", "yes"),
                r"(?:not|\w+n't|dont|never|without)(?: (?:make|making|have|having|need|needing|force"
                r"|forcing|expect|require|want|me|us"
                r"|you|people|to|be|show|up))* (?:come|coming|go|going|commute|commuting|drive|be|being"
                r"|in|show|up)"
                r"(?: (?:in|into|to|up|at|the|an|office|work|on-?site))* (?:every(?: single)? ?day|daily"
                r"|each day|all week"
                r"|five days(?: a week)?|full[- ]time)\b",
            ),
            (
                "yes",
                r"(?:not|\w+n't|dont|never|without)(?: (?:make|making|have|having|need|needing|force"
                r"|forcing|require|want|me|us|you"
                r"|people|to|be|ever))* (?:come|coming|go|going|commute|commuting|show|showing)"
                r"(?: (?:in(?:to)?|up|to|at|the|an|(?:office|work|anywhere)))+(?!\w| (?:january|february"
                r"|march|april|may|june|july"
                r"|august|september|october|november|december|\d))",
            ),
            ("no", r"(?:on-?\s?site|in[- ]person|in[- ]office)\b"),
            (
                "yes",
                r"(?:(?:fully|100%|completely|entirely|purely|work(?:ing)?|done"
                r"|can be done) )*(?:remote(?:ly)?|virtual(?:ly)?"
                r"|(?:from|at) home|from (?:my|the|your) (?:home|house|couch|sofa|bed|bedroom|kitchen"
                r"|living room|flat|apartment"
                r"|room|parents' (?:house|place))|from anywhere|wfh|telecommut\w+|tele-?work\w*"
                r"|home[- ]?office)\b",
            ),
        ),
        "degrees": (
            ("phd", r"(?:ph\.?\s?ds?\b\.?|doctora(?:te|l)s?(?: degree)?|doctoral students?)"),
            ("mba", r"mbas?\b"),
            (
                "master",
                r"(?:master'?s?'?(?: degree| student)?s?\b|m\.?sc?\.?\b(?= (?:degree|student|or|and"
                r"|in|level)|\W*$))",
            ),
            (
                "bachelor",
                r"(?:bachelor'?s?'?(?: degree| student)?s?\b|undergrad(?:uate)?s?\b"
                r"|b\.?sc?\.?\b(?= (?:degree|student)))",
            ),
            ("associate", r"associate'?s? degree"),
            ("high_school", r"high[- ]school(?:ers?)?(?: students?| diploma)?"),
        ),
        "employment_types": (
            ("full_time", r"full[- ]time\b"),
            ("part_time", r"part[- ]time\b"),
            ("contract", r"(?:contract(?:or)?|freelance)\b(?= (?:job|role|position|work|basis)|s\b|\W*$)"),
            # "Jobs or internships" are of any kind.
            (
                "internship",
                r"(?<!jobs or )(?<!jobs and )(?<!jobs, )(?<!roles or )(?<!roles and )"
                r"(?:internships?|interns?|co-?ops?|traineeships?|apprenticeships?)\b"
                r"(?!(?:,| or| and) (?:jobs|roles)\b)",
            ),
        ),
        "status": (
            # Whoever asks what is not over wants the undated ones as well; each is shown as what it is.
            (
                ("open", "unknown"),
                r"(?:(?:can|could|may) (?:i|we|one|you|people)|(?:i|we|one|you|people) (?:can|could|may))"
                r" still apply\b"
                r"(?: (?:to|for)\b)?"
                r"|(?:whose |where the |with a )?(?:deadlines?|closing dates?) (?:has|have|is|are)(?:n't| not)"
                r"(?: yet)? (?:passed|gone(?: by)?|over|expired|past|up)\b(?: yet)?"
                r"|(?:have|has|are|is)(?:n't| not)(?: yet)? (?:closed|expired)\b(?: yet)?",
            ),
            (
                "closed",
                r"(?:already |now )?(?:closed|expired|no longer (?:open|available"
                r"|accepting(?: applications)?))\b",
            ),
            (
                "open",
                r"(?:(?:that |which )?(?:are|is|be) )?(?:(?:still|currently|now|right now|presently) )*"
                r"(?:open\b(?! ?source| to (?!appl))(?:(?: right)? now| to applications| for applications)?"
                r"|accept(?:ing|s)? (?:applications|people|applicants|students)|taking applications"
                r"|unexpired)"
                r"(?: right now| now| today| currently)?",
            ),
        ),
    }
)

PLAIN_STATUS = re.compile(
    r"(?:(?:that |which )?(?:are|is) )?(?:currently |right now |now |still )?"
    r"(?:available|listed|posted here|on (?:here|file|record)|in (?:your|the) (?:list|listings"
    r"|database|records))\b"
    r"(?: right now| now| today| currently)?|\b(?:right now|currently|at the moment|at present)\b"
)
"""Says that records are meant, and restricts nothing."""

YEARS = (
    r"\s*\+?\s*(?:-\s*)?(?:years?|yrs?)\b(?:'?\s*(?:of\s+)?(?:work |working |professional |relevant |prior "
    r"|previous |practical |hands-on |industry )*experience)?"
)
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen",
)  # fmt: skip
_WORTH = MappingProxyType({word: number for number, word in enumerate(_NUMBERS)})
_N = rf"(\d{{1,2}}|{'|'.join(_NUMBERS[1:])})\b"
EXPERIENCE = (
    ("between", re.compile(rf"(?:between )?{_N}\s*(?:to|and|-|–)\s*{_N}{YEARS}")),
    ("below", re.compile(rf"less (?:years of )?experience than {_N}{YEARS}"
                rf"|(?:less|fewer|lower) than {_N}{YEARS}|(?:under|below) {_N}{YEARS}")),
    ("most", re.compile(
        rf"(?:someone|somebody|anyone|people|candidates?|applicants?|students?|me) with (?:only |just "
        rf"|about )?"
        rf"{_N}{YEARS}|"
        rf"(?:at most|up to|no more than|not more than|a maximum of|max(?:imum)?"
        rf"|i(?: only)? have(?: only| got| about)?"
        rf"|with (?:only|just)) {_N}{YEARS}(?! or more)|{_N}{YEARS}(?: or (?:less|fewer|under)| at most)"
        rf"|{_N} or (?:less|fewer){YEARS}"
    )),
    ("above", re.compile(rf"more (?:years of )?experience than {_N}{YEARS}"
                rf"|(?:more|greater|higher) than {_N}{YEARS}|(?:over|above) {_N}{YEARS}")),
    ("least", re.compile(rf"(?:at least |a minimum of |min(?:imum)? (?:of )?)?{_N}(?: (?:or|and)"
                rf" (?:more|above|over|up))?{YEARS}(?: or (?:more|above|over))?")),
    ("entry", re.compile(r"(?:\ban? )?entry[- ]level\b")),
    ("none", re.compile(
        r"(?:no|without(?: any)?|zero|0 years(?: of)?) (?:work |prior |previous |professional )*experience"
        r"|(?:not|n't) (?:require|need|ask for|want)\w* (?:any |work |prior |previous "
        r"|professional )*experience"
    )),
)  # fmt: skip

_SORTS: tuple[tuple[SortKey, bool, bool, str], ...] = (
        ("experience", False, True, r"(?:the )?(?:least|fewest|lowest|minimum|smallest)(?: amount of"
                r"| number of)?(?: years?(?: of)?)? experience|(?:the )?(?:least|fewest) years\b"),
        ("experience", False, False, r"(?:the )?(?:less|fewer|lower)(?: years?(?: of)?)? experience(?: "
                r"required)?"
                r"|(?:the )?more junior"),
        ("experience", True, True, r"(?:the )?(?:most|highest|greatest)(?: amount of| number of)?(?: years?(?: of)?)? "
                r"experience|most senior|(?:the )?most years\b"),
        ("experience", True, False, r"(?:the )?(?:more|higher)(?: years?(?: of)?)? "
                r"experience|more senior"),
        ("deadline", False, True, r"(?:clos|expir|end|due)\w* (?:first|soonest|next"
                r"(?! (?:\d|week|month|year|few|two|three|ten))|earliest)|(?:earliest"
                r"|soonest"
                r"|next|nearest) (?:closing|deadline|to close)\w*"),
        ("deadline", False, False, r"(?:sort|order)\w*(?=(?: \w+){0,4} by (?:the )?(?:deadline|closing date)\b)"
                r"|closing soon(?:est)?"
                r"|by deadline"),
        ("deadline", True, True, r"clos\w* last|latest (?:closing|deadline)\w*"),
        ("posted", True, True, r"(?:the )?(?:newest|latest|most recent(?:ly posted| posting)?)\b"),
        ("posted", True, False, r"(?:sort|order)\w*(?=(?: \w+){0,4} by (?:the )?(?:date(?: posted)?|posting date)\b)"
                r"|newest first"
                r"|most recent first"),
        ("posted", False, True, r"(?:the )?oldest\b"),
        ("pay", True, False, r"(?:the )?(?:best|highest|top)[- ](?:paid|paying|salary|pay) first"),
        ("pay", False, False, r"(?:sort|order)\w*(?=(?: \w+){0,4} by (?:pay|salary)\b,? "
                r"(?:lowest|least|ascending|from low))"),
        ("pay", False, False, r"(?:the )?(?:least|worst|lowest)[- ](?:paid|paying|salary|pay) first"),
        ("pay", False, True, r"(?:pays?|paid|paying)(?: the)? (?:least|worst|lowest)|(?:the )?(?:worst"
                r"|lowest|least)[- ](?:paid|paying|salary|pay)\b"),
        ("pay", True, True, r"(?:pays?|paid|paying)(?: the)? (?:most|best|highest)|(?:the )?(?:best"
                r"|highest|top)[- ](?:paid|paying|salary|pay)\b"),
        ("pay", True, False, r"pays? (?:more|better)|(?:sort|order)\w*(?=(?: \w+){0,4} by (?:pay|salary)\b)"),
)  # fmt: skip

_GROUPS: dict[GroupKey, str] = {
    "company": r"compan(?:y|ies)|employers?",
    "city": r"cit(?:y|ies)|locations?|places?|offices?|town",
    "region": r"states?|provinces?|regions?",
    "country": r"countr(?:y|ies)",
    "degree": r"degrees?(?: levels?)?|education(?: levels?)?",
    "employment_type": r"employment types?|types? of (?:employment|job)",
    "term": r"terms?|seasons?",
    "status": r"status(?:es)?",
    "remote": r"work modes?",
    "field": r"(?:fields?|areas?)(?: of work)?|disciplines?",
    "skill": r"skills?",
    "sponsorship": r"(?:visa )?sponsorship",
}
GROUPS = tuple(
    (
        key,
        re.compile(
            rf"\b(?:(?:grouped|broken down|split|sorted|counted?) by|per|by|(?:in|at|for|from"
            rf"|of) each|for every|each)"
            rf"(?: of the)? (?:{pattern})\b"
            rf"|^\W*(?:and |so )?(?:which|what) (?:{pattern}) (?:has|have|offers?|lists?|posts?"
            rf"|hires?) (?:by far )?"
            r"(?:the )?(?:most|fewest|largest number of|highest number of)\b"
            r"(?=(?: [\w-]+){0,3}? (?:jobs|roles|openings|positions|postings|listings|vacancies"
            r"|internships|offers)\b)"
            rf"|^\W*(?:and |so )?(?:which|what) (?=\w+s\b)(?:{pattern}) (?:have|has|are|is"
            r"|(?:do|does)(?! (?:the|this|that) (?:[\w'’-]+ ){0,4}(?:job|role|posting|position|internship"
            r"|opening)\b)"
            rf"|offer\w*|hire|sponsor|list)\b(?: there\b| hiring\b)?"
        ),
    )
    for key, pattern in _GROUPS.items()
)


_ABBREVIATIONS = MappingProxyType(
    {
        "nlp": "natural language processing",
        "ml": "machine learning",
        "ai": "artificial intelligence",
        "hci": "human computer interaction",
        "swe": "software engineer",
        "sde": "software development engineer",
        "qa": "quality assurance",
        "aws": "amazon web services",
        "llm": "large language model",
        "llms": "large language model",
        "pm": "product management or product manager",
        "apm": "associate product manager",
        "hr": "human resources",
        "quant": "quantitative",
        "ux": "user experience",
        "ui": "user interface",
        "bi": "business intelligence",
        "mle": "machine learning engineer",
        "sre": "site reliability",
        "ads": "advertising",
        "gen ai": "generative ai",
        "genai": "generative ai",
        "dl": "deep learning",
        "k8s": "kubernetes",
        "js": "javascript",
    }
)


@lru_cache(maxsize=1)
def sorts() -> tuple[tuple[SortKey, bool, bool, re.Pattern[str]], ...]:
    """Orders, each with whether it descends, whether it names only the first, and the words that say it."""
    return tuple((key, down, first, re.compile(pattern)) for key, down, first, pattern in _SORTS)


def spelled_out(word: str) -> str:
    """What an abbreviation stands for, with the abbreviation as an alternative; other words as they are."""
    long = _ABBREVIATIONS.get(word)
    return f"{word} or {long}" if long else word


def amount(word: str) -> int:
    """The number that a text of digits or a number word stands for."""
    return int(word) if word.isdigit() else _WORTH[word]


@lru_cache(maxsize=16)
def choice_patterns(condition: str) -> tuple[tuple[Any, re.Pattern[str]], ...]:
    """Values of a closed choice, each with the words that say it."""
    return tuple((value, re.compile(rf"\b(?:{pattern})")) for value, pattern in CHOICES[condition])
