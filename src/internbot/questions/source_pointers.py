"""Where the asker has read something: "in that Amazon Science story", "according to the Outreachy guide"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from internbot.questions.mentions import content_words

_WRITING = (
    r"(?:articles?|stor(?:y|ies)|guides?|handbooks?|manuals?|blog ?posts?|blogs?|docs|documentation|faqs?|write-?ups?"
    r"|web ?(?:pages?|sites?)|interview(?=\s+with\b))"
)
_ABOUT = r"(?:\s+(?:about|on|by|with|from|of)\s+(?:the\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,2}?(?=\s*[,:;]|\W*$))?"
_POINTER = re.compile(
    rf"[,;]?\s?\b(?:in|from|on|of|according to|per|as per|as)\s+(?P<named>(?:the|that|this|these|those|your|their)\s+"
    rf"(?:[\w'’-]+\s+){{0,4}}?{_WRITING}\b{_ABOUT})(?:\s+(?:says?|puts? it))?\s*[,:;]?",
    re.IGNORECASE,
)
_SAYS = re.compile(
    rf"^\W*(?:(?:what|where)\s+)?do(?:es)?\s+(?P<named>(?:the|that|this|these|your|their)\s+(?:[\w'’-]+\s+){{0,4}}?{_WRITING}\b)"
    r"\s+(?:say|tell(?:\s+me|\s+us)?|mention|explain)\s+(?=(?:how|what|who|when|where|why|which)\b)",
    re.IGNORECASE,
)
_KIND = re.compile(_WRITING)
_ENOUGH = 2
"""Words with content from which a question can be understood without the pointer."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A question that says in which text its answer stands.

    Attributes:
        rest: the question without that.
        named: content words by which the text is named, without "article" itself, in small letters.
    """

    rest: str
    named: tuple[str, ...]


def pointed(question: str) -> Pointed | None:
    """What a question asks besides naming a text; None where it names none, or asks nothing else."""
    found = _SAYS.search(question) or _POINTER.search(question)
    if found is None:
        return None
    rest = " ".join(f"{question[: found.start()]} {question[found.end() :]}".split())
    if len(content_words(rest)) < _ENOUGH:
        return None
    named = (word.folded for word in content_words(found["named"]))
    return Pointed(rest[:1].upper() + rest[1:], tuple(word for word in named if not _KIND.fullmatch(word)))
