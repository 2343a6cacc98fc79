"""Whether a posting says that visas are sponsored, or that only citizens may apply."""

from __future__ import annotations

import re

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.listings.record import Sponsorship
from internbot.sources.documents import Span

_US = r"(?:u\.?s\.?a?\.?|united states|american)"
_SPONSORED = (
    r"(?:visas?|immigration|work (?:permits?|authori[sz]ations?|visas?)|employment (?:visas?|authori[sz]ations?)"
    r"|h-?1-?b|e-?verify|opt|cpt|green cards?)"
)
_CITIZENS = re.compile(
    rf"\b(?:must (?:be|hold|have)|required? to be|requires?|open (?:only )?to|limited to|restricted to|only)\s+"
    rf"(?:\w+\s+){{0,3}}?(?:an? )?{_US}\s+citizen(?:s|ship)?\b"
    rf"|\b{_US}\s+citizen(?:s|ship)?\s+(?:is |are )?(?:strictly )?(?:required|only|mandatory|a requirement|a must)\b"
    rf"|\b{_US}\s+citizen(?:s|ship)\s+or\s+(?:lawful\s+)?permanent residen\w+\s+(?:status\s+)?(?:is |are )?required\b"
    rf"|\bmust be (?:an? )?citizens? of (?:the )?{_US}"
    rf"|^\W*(?:\w+:\s*)?{_US} citizenship\W*$"
)
_OR_RESIDENT = re.compile(
    r"citizen\w*\W+(?:\w+\W+){0,4}?(?:permanent residen\w+|green card|lawful|nationals?|refugee|asylee)"
    rf"|permanent residents?\W+(?:\w+\W+){{0,3}}?{_US}? ?citizen"
)
# "Or eligible to obtain the required authorizations" (of export control) keeps nobody out.
_OR_ELIGIBLE = re.compile(r"citizen\w*\b[^;]{0,160}?\bor\s+(?:\w+\s+){0,3}?(?:eligible|able)\s+(?:to|for)\b")
_DENIED = re.compile(
    r"\b(?:not|unable|cannot|can't|won't|don't|doesn't|isn't|aren't|no longer|ineligible|never|without|no)\b"
    r"(?:(?!\bbut\b|\bhowever\b)[^.]){0,70}?\bsponsor(?:s|ed|ing|ship)?\b"
    r"|\bsponsor(?:ship|ing|ed)?\b[^.]{0,50}?\b(?:is|are|will|be|can)?\s*(?:not|n't|unavailable|never)\b"
    r"|\bsponsorship\b\W{0,3}(?:no|none|not available|unavailable)\b"
)
_GRANTED = re.compile(
    rf"\b(?:will|we|can|do|does|able to|happy to|willing to|glad to|also)\s+(?:\w+\s+){{0,2}}?"
    rf"sponsor\s+(?:[\w-]+\s+){{0,3}}?{_SPONSORED}"
    rf"|\b(?:offers?|provides?|providing|offering|includes?|support)\s+(?:[\w-]+\s+){{0,2}}?{_SPONSORED}\s+sponsorship\b"
    rf"|\b{_SPONSORED}\s+sponsorship\s+(?:is\s+|will be |can be )?(?:also )?"
    r"(?:available|offered|provided|possible)\b"
    rf"|\bsponsorship\s+(?:for (?:[\w-]+\s+){{0,2}}?{_SPONSORED}\s+)?(?:is|will be)\s+(?:available|offered|provided)\b"
    rf"|\bwill sponsor\b(?!ed)(?=\s*(?:$|\W*$|candidates|applicants|employees|interns|students|international"
    r"|the right))"
    rf"|\b{_SPONSORED} sponsorship\W{{1,3}}yes\b"
)
_CONTEXT = re.compile(
    rf"\b{_SPONSORED}\b|\bsponsorship\b|\bwork in (?:the )?{_US}|\bsponsor (?:candidates|applicants|individuals"
    r"|employees|interns|students|international|now|for|anyone|you)\b|\bfuture\b|\bauthori[sz]"
    r"|\b(?:not|cannot|unable to) sponsor\W*$"
)
_OTHER = re.compile(
    r"\b(?:executive|business|project|program|corporate|event|government|technical|stakeholders?)\s+sponsor"
    r"|\bsponsor(?:ed|ship)? (?:products?|search|ads?|brands?|display|events?|conference)"
)
_SOME = re.compile(r"\b(?:for|in) (?:every|all|each)\b")
# What holds for some of an employer's positions need not hold for this one.
_OF_SOME = re.compile(
    r"\b(?:some|certain|most|many|selected|not all)\s+(?:of\s+(?:our|these|the)\s+)?(?:\w+\s+)?"
    r"(?:positions|roles|jobs|internships|openings|postings)\b"
)
_TITLE = re.compile(r"sponsor|citizen", re.IGNORECASE)  # most titles say nothing of it
_ASKED = re.compile(
    r"\b(?:will|do|would) you (?:now|require|need)|\bmay sponsor|\bcase[- ]by[- ]case|\bif (?:you|sponsorship)|"
    r"\b(?:regardless|without regard)\b|\bmay be (?:available|possible|considered)|\bpossible\b.*\bnot guaranteed"
)


def read_sponsorship(text: Clauses) -> Fact[Sponsorship] | None:
    """What is said of sponsoring; None also where two statements contradict each other.

    Where citizens or permanent residents are asked for, that is "no": who needs a visa cannot apply.
    """
    found: dict[Sponsorship, Span] = {}
    for clause in text.holding("sponsor", "citizen"):
        if said := _said(text.plain, clause):
            found.setdefault(*said)
    if "yes" in found and len(found) > 1:
        return None
    for value in ("citizens_only", "yes", "no"):
        if value in found:
            return Fact(value, found[value])
    return None


def sponsorship_in_title(title: str) -> Fact[Sponsorship] | None:
    """What a title says of sponsoring: "Engineering Intern - US Citizens Only"."""
    return read_sponsorship(Clauses.of(title)) if _TITLE.search(title) else None


def _said(plain: str, clause: Span) -> tuple[Sponsorship, Span] | None:
    words = plain[clause.start : clause.end]
    if plain[clause.end - 1 : clause.end] == "?" or _ASKED.search(words):
        return None
    if _OF_SOME.search(words):
        return None
    if (match := _CITIZENS.search(words)) and not _OR_ELIGIBLE.search(words):
        value: Sponsorship = "no" if _OR_RESIDENT.search(words) else "citizens_only"
        return value, _within(plain, clause, match)
    if "sponsor" not in words or not _CONTEXT.search(words) or _OTHER.search(words):
        return None
    # "We cannot sponsor every role" denies nothing of this one.
    if (match := _DENIED.search(words)) and not _SOME.search(words, match.end()):
        return "no", _within(plain, clause, match)
    if match := _GRANTED.search(words):
        return "yes", _within(plain, clause, match)
    return None


def _within(plain: str, clause: Span, match: re.Match[str]) -> Span:
    """The clause without the white space around it, or only the words that matched where it is very long."""
    if clause.end - clause.start > 400:
        return Span(clause.start + match.start(), clause.start + match.end())
    words = plain[clause.start : clause.end]
    start = clause.start + len(words) - len(words.lstrip(" \t\n-*·•"))
    return Span(start, clause.start + len(words.rstrip(" \t\n-*·•")))
