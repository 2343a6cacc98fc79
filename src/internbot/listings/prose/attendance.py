"""Whether prose says of this very job that it is remote, hybrid or on site."""

from __future__ import annotations

import re

from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.facts import Fact
from internbot.listings.record import Remote
from internbot.sources.documents import Span

_JOB = r"(?:role|position|job|internship|opportunity|co-?op|program|assignment)"
_THIS = rf"\b(?:this|the)\s+(?:\w+[\s-]+){{0,2}}?{_JOB}\s+(?:is|will be|can be)\s+(?:\w+,?\s+){{0,3}}?"
_STATED: tuple[tuple[Remote, re.Pattern[str]], ...] = (
    (
        "no",
        re.compile(
            rf"{_THIS}(?:on-?\s?site|in[- ]person|in[- ]office)\b|\b(?:on-?site|in[- ]person) (?:only|{_JOB})\b"
            rf"|\b(?:not|no)\s+(?:an?\s+|eligible for |available for |open to )?(?:fully )?remote\b"
            rf"|\bremote work is not\b"
            rf"|\bremote\b[^.]{{0,25}}\b(?:not (?:available|possible|offered|an option))\b"
            rf"|\bmust work (?:on-?site|in[- ]person)\b|\b100\s?% (?:on-?site|in[- ]person)"
        ),
    ),
    (
        "hybrid",
        re.compile(
            rf"{_THIS}hybrid\b|\bhybrid\s+(?:remote\s+)?(?:work(?:ing|place)?\s+)?(?:schedule|model|arrangement"
            rf"|environment|{_JOB})\b|\b(?:\d|one|two|three|four)(?:\s*(?:-|to)\s*\d)?\+?\s+days?\s+(?:a|per|each|/)\s*week\s+"
            r"(?:in[- ](?:the\s+|our\s+)?(?:[a-z]+ )?office|on-?site|in[- ]person)"
            r"|\b(?:in[- ](?:the\s+)?office|on-?site)\s+(?:at least\s+)?(?:\d|two|three|four)\s+days\b"
        ),
    ),
    (
        "yes",
        re.compile(
            rf"{_THIS}(?:a\s+)?(?:fully\s+|100\s?%\s+)?(?:remote|virtual)\b(?!\s+(?:teams?|sensing|work))"
            rf"|\b(?:fully|100\s?%|entirely|completely)\s+remote\b(?!\s+(?:teams?|sensing))|\bremote[- ]only\b"
            rf"|\bremote\s+{_JOB}\b|\bwork (?:remotely )?from anywhere\b"
        ),
    ),
)
_WHETHER = re.compile(
    r"\b(?:may|might|some roles|whether|if |either|option|or in |or (?:hybrid|remote|on-?site)|occasional)"
)


def read_attendance(text: Clauses) -> Fact[Remote] | None:
    """What is said; None where two statements differ."""
    if not text.has(
        "remote", "hybrid", "onsite", "on-site", "on site", "in person", "in-person", "office", "virtual"
    ):
        return None
    found: dict[Remote, Span] = {}
    for clause in text.holding(
        "remote", "hybrid", "onsite", "on-site", "on site", "in person", "in-person", "office"
    ):
        if _WHETHER.search(text.plain, clause.start, clause.end):
            continue
        for value, pattern in _STATED:
            if match := pattern.search(text.plain, clause.start, clause.end):
                found.setdefault(value, Span(*match.span()))
                break
    return Fact(*found.popitem()) if len(found) == 1 else None
