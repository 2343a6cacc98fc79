"""A question without what only its manner adds: courtesies, short forms, and phrases moved to its front."""

from __future__ import annotations

import re

from internbot.questions.courtesies import courtesy_of

_WH = r"what|which|who|whom|whose|when|where|why|how"
_HELPERS = r"is|are|am|was|were|do|does|did|has|have|had|can|could|may|might|must|should|will|would"
_OPENS = rf"(?:{_WH}|{_HELPERS})"
_SHORT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\bu\b(?!\.)", "you"),
        (r"\bur\b", "your"),
        (r"\b(what|how|where|when|who|why|there|they|you|we) r\b", r"\1 are"),
        (r"\b(what|where|who|when|how)s\b", r"\1 is"),
        (r"\b(do|does|did|is|are|was|were|have|has|could|should|would|must)nt\b", r"\1 not"),
        (r"\bcant\b", "can not"),
        (r"\bwont\b", "will not"),
        (r"\bwanna\b", "want to"),
        (r"\bgotta\b", "have to"),
        (r"\b(?:pls|plz)\b", "please"),
        (r"\bshoud\b", "should"),
        (r"\bpayed\b", "paid"),
        (r"\bus (?=citizen|national|resident|passport|visa|work permit)", "US "),
    )
)
_ASKING = r"(?:ask|know|check|find out|understand|hear)"
_QUESTION = (
    r"(?:i (?:have|had|got) |(?:just|an?|one|another|my|only|quick|short|small|simple|silly|stupid|basic|random) )+"
    r"question(?: for (?:you|the team))?"
)
_LEADING = re.compile(
    r"\W*(?:"
    r"dear\b[^,?!.]{0,30}[,!.]"
    r"|(?:hi+|hello|hey)(?: there| all| team)?[ ,!.]+"
    r"(?=(?:an?|one|just|quick|short|small|simple|silly|i|i'm|im|sorry|may|dear)\b)"
    r"|(?:i am |i'm |im )?(?:so )?(?:sorry|apologies|pardon(?: me)?|excuse me)\b[^,?!.]{0,40}?(?:[,!.]|\bbut\b)"
    rf"|{_QUESTION}\b(?:[,:;.!-]+|(?= {_OPENS}\b))"
    rf"|(?:just )?(?:wondering|curious|asking)\b(?:[,:;.!-]+|(?= {_OPENS}\b))"
    rf"|(?:may|can|could|might) i (?:just |please )?ask\b(?: you)?(?:[,:]+|(?= {_OPENS}\b))"
    rf"|(?:so|well|ok(?:ay)?|also|and|but|btw|by the way|please|um+)\b[ ,]+(?=(?:{_OPENS}|i)\b)"
    r")\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,.;!?(-]+(?:(?:best|kind|warm|many)? ?(?:regards|wishes|greetings)|thanks|thank you|thx|tia|cheers|please"
    r"|(?:i am |i'm |im )?just (?:curious|wondering|asking)|or what|or not|by the way|btw)[\s,.!?)]*$",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    rf"^\W*(?:i (?:was |am )|i'm |im )?(?:just )?(?:wondering|curious|asking)(?: about)? (?=(?:if|whether|{_WH})\b)"
    r"|^\W*i(?: would|'d|d)? (?:just )?(?:really )?(?:like|love|want|wanted|need|wish) to "
    rf"{_ASKING} (?=(?:if|whether|{_WH})\b)"
    rf"|^\W*(?:may|can|could) i (?:just )?{_ASKING} (?=(?:if|whether|{_WH})\b)"
    rf"|^\W*(?:do|would|can|could) you (?:happen to )?(?:know|say|mind telling me) (?=(?:if|whether|{_WH})\b)",
    re.IGNORECASE,
)
_PLACING = r"for|in|at|on|as|after|before|during|with|without|under|within|from|since|among"
_CLAUSE = rf"(?:{_PLACING}|if|when|while|once|because|given|regarding|about|concerning)"
_SMALL = r"(?:the|a|an|my|your|our|this|that|of|and|or)"
# "At the lab, do interns ...", "summer 2027: when do ...": what stands before the question belongs behind it.
_FRONTED = re.compile(
    rf"^(?P<front>{_CLAUSE}\b[^,:?!.]{{2,80}}|[^,:?!.\s]+(?: [^,:?!.\s]+){{0,3}})\s*[,:]\s+(?P<rest>{_OPENS}\b.*)$"
    rf"|^(?P<near>(?:{_PLACING}) (?!(?:{_WH})\b)(?:(?!(?:{_OPENS})\b)[^\s,:?!.]+ )+?)(?P<core>{_OPENS}\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ALL_SMALL = re.compile(rf"^(?:{_PLACING})(?: {_SMALL})*$", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<![\w-])([^\W_]+)-([^\W_]+)(?![\w-])")
_BOUND = frozenset(
    {"non", "co", "pre", "post", "re", "un", "in", "on", "off", "of", "to", "at", "by", "for", "with"}
)


def bare(question: str) -> str:
    """The question alone, in the order in which it is asked when nothing stands in front of it.

    Who is polite, in a hurry or asks indirectly ("I was wondering if ...") asks the same. A phrase in front ("In
    Dublin, do interns ...") goes behind, where it stands in most questions. Case is kept, as names show by it.
    """
    text = " ".join(question.replace("’", "'").split())
    text = courtesy_of(text).rest or text
    for pattern, replacement in _SHORT:
        text = pattern.sub(replacement, text)
    previous = ""
    while text != previous:
        previous = text
        text = _kept(_LEADING.sub("", text, count=1) if _LEADING.match(text) else text, text)
        text = _kept(_TRAILING.sub("", text), text)
        text = _kept(_INDIRECT.sub("tell me ", text), text)
    return _HYPHEN.sub(_parted, _unfronted(text.rstrip(" ?!.")))


def _kept(shorter: str, text: str) -> str:
    """The shorter text, unless next to nothing is left of it."""
    return shorter if len(shorter.split()) > 1 else text


def _unfronted(text: str) -> str:
    match = _FRONTED.match(text)
    if match is None:
        return text
    front, rest = (match["front"], match["rest"]) if match["front"] else (match["near"], match["core"])
    front = front.strip()
    # "For how long" and "in which city" ask with the preposition; nothing stands in front of them.
    if _ALL_SMALL.match(front) or re.match(rf"(?:{_OPENS})\b", front, re.IGNORECASE):
        return text
    return f"{rest.rstrip(' ?!.')} {front}"


def _parted(match: re.Match[str]) -> str:
    """ "12-week" is "12 week", and "F-1" is "F1"; "non-EU" and "on-site" stay one word."""
    first, second = match[1], match[2]
    if (first.isdigit() and second.isdigit()) or {first.lower(), second.lower()} & _BOUND:
        return match[0]
    if len(first) == 1 and second[0].isdigit():
        return first + second
    return f"{first} {second}"
