"""Lines that are no headings by their markup but name what stands below them."""

from __future__ import annotations

import re

LONGEST_LABEL = 80
"""Characters up to which a paragraph wholly in bold is a heading."""
LONGEST_QUESTION = 200
"""The same of one that ends in a question, as in interviews and lists of frequent questions."""

_MOST_LEAD_WORDS = 5
_SENTENCE = re.compile(r"[.;,…]$|[.!?…]\s")
_NUMBER = re.compile(r"^(?:\(?\w{1,3}[.)]\s+)+")


def is_label(text: str) -> bool:
    """Whether a paragraph wholly in bold is a heading: short, on one line, and no sentence, or else a question."""
    if "\n" in text or len(text) > LONGEST_QUESTION:
        return False
    if text.endswith("?"):
        return True
    if len(text) > LONGEST_LABEL:
        return False
    words = _NUMBER.sub("", text)
    if words.endswith(".") and len(words.split()) <= _MOST_LEAD_WORDS:
        words = words[:-1]  # a label with a full stop, as in contracts
    return not _SENTENCE.search(words)


def is_lead(text: str) -> bool:
    """Whether a plain line can only be the name of what stands below it: a few words, no punctuation."""
    return text[:1].isupper() and len(text.split()) <= _MOST_LEAD_WORDS and not re.search(r"[.,;:!?]", text)
