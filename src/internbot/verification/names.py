"""Names of a claim, and whether the evidence has them: folded, as initials, or as the adjective of a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from internbot.verification.words import Reading, Token

_PEOPLE = ("ish", "ese", "ian", "ean", "an", "ch", "i", "ic")
_PLACES = {
    "french": "franc", "dutch": "netherland", "german": "germani", "spanish": "spain", "british": "britain",
    "us": "america", "usa": "america", "uk": "kingdom", "swiss": "switzerland", "greek": "greec", "polish": "poland",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words.

    Attributes:
        words: its tokens without the small words between them.
        first, last: numbers of its first and last token.
    """

    words: tuple[Token, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


def names(reading: Reading) -> tuple[Name, ...]:
    """Names of a text; a capital that only begins a sentence makes none, and neither does one after a colon."""
    found: list[Name] = []
    run: list[int] = []
    for at, token in enumerate(reading.tokens):
        if not _is_name(reading, at):
            continue
        if run and (at != run[-1] + 1 or not _joined(reading, run[-1], at)):
            found.append(_name(reading, run))
            run = []
        run.append(at)
        del token
    if run:
        found.append(_name(reading, run))
    return tuple(found)


def opening_names(reading: Reading, evidence: Reading) -> tuple[Name, ...]:
    """Single words that begin a sentence of a claim and are names by the evidence, or are not in it at all.

    A capital at the beginning says nothing by itself; the evidence tells a name by writing it so in mid-sentence.
    """
    small = {token.stem for token in evidence.tokens if not token.capital}
    inside = {token.stem for token in evidence.tokens if token.capital and not token.opens}
    held = {token.stem for token in evidence.tokens}
    found = []
    for at, token in enumerate(reading.tokens):
        if not token.opens or not token.capital or not token.content or _is_name(reading, at):
            continue
        if token.stem in inside - small or token.stem not in held:
            found.append(_name(reading, [at]))
    return tuple(found)


def _name(reading: Reading, run: list[int]) -> Name:
    return Name(tuple(reading.tokens[at] for at in run), run[0], run[-1])


def _is_name(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    if not token.capital or token.folded[:1].isdigit() or (not token.content and not _acronym(token)):
        return False
    if token.folded == "i" or not token.opens:
        return True
    # At the beginning of a sentence: an acronym, a mixed spelling, or the first word of a longer name.
    if _acronym(token) or not token.text[1:].islower():
        return len(token.text) > 1
    following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    return following is not None and following.capital and following.content and _joined(reading, at, at + 1)


def _acronym(token: Token) -> bool:
    return len(token.folded) > 1 and token.text.isupper()


def _joined(reading: Reading, one: int, other: int) -> bool:
    between = reading.text[reading.tokens[one].end : reading.tokens[other].start]
    return re.fullmatch(r"[\s.\-–&]*", between) is not None


def place_stem(stem: str) -> str:
    """What a place and the adjective of its people have in common."""
    return _PLACES.get(stem, stem)


def same_name(word: Token, other: Token) -> bool:
    """Whether two words are forms of one name: equal stems, or a place and its people."""
    if word.stem == other.stem or place_stem(word.stem) == place_stem(other.stem):
        return True
    a, b = sorted((word.folded, other.folded), key=len)
    shared = len(a) - 1 if len(a) < 8 else len(a) - 2
    return len(a) >= 4 and a[:shared] == b[:shared] and any(b.endswith(e) or a.endswith(e) for e in _PEOPLE)


def initials_of(reading: Reading) -> frozenset[str]:
    """Initials of every run of two to six words that begins and ends with a capital, as "nfl"."""
    made: set[str] = set()
    tokens = reading.tokens
    for first in range(len(tokens)):
        letters, large = "", ""
        for last in range(first, min(first + 7, len(tokens))):
            if tokens[last].sentence != tokens[first].sentence:
                break
            letters += tokens[last].folded[:1]
            large += tokens[last].folded[:1] if tokens[last].content else ""
            if last > first:
                made.update((letters, large))
    return frozenset(made)
