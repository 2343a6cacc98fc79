"""Whether a text is a posting, told by its title and its sections; an article about postings is none."""

from __future__ import annotations

import re

from internbot.listings.kinds import internship_words

_ROLE = re.compile(
    r"\b(?:engineers?|developers?|programmers?|analysts?|scientists?|managers?|designers?|consultants?|specialists?"
    r"|coordinators?|technicians?|assistants?|associates?|officers?|nurses?|teachers?|clerks?|drivers?|accountants?"
    r"|researchers?|fellows?|trainees?|apprentices?|architects?|administrators?|representatives?|directors?|leads?"
    r"|recruiters?|editors?|writers?|economists?|mentees?|mentorship|fellowship|apprenticeship|sde|swe|sdet)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^\s*(?:how|why|what|when|who|where|is|are|do|does|can|should|top|best|tips|a guide|guide|the|my|our|meet|from)\b"
    r"|\?\s*$|\b(?:guide|tips|interview|questions|faq|story|stories|salary guide|job description template|resume)\b",
    re.IGNORECASE,
)
_SECTIONS = tuple(
    re.compile(rf"(?:^|[\n>.:!?)]|\s[-•·])\s*(?:{name})\s*(?::|</|\n|<br|\s[-•·]|\s(?=[A-Z]))", re.IGNORECASE)
    for name in (
        r"(?:(?:key|main|core|your|the|job|major|essential|role|and) )*"
        r"(?:responsibilities|duties(?: and responsibilities)?)"
        r"|what you(?:['’]ll| will)(?: be)? do(?:ing)?|key job responsibilities|the role"
        r"|in this role,? you(?:['’]ll| will):?",
        r"(?:basic|minimum|required|required/minimum|your|job|position)?\s?(?:qualifications|requirements)"
        r"|skills(?:/experience)?|what (?:you(?:['’]ll)? (?:need|bring|have)|we(?:['’]re| are) looking for)"
        r"|who you are|required skills|about you",
        r"(?:preferred|desired|additional|bonus)\s(?:qualifications|skills|points|requirements)|nice[- ]to[- ]haves?",
        r"(?:about the (?:team|role|job|position|internship|company)|about us|who we are|job (?:description|summary)"
        r"|position summary|role summary|overview|summary)",
        r"(?:what we offer|benefits|perks|compensation|why (?:join|work))\b[^\n<]{0,40}",
    )
)
_ADDRESSED = re.compile(
    r"\b(?:we are (?:looking|hiring|seeking)|we['’]re (?:looking|hiring|seeking)|is (?:looking|seeking|hiring)\b"
    r"|you will\b"
    r"|you['’]ll\b|as an? [^.]{3,40} you\b"
    r"|the (?:ideal|successful) candidate|apply (?:now|today|by)|join (?:our|us|the)"
    r"|this (?:role|position|internship)|equal opportunity)",
    re.IGNORECASE,
)


def names_a_role(title: str) -> bool:
    """Whether a title is that of a job, such as "Data Science Intern"; no question, guide or story."""
    if _NO_TITLE.search(title) or len(title) > 160:
        return False
    return internship_words(title) is not None or _ROLE.search(title) is not None


def is_posting(title: str, text: str, *, placed: bool = False) -> bool:
    """Whether a text is a posting: its title names a role, it has the usual sections, and speaks to applicants.

    Args:
        title: of the text.
        text: plain, or with its markup.
        placed: whether the title also names a place, as those of postings do; then one of the sections on duties and
            requirements is enough, else it takes two of any.
    """
    if not names_a_role(title) or _ADDRESSED.search(text) is None:
        return False
    found = [pattern.search(text) is not None for pattern in _SECTIONS]
    return sum(found) >= 2 or (placed and any(found[:2]))
