"""The text of one posting, often a single long paragraph, split where its sections and lists begin."""

from __future__ import annotations

import re
from collections import Counter

from internbot.sources.documents import Span
from internbot.sources.renderings import Rendering

_SECTIONS = (
    r"Key [Jj]ob [Rr]esponsibilities|(?:(?:Your|Main|Core|Major|Key|Primary|General) [Rr]|R)esponsibilities"
    r"|A [Dd]ay [Ii]n [Tt]he [Ll]ife"
    r"|About [Tt]he (?:[Tt]eam|[Rr]ole|[Jj]ob|[Pp]osition|[Cc]ompany|[Pp]rogram|[Ii]nternship)"
    r"|About (?:[Uu]s|[Yy]ou)"
    r"|(?:Basic|Preferred|Minimum|Required|Desired|Additional) [Qq]ualifications|Qualifications|Requirements"
    r"|What [Yy]ou(?:['’]ll|['’]d| [Ww]ill) (?:[Dd]o|[Nn]eed|[Bb]ring|[Ll]earn)"
    r"|What [Ww]e(?:['’]re [Ll]ooking [Ff]or| [Oo]ffer)"
    r"|Who [Yy]ou [Aa]re|Why (?:[Jj]oin [Uu]s|[A-Z]\w+)\?|Benefits|Diverse Experiences|Inclusive Team Culture"
    r"|Inclusion and Diversity|Mentorship (?:&|and) Career Growth|Work/Life Balance|Hybrid Work"
    r"|Equal Opportunity"
)
# A section's name begins after the end of a sentence or list, and what follows begins anew.
_SECTION = re.compile(rf"(?:^|(?<=\s))(?:{_SECTIONS})(?=:?\s+(?:[-•*·]\s+|[A-Z\d“\"'(]))")
_CLOSING = re.compile(
    r"(?<=\s)We are open to hiring candidates to work out of one of the following locations:"
)
_BULLET = re.compile(r"(?:(?<=\s)|^)[-•*·]\s+(?=[A-Z\d“\"(])")
# Where a sentence begins right after a word in small letters, a paragraph's end was lost in saving.
_LOST_BREAK = re.compile(r"(?<=[a-z]{4}) (?=(?:The|We|Our|This|These|You|If|As|In) [a-zA-Z]+ [a-z])")
# fmt: off
_JOINING = frozenset((
    "about", "above", "after", "against", "along", "among", "around", "before", "behind", "below",
    "beneath", "beside", "between", "beyond", "during", "from", "into", "like", "near", "onto", "over",
    "past", "since", "than", "that", "through", "toward", "towards", "under", "until", "upon", "when",
    "where", "which", "while", "with", "within", "without", "called", "named", "join", "across", "both",
    "also", "only", "plus", "this", "these", "those", "their", "your", "said", "says",
))
# fmt: on
_ALIKE = 0.6  # share of a list's items that begin with the same two words, from which only such begin one
_ROLE = (
    r"(?:(?:Senior|Sr\.?|Principal|Staff|Lead|Junior|Jr\.?|Associate|Applied|Data|Research|Machine|Learning|Software|Science"
    r"|Scientific|Business|Product|Program|Project|Technical|Hardware|Systems?|Quantitative|Economics?|Development|Graduate"
    r"|Intelligence|Security|Cloud|Marketing|Finance|Design|UX|AI|ML|[A-Z][A-Za-z&/+-]*)\s+){0,5}"
    r"(?:Scientist|Engineer|Developer|Analyst|Economist|Manager|Designer|Researcher|Architect|Consultant|Specialist"
    r"|Coordinator|Administrator|Technician|Intern|Internship|Apprentice|Assistant|Associate|Director|Leader)"
    r"(?:\s+(?:Intern(?:ship)?|I{1,3}|IV|V)\b)?"
)
_STATED = re.compile(
    r"(?:\b(?:[Aa]s an?|[Ff]or an?|[Ss]eeks an?|[Ss]eeking an?|[Hh]iring an?"
    r"|[Rr]ole of an?|[Ss]cope of an?|[Bb]e an?"
    r"|[Pp]osition of|[Rr]ole of|[Tt]he))\s+(?:[a-z-]+,?\s+){0,3}(" + _ROLE + r")\b"
)
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)")
_LONGEST_TITLE = 90


