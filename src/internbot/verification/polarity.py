"""Negations, comparisons and quantifiers: small words that turn a sentence into another one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from internbot.verification.words import Reading

Pole = Literal[-1, 1]

_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "cant",
        "unable",
        "unlike",
        "nowhere",
        "non",
    ]
)
_NEGATIVE_VERBS = frozenset(
    [
        "lack",
        "lacks",
        "lacked",
        "lacking",
        "fail",
        "fails",
        "failed",
        "failing",
        "refuse",
        "refused",
        "refuses",
    ]
)
_PHRASES = frozenset({"at_least", "at_most", "up_to", "or_more", "or_less", "or_above", "or_fewer"})
_HEAD_WITHIN = 6

# Words of one row mean the same direction; the two rows of a pair oppose each other.
_OPPOSITES: tuple[tuple[str, str, str], ...] = (
    ("bound", "at_least minimum or_more or_above", "at_most up_to maximum or_less or_fewer"),
    (
        "amount",
        "more over above greater exceed exceeds exceeding exceeded higher larger bigger plus beyond",
        "less under below fewer lower smaller",
    ),
    (
        "time",
        "before prior earlier preceding until till ahead previously",
        "after following later since subsequently subsequent afterwards",
    ),
    ("order", "first initial", "last final"),
    ("youngest", "oldest earliest eldest", "youngest newest latest"),
    (
        "extreme",
        "largest biggest greatest highest most longest tallest best maximum top",
        "smallest lowest least fewest shortest worst minimum bottom",
    ),
    (
        "change",
        "increase increases increased increasing rise rises rose risen rising grow grows grew growing raise raises",
        "decrease decreases decreased decreasing fall falls fell falling decline declines declined declining drop "
        "drops dropped reduce reduces reduced reducing shrink",
    ),
    ("age", "older elder", "younger"),
    ("length", "longer", "shorter"),
    ("long", "long", "short"),
    ("speed", "faster quicker sooner fast", "slower slow"),
    ("quality", "better", "worse"),
    ("strength", "stronger strong", "weaker weak"),
    ("level", "upper high", "lower low"),
    ("early", "early", "late"),
    ("place", "inside within indoors", "outside outdoors"),
    ("limits", "maximum", "minimum"),
    ("share", "majority", "minority"),
    ("paid", "paid", "unpaid"),
    ("required", "required mandatory compulsory must", "optional voluntary"),
    ("open", "open opens opened", "closed close closes"),
    ("accepted", "accepted accept accepts", "rejected reject rejects refused refuse"),
    ("allowed", "allowed permitted eligible", "forbidden prohibited banned ineligible"),
    ("remote", "remote remotely", "onsite"),
    ("legal", "legal", "illegal"),
    ("rich", "include includes included including", "exclude excludes excluded excluding except"),
    ("full", "full", "part"),
    ("cost", "cheaper free", "costlier"),
    ("win", "win wins won", "lose loses lost"),
    ("start", "start starts started begin begins began", "end ends ended finish finishes finished"),
    ("same", "same identical", "different"),
)
STRICT = frozenset(
    (
        "bound",
        "amount",
        "time",
        "order",
        "youngest",
        "extreme",
        "change",
        "age",
        "length",
        "speed",
        "quality",
        "limits",
        "share",
    )
)
"""Dimensions of which the evidence must say the same direction; of the others it must only not say the opposite."""
_QUANTIFIERS: tuple[tuple[str, str], ...] = (
    (
        "all",
        "all every each always everyone everybody everything any entire whole entirely completely fully both",
    ),
    ("most", "most majority mostly largely mainly primarily predominantly chiefly"),
    (
        "many",
        "many often frequently commonly usually typically generally numerous normally several multiple various",
    ),
    ("some", "some sometimes occasionally certain"),
    ("few", "few rarely seldom hardly minority little scarcely"),
    ("none", "no none never neither nobody nothing"),
    ("only", "only solely exclusively just merely alone sole"),
)
_ONLY, _NOT_ONLY = "only", "not only"
_WEAKER = {"all": ("most", "many", "some"), "most": ("many", "some"), "many": ("some",)}
"""What follows from a quantifier of the evidence: all do, so some do."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word with the word that it negates.

    Attributes:
        at: number of its token.
        head: number of the next content word, or of the one before where none follows.
    """

    at: int
    head: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparing word.

    Attributes:
        at: number of its (last) token.
        dimension: what is compared.
        pole: which of the two directions.
    """

    at: int
    dimension: str
    pole: Pole


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word for how many or how often.

    Attributes:
        at: number of its token.
        extent: its class, such as "all".
    """

    at: int
    extent: str


def negations(reading: Reading) -> tuple[Negation, ...]:
    """Negations of a text; "not only" is none."""
    found = []
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.folded not in _NEGATIONS and token.folded not in _NEGATIVE_VERBS:
            continue
        following = tokens[at + 1].folded if at + 1 < len(tokens) else ""
        if (token.folded == "not" and following in ("only", "just", "necessarily")) or (
            token.folded == "no" and following in ("doubt", "matter")
        ):
            continue
        ahead = [
            other
            for other in range(at + 1, min(at + 1 + _HEAD_WITHIN, len(tokens)))
            if tokens[other].sentence == token.sentence and tokens[other].content
        ]
        behind = [
            other
            for other in range(max(0, at - _HEAD_WITHIN), at)
            if tokens[other].sentence == token.sentence and tokens[other].content
        ]
        head = ahead[0] if ahead else behind[-1] if behind else at
        found.append(Negation(at, head))
    return tuple(found)


def comparisons(reading: Reading) -> tuple[Comparison, ...]:
    """Comparing words; one that belongs to several dimensions gives one comparison each."""
    known = _directions()
    return tuple(
        Comparison(at, dimension, pole)
        for at, word in _marked(reading)
        for dimension, pole in known.get(word, ())
    )


def quantifiers(reading: Reading) -> tuple[Quantifier, ...]:
    """Words for how many or how often."""
    known = _extents()
    return tuple(
        Quantifier(at, _NOT_ONLY if known[word] == _ONLY and _denied(reading, at) else known[word])
        for at, word in _marked(reading)
        if word in known
    )


def _denied(reading: Reading, at: int) -> bool:
    return at > 0 and reading.tokens[at - 1].folded == "not"


@lru_cache(maxsize=1)
def _directions() -> dict[str, tuple[tuple[str, Pole], ...]]:
    made: dict[str, tuple[tuple[str, Pole], ...]] = {}
    poles: tuple[Pole, Pole] = (1, -1)
    for dimension, *sides in _OPPOSITES:
        for pole, words in zip(poles, sides, strict=True):
            for word in words.split():
                made[word] = (*made.get(word, ()), (dimension, pole))
    return made


@lru_cache(maxsize=1)
def _extents() -> dict[str, str]:
    return {word: extent for extent, words in reversed(_QUANTIFIERS) for word in words.split()}


def follows(evidence: str, claim: str) -> bool:
    """Whether what the evidence says of an extent holds for the claim's extent too."""
    return evidence == claim or claim in _WEAKER.get(evidence, ())


def _marked(reading: Reading) -> list[tuple[int, str]]:
    """Words with their numbers, where "at least" and the like are one word."""
    tokens = reading.tokens
    made = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].folded if at else ""
        word = token.folded
        if f"{before}_{word}" in _PHRASES:
            word = f"{before}_{word}"
        made.append((at, word))
    return made
