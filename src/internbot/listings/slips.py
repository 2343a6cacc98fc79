"""Slips of the pen in the words that questions over listings turn on ("intership", "sponsorhip"), put right."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import words_of

# Long words only: of a short one, a letter more or less often makes another English word.
_WORDS = (
    "internship", "internships", "apprenticeship", "apprenticeships", "sponsor", "sponsors", "sponsorship",
    "experience", "deadline", "deadlines", "hybrid", "citizenship", "undergraduate", "undergraduates", "bachelor",
    "position", "positions", "opening", "openings", "opportunity", "opportunities", "listings", "postings",
    "salary", "available", "companies", "remotely", "engineering", "software", "hardware", "marketing",
)  # fmt: skip
_SHORT = MappingProxyType(
    {
        "wich": "which", "whcih": "which", "whihc": "which", "whch": "which", "waht": "what", "hwat": "what",
        "wher": "where", "wehre": "where", "whre": "where", "wehn": "when", "hwo": "how", "jbos": "jobs",
    }
)  # fmt: skip
"""Slips in short words, told one by one."""
_ENDINGS = ("", "s", "d", "ed", "ing", "er", "ers", "'s")
_SHORTEST, _LONG = 6, 9


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with its slips put right, and what was replaced: (offset in the original, its length, the new length)."""

    text: str
    edits: tuple[tuple[int, int, int], ...]

    def original(self, offset: int) -> int:
        """Where an offset of the corrected text stands in the original; within a replaced word, at its ends."""
        shift = 0
        for start, old, new in self.edits:
            at = start + shift
            if offset <= at:
                break
            if offset < at + new:
                return start + min(offset - at, old)
            shift += new - old
        return offset - shift


def _is_form(key: str, word: str) -> bool:
    return word.startswith(key) or (key.startswith(word) and key[len(word) :] in _ENDINGS)


def corrected(text: str, vocabulary: ListingVocabulary) -> Corrected:
    """`text` with words put right that are one letter, or two of a long word, away from a word of the questions.

    So are the names of skills that records list. Words that any record holds stay as they are, and so do the forms of a
    word ("sponsored").
    """
    skills = tuple(one for one in vocabulary.skills if len(one) >= _SHORTEST and one.isalpha())
    made: list[str] = []
    edits: list[tuple[int, int, int]] = []
    at = 0
    for word in words_of(text):
        key = word.folded
        if key in _SHORT:
            made += [text[at : word.start], _SHORT[key]]
            edits.append((word.start, word.end - word.start, len(_SHORT[key])))
            at = word.end
            continue
        if len(key) < _SHORTEST or any(_is_form(key, one) for one in _WORDS):
            continue
        likely = [one for one in (*_WORDS, *skills) if one[0] == key[0]]
        near = process.extractOne(
            key, likely, scorer=OSA.distance, score_cutoff=2 if len(key) >= _LONG else 1
        )
        if near is None or vocabulary.mentions(key):
            continue
        made += [text[at : word.start], near[0]]
        edits.append((word.start, word.end - word.start, len(near[0])))
        at = word.end
    return Corrected("".join((*made, text[at:])), tuple(edits))
