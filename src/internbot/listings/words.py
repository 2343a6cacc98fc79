"""Folding of text for comparison: case, accents, apostrophes and plural endings make no difference."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[.+#&'’-]?[^\W_]+)*(?:\+\+|#|\+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded, and where it stands."""

    text: str
    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; `C++`, `U.S.`, `end-to-end` and `Master's` are one word each."""
    return tuple(Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))


def singular(word: str) -> str:
    """A folded English word without its plural or possessive ending; words that only look plural stay."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) <= 3 or word.endswith(("ss", "us", "is", "ics", "aws", "news")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
