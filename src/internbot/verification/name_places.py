"""Where the evidence says a name of the claim: written alike, glued, as an acronym or spelt out, or by a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from internbot.verification.facts import Facts
from internbot.verification.names import Name, same_name
from internbot.verification.words import Token

_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "which", "this", "these"]
)
_NAME_REACH = 4
"""Words that may stand between the words of one name."""


def spelt_out(name: Name, evidence: Facts) -> list[tuple[int, int]]:
    """Where the evidence has the words of an acronym, or the acronym of a name: first and last token."""
    theirs = evidence.reading.tokens
    if len(name.words) > 1:
        short = "".join(word.folded[:1] for word in name.words)
        return [(at, at) for at, token in enumerate(theirs) if token.folded == short]
    short = name.words[0].folded
    return [
        (other.first, other.last)
        for other in evidence.names
        if "".join(word.folded[:1] for word in other.words) == short
    ]


def together(parts: Sequence[Sequence[int]]) -> bool:
    """Whether all words of a name stand near each other somewhere."""
    reach = len(parts) + _NAME_REACH
    return any(all(any(abs(at - first) <= reach for at in part) for part in parts) for first in parts[0])


def name_places(word: Token, evidence: Facts) -> list[int]:
    """Numbers of the tokens of the evidence that say one word of a name; both of two that it glues, as "WalMart"."""
    exact = evidence.stems.get(word.stem, [])
    if exact:
        return exact
    theirs = evidence.reading.tokens
    for at in range(len(theirs) - 1):
        if theirs[at].capital and theirs[at].folded + theirs[at + 1].folded == word.folded:
            return [at, at + 1]
    if len(word.folded) == 1:
        return [at for at, t in enumerate(theirs) if t.capital and t.folded[:1] == word.folded]
    return [at for at, token in enumerate(theirs) if token.capital and same_name(word, token)]


def is_acronym(name: Name, evidence: Facts) -> bool:
    """Whether the evidence spells out an acronym, or has the acronym of a name."""
    if len(name.words) == 1 and sum(letter.isupper() for letter in name.words[0].text) > 1:
        return name.words[0].folded in evidence.initials
    initials = "".join(word.folded[:1] for word in name.words)
    return len(initials) > 1 and any(
        token.folded == initials and token.text.isupper() for token in evidence.reading.tokens
    )


def leads(evidence: Facts) -> dict[int, frozenset[str]]:
    """Pronouns with the stems that they may stand for: the first name of its sentence, of the one before, or of all."""
    first_of: dict[int, frozenset[str]] = {}
    for name in evidence.names:
        first_of.setdefault(name.words[0].sentence, frozenset(word.stem for word in name.words))
    opening = first_of[min(first_of)] if first_of else frozenset()
    made: dict[int, frozenset[str]] = {}
    for at, token in enumerate(evidence.reading.tokens):
        if token.folded in _PRONOUNS:
            made[at] = (
                opening
                | first_of.get(token.sentence - 1, frozenset())
                | first_of.get(token.sentence, frozenset())
            )
    return made
