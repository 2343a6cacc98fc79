"""Sentences that tell nothing: they only point elsewhere ("see the guide below"), or ask themselves."""

from __future__ import annotations

import re
from functools import lru_cache

_PLACE = (
    r"(?:section|page|guide|article|chapter|document|documentation|docs|table|list|link|post|website|site|faqs?|"
    r"appendix|handbook|readme|tutorial|video|blog|overview|website|figure)s?"
)
_POINTS = re.compile(
    rf"^\W*(?:for (?:more|further|full|additional) \w+,? )?(?:please |you can |you may |you should |also )*"
    rf"(?:see|read|visit|refer to|check(?: out)?|consult|look at|take a look at|have a look at|go to|click|find out|"
    rf"learn|follow|review)\b[^.;]*?"
    rf"(?:\b{_PLACE}\b|\b(?:here|below|above|more about)\b|https?://)"
    rf"|\bthere(?:['’]s| is| are)\b[^.;]*\b{_PLACE}\b[^.;]*\b(?:on|about|for|in|below|above)\b"
    rf"|\b(?:the )?(?:following|next|above|previous)(?: \w+)? {_PLACE}\b[^.;]*"
    r"\b(?:shows?|lists?|explains?|describes?|covers?|gives?|has|contains?)\b"
    rf"|\b(?:this|our|the)(?: \w+){{0,2}} {_PLACE}(?: (?:on|about) [\w ]+)? "
    r"(?:explains?|covers?|describes?|shows?|tells?|discusses)\b"
    r"|\b(?:more|further|full|detailed) (?:information|details|info)\b[^.;]*\b(?:found|available|at|in|on|here|see)\b"
    r"|\b(?:is|are|was|were|be) (?:described|explained|discussed|covered|listed) (?:\w+ )?"
    rf"(?:below|above|here|elsewhere|in (?:the|this|our|another)(?: \w+){{0,3}} {_PLACE})\b",
    re.IGNORECASE,
)
_ASKS_PLACE = re.compile(
    rf"\bwhere\b|\b(?:which|what|any|a|an|the)(?: \w+){{0,2}} {_PLACE}\b|\b(?:find|learn|read) (?:out )?"
    r"(?:more|about)\b|\b(?:address|url|www|contact|resources?|read|online)\b",
    re.IGNORECASE,
)
_ASKS_QUESTIONS = re.compile(
    r"\bquestions?\b|\b(?:ask|asked|asking|clarify|check|know|find out|consider)\b", re.IGNORECASE
)
_LONGEST = 32
"""Words up to which a sentence only points; a longer one says something beside."""


def asks_where(question: str) -> bool:
    """Whether a pointer is what a question asks for."""
    return _ASKS_PLACE.search(question) is not None


@lru_cache(maxsize=8192)
def only_points(sentence: str) -> bool:
    """Whether a sentence tells no more than where something is told. One that introduces a list does not."""
    text = sentence.strip()
    return not text.endswith(":") and len(text.split()) <= _LONGEST and _POINTS.search(text) is not None


def asks_for_questions(question: str) -> bool:
    """Whether questions are what a question asks for: what to ask, to check or to know."""
    return _ASKS_QUESTIONS.search(question) is not None


def only_asks(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return sentence.rstrip(" \"'”’)]*_").endswith("?")
