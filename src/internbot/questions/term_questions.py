"""Questions what a word or thing is: "what is a co-op?", "they keep saying 'at-will', no idea what that is"."""

from __future__ import annotations

import re

_THAT = (
    r"(?:(?:that|this|those|these|the)\s+(?:words?|terms?|phrases?|letters|abbreviations?|acronyms?|things?)"
    r"|that|this|it|they|those|these)"
)
_CLUELESS = (
    r"(?:(?:i|i'?m|i am|i'?ve|i have)\s+)?(?:(?:have\s+|got\s+)?(?:no|not a)\s+(?:idea|clue)"
    r"|do(?:n'?t| not)\s+(?:know|understand|get)|not\s+sure|never\s+heard|clueless)(?:\s+(?:about|of))?"
)
_MEANS = (
    rf"what(?:'?s|\s+(?:is|are|does|do))?\s+{_THAT}"
    r"(?:\s+(?:even|actually|really|exactly|is|are|means?|stands?\s+for))*"
)
# The message ends in the question: "what does that mean for my visa?" asks for more than a word.
# All lengths are bounded, so that no message takes long.
_ENDS = (
    rf"[\s,.;:!?–—-]{{1,6}}(?:(?:and|but|so)\s+){{0,2}}"
    rf"(?:{_CLUELESS}\s+{_MEANS}|{_CLUELESS}\s+{_THAT}|{_MEANS})\W{{0,9}}$"
)
_QUOTED = re.compile(
    rf"(?:(?<!\w)['‘](?P<single>[^'’\n]{{2,40}})['’](?!\w)|[\"“](?P<double>[^\"”\n]{{2,40}})[\"”]).{{0,80}}?{_ENDS}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:say(?:s|ing)?|said|mention(?:s|ed|ing)?|talk(?:s|ed|ing)?\s+about|speak(?:s|ing)?\s+(?:of|about)"
    r"|br(?:ing(?:s|ing)?|ought)\s+up|(?:the\s+)?(?:word|term|phrase)|called|(?:asks?|asked|asking)\s+(?:me\s+)?for"
    r"|wants?|needs?|requires?)\s+"
    r"(?:(?:the\s+(?:word|term|phrase)|something\s+called|my|your|the|some)\s+)?"
    r"(?P<term>(?!to\b|me\b|us\b|that\b|if\b|i\b|you\b|it\b|they\b|we\b|about\b|for\b)(?:[\w&/+-]+\s+){0,3}?[\w&/+-]+)"
    rf"(?:\s+(?:in\s+(?:there|it)|all\s+the\s+time|a\s+lot|everywhere))?{_ENDS}",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_DEFINED = re.compile(
    r"what(?:\s+|['’]?(?=s\b))(?:is|are|s)\s+an?\s+(?P<thing>.{1,60})$"
    r"|do(?:es)?\s+(?!th(?:is|at|ese|ose|ey)\b|it\b)(?:the\s+(?:word|term|phrase)\s+)?(?P<word>.{1,60}?)\s+mean$",
    re.IGNORECASE,
)
_LONGEST = 4
"""Words of a thing of which it is asked what it is, and nothing besides."""


def explained(turn: str) -> str:
    """The question what a word means, where a turn asks that of one that it mentions; else the turn itself."""
    found = _QUOTED.search(turn) or _CALLED.search(turn)
    if found is None:
        return turn
    term = next(words for words in found.groupdict().values() if words).strip()
    return f"What is {term}?" if _ARTICLE.match(term) else f"What does {term} mean?"


def defined(question: str) -> str | None:
    """The word or thing of which a question asks what it is; None where it asks anything else."""
    found = _DEFINED.search(question.rstrip(" ?.!\n"))
    thing = (found["thing"] or found["word"]) if found else None
    return thing if thing and len(thing.split()) <= _LONGEST else None