def posting_title(text: str, place: str) -> str:
    """The role that a posting names most often, or else its place and the beginning of its text.

    Args:
        text: the posting.
        place: the line above it.
    """
    if role := stated_role(text):
        return " ".join(role.of(text).split())
    first = _SENTENCE.match(text)
    begin = first.group() if first else text
    if len(begin) > _LONGEST_TITLE:
        begin = begin[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return f"Position in {place}: {begin}"


def stated_role(text: str) -> Span | None:
    """Where a posting first names the role that it names most often; None where it names none."""
    spans: dict[str, Span] = {}
    roles: Counter[str] = Counter()
    for match in _STATED.finditer(text):
        role = " ".join(match[1].split())
        if len(role.split()) > 1:
            spans.setdefault(role, Span(*match.span(1)))
            roles[role] += 1
    if not roles:
        return None
    most = max(roles.values())
    # Of names that are equally frequent, the longest says most: "Applied Scientist III".
    return spans[max((role for role, count in roles.items() if count == most), key=len)]


def render_posting(text: str, rendering: Rendering) -> None:
    """Append a posting to `rendering`: every word, with sections, paragraphs and list items set apart."""
    bounds = [match.span() for match in _SECTION.finditer(text)]
    _render_part(text[: bounds[0][0]] if bounds else text, rendering)
    for place, (start, end) in enumerate(bounds):
        following = bounds[place + 1][0] if place + 1 < len(bounds) else len(text)
        body = text[end:following]
        colon = body.startswith(":")
        rendering.add("heading", text[start:end] + (":" if colon else ""), level=2)
        _render_part(body[1:] if colon else body, rendering)


def _render_part(text: str, rendering: Rendering) -> None:
    closing = _CLOSING.search(text)
    if closing:
        _render_part(text[: closing.start()], rendering)
        rendering.close_sections(0)
        rendering.add("paragraph", text[closing.start() :])
        return
    starts = _item_starts(text)
    if not starts:
        for paragraph in _paragraphs(text):
            rendering.add("paragraph", paragraph)
        return
    for paragraph in _paragraphs(text[: starts[0]]):
        rendering.add("paragraph", paragraph)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        item, *after = _paragraphs(text[start:end]) if end == len(text) else [text[start:end]]
        rendering.add("item", item)
        for paragraph in after:
            rendering.add("paragraph", paragraph)


def _item_starts(text: str) -> list[int]:
    """Where list items begin: at least two marks, and only those of its pattern where the list has one."""
    marks = list(_BULLET.finditer(text))
    if len(marks) < 2:
        return []
    lead = text[: marks[0].start()].rstrip()
    if lead and not lead.endswith((":", ".", "!", "?")):
        return []  # dashes within a sentence
    beginnings = [tuple(text[mark.end() :].split(maxsplit=2)[:2]) for mark in marks]
    usual, count = Counter(beginnings).most_common(1)[0]
    alike = len(marks) > 2 and count >= _ALIKE * len(marks)
    return [m.start() for m, words in zip(marks, beginnings, strict=True) if not alike or words == usual]


def _paragraphs(text: str) -> list[str]:
    """`text` split where a paragraph's end was lost."""
    parts, begin = [], 0
    for match in _LOST_BREAK.finditer(text):
        before = text[begin : match.start()].rsplit(None, 1)[-1:]
        if before and before[0] not in _JOINING:
            parts.append(text[begin : match.start()])
            begin = match.end()
    return [part for part in [*parts, text[begin:]] if part.strip()] or [text]
