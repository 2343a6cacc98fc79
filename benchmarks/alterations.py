"""Altered claims: exactly one number, name, date, negation or comparison of a true sentence changed, by a fixed seed.

What is changed is found by patterns of its own, not by those of `internbot.verification`, so that the generator does
not only change what the checks recognise. A replacement is of the same form as what it replaces; half of the numbers,
dates and names come from the same passage. Not made, since they might stay true: a name replaced by one that stands in
one list with it, or that shares a word or its initials with it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

Kind = Literal["number", "name", "date", "negation", "comparison"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
]
_ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_SCALES = ["hundred", "thousand", "million", "billion"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join(_MONTHS)
_FIGURE = re.compile(r"(?<![\w.,:/-])(?<!- )(?<!: )\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/]|[.,]\d| :)")
_YEAR = re.compile(r"(?<![\w.,$£€-])(?:1\d{3}|20[0-3]\d)(?![\w%]|,\d|\s?%)")
_MONTH_NAME = re.compile(
    rf"\b(?:{_MONTH})\b(?=\s+\d|\s*,|\s+of\b)|(?<=\d )\b(?:{_MONTH})\b|(?<=[Ii]n )(?:{_MONTH})\b"
)
_DAY = re.compile(rf"(?<=\b)(?:{_MONTH}) (\d{{1,2}})\b(?! \d)|(?<![\w.,-])(\d{{1,2}}) (?:{_MONTH})\b")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS + _ORDINALS + _SCALES)})\b")
_NAME = re.compile(r"\b[A-Z][\w'’.]*[\w](?: (?:of the|of|de|van|von|the|-)? ?[A-Z][\w'’.]*\w)*|\b[A-Z]{2,}\b")
_NO_NAME = frozenset(
    [
        "A",
        "An",
        "The",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "Its",
        "He",
        "She",
        "His",
        "Her",
        "They",
        "Their",
        "We",
        "Our",
        "You",
        "Your",
        "I",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "With",
        "As",
        "Of",
        "To",
        "And",
        "But",
        "Or",
        "If",
        "When",
        "While",
        "Although",
        "After",
        "Before",
        "Since",
        "During",
        "There",
        "Here",
        "However",
        "Both",
        "Each",
        "All",
        "Some",
        "Many",
        "Most",
        "One",
        "Two",
        "Three",
        "First",
        "According",
        "Not",
        "No",
        "Also",
        "Because",
        "Then",
        "Under",
        "Such",
        "Other",
        "Another",
        "Any",
        "Every",
        "Who",
        "What",
        "Where",
        "How",
        "Which",
        "Yes",
        "Later",
        "Following",
        "Within",
        "Unlike",
        "Between",
        "Through",
        "Over",
        "Despite",
        "Once",
        "Only",
        "Several",
        "Additionally",
        "Instead",
    ]
) | frozenset(_MONTHS)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|may|must|does|did|do)\b(?! not|n't| n't| be to)"
)
_PERFECT = re.compile(r"\b(?:has|have|had)(?= (?:been|become|\w+ed)\b)")
_NEGATED = (
    (re.compile(r"\bcannot\b"), "can"),
    (
        re.compile(
            r"\b(is|are|was|were|can|could|will|would|should|may|must|has|have|had) (?:not|never)\b(?! only)"
        ),
        r"\1",
    ),
    (re.compile(r"\b(is|are|was|were|could|would|should|has|have|had) ?n't\b"), r"\1"),
    (re.compile(r"\bnever (?=\w+ed\b)"), ""),
)
_SWAPS = (
    ("more than", "less than"), ("at least", "at most"), ("greater than", "less than"), ("higher", "lower"),
    ("larger", "smaller"), ("largest", "smallest"), ("highest", "lowest"), ("longest", "shortest"),
    ("longer", "shorter"),
    ("older", "younger"), ("oldest", "youngest"), ("earlier", "later"), ("earliest", "latest"), ("before", "after"),
    ("more", "less"), ("most", "least"), ("first", "last"), ("above", "below"), ("increase", "decrease"),
    ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"), ("always", "never"),
    ("maximum", "minimum"), ("majority", "minority"), ("many", "few"), ("better", "worse"), ("best", "worst"),
    ("stronger", "weaker"), ("up to", "at least"), ("all", "none of"), ("every", "no"), ("faster", "slower"),
    ("upper", "lower"), ("greater", "smaller"), ("greatest", "smallest"), ("often", "rarely"), ("usually", "rarely"),
    ("over", "under"), ("some", "all"), ("inside", "outside"), ("younger", "older"),
)  # fmt: skip
_ONLY_BEFORE_FIGURES = frozenset({"over", "under"})


_LIST = 200
"""Characters within which two names may stand in one list."""
_LISTING = re.compile(r"[A-Z][\w'’.]*|\W+|and|or|as|known|called|the|of|a|an")


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim with one thing changed.

    Attributes:
        kind: of what was changed.
        text: the altered claim.
        was, now: the words that were changed, and into what.
        inside: whether the new words stand in the passage too.
    """

    kind: Kind
    text: str
    was: str
    now: str
    inside: bool


def altered(
    claim: str, passage: str, names: Sequence[str], common: frozenset[str], rng: random.Random
) -> list[Altered]:
    """At most one alteration of each kind.

    Args:
        claim: a sentence that `passage` supports.
        names: of other passages, to replace names with.
        common: words that are also written small, which make no names.
    """
    makers: dict[Kind, Callable[[], Iterator[tuple[int, int, str]]]] = {
        "number": lambda: _numbers(claim, passage, rng),
        "date": lambda: _dates(claim, passage, rng),
        "name": lambda: _names(claim, passage, names, common, rng),
        "negation": lambda: _negations(claim, rng),
        "comparison": lambda: _comparisons(claim, rng),
    }
    made = []
    for kind in KINDS:
        for start, end, now in makers[kind]():
            text = " ".join((claim[:start] + now + claim[end:]).split())
            inside = re.search(rf"(?<!\w){re.escape(now)}(?!\w)", passage) is not None
            if text != " ".join(claim.split()):
                made.append(Altered(kind, text, claim[start:end], now, inside))
                break
    return made


def names_in(text: str, common: frozenset[str] = frozenset()) -> list[str]:
    """Names, with the small words inside them.

    Args:
        common: words that are also written small; a single one of them is no name, nor is one that begins a sentence.
    """
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if first in _NO_NAME:
            name = rest
        opening = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:;`'\""
        known = " " in name or not (name.lower() in common or (opening and len(name) < 4))
        if (
            len(name) > 2
            and name[:1].isupper()
            and known
            and not _MONTH_NAME.search(name)
            and name not in _NO_NAME
        ):
            found.append(name)
    return found


def _numbers(claim: str, passage: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    taken = [match.span() for pattern in (_YEAR, _DAY) for match in pattern.finditer(claim)]
    figures = [
        match
        for match in _FIGURE.finditer(claim)
        if not any(start <= match.start() < end for start, end in taken)
    ]
    words = list(_NUMBER_WORD.finditer(claim))
    for match in rng.sample(figures + words, len(figures) + len(words)):
        was = match.group()
        yield match.start(), match.end(), _another_number(was, passage, claim, rng)


def _another_number(was: str, passage: str, claim: str, rng: random.Random) -> str:
    for words in (_WORDS, _ORDINALS, _SCALES):
        if was in words:
            held = [w for w in words if w != was and re.search(rf"\b{w}\b", passage) and w not in claim]
            return (
                rng.choice(held)
                if held and rng.random() < 0.5
                else rng.choice([w for w in words if w != was])
            )
    value = float(was.replace(",", ""))
    dates = {match.span()[0] for match in _YEAR.finditer(passage)}
    held = [
        other.group()
        for other in _FIGURE.finditer(passage)
        if other.start() not in dates
        and float(other.group().replace(",", "")) != value
        and other.group() not in claim
    ]
    if held and rng.random() < 0.5:
        return rng.choice(held)
    if "." in was:
        return f"{value + rng.choice((-1, 1)) * rng.choice((0.5, 1.0, 2.0)):.{len(was.partition('.')[2])}f}".lstrip(
            "-"
        )
    step = max(1, int(value * rng.choice((0.1, 0.25, 0.5))))
    other_value = max(0, int(value) + rng.choice((-1, 1)) * step)
    other_value += other_value == value
    return f"{other_value:,}" if "," in was else str(other_value)


def _dates(claim: str, passage: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    held = [year for year in dict.fromkeys(_YEAR.findall(passage)) if year not in claim]
    for match in _YEAR.finditer(claim):
        near = int(match.group()) + rng.choice((-1, 1)) * rng.randint(1, 20)
        found.append((*match.span(), rng.choice(held) if held and rng.random() < 0.5 else str(near)))
    for match in _MONTH_NAME.finditer(claim):
        months = [month for month in _MONTHS if month != match.group()]
        inside = [month for month in months if month in passage and month not in claim]
        found.append((*match.span(), rng.choice(inside if inside and rng.random() < 0.5 else months)))
    for match in _DAY.finditer(claim):
        group = 1 if match[1] else 2
        days = [str(day) for day in range(1, 29) if day != int(match[group])]
        found.append((*match.span(group), rng.choice(days)))
    yield from rng.sample(found, len(found))


def _names(
    claim: str, passage: str, others: Sequence[str], common: frozenset[str], rng: random.Random
) -> Iterator[tuple[int, int, str]]:
    inside = list(dict.fromkeys(names_in(passage, common)))
    spots = [
        (match.start(), name)
        for name in set(names_in(claim, common))
        for match in re.finditer(re.escape(name), claim)
    ]
    for start, name in rng.sample(sorted(spots), len(spots)):
        pools = [[other for other in inside if _listed_apart(name, other, passage)], list(others)]
        if rng.random() < 0.5:
            pools.reverse()
        for pool in pools:
            fitting = [
                other
                for other in pool
                if _form(other) == _form(name) and not _akin(name, other) and not _akin(claim, other)
            ]
            if fitting:
                yield start, start + len(name), rng.choice(fitting)
                break


@lru_cache(maxsize=65536)
def _form(name: str) -> tuple[bool, int, bool, bool]:
    """An acronym or not, how many words, whether plural, whether an adjective of a people."""
    words = name.split()
    return (
        name.isupper(),
        min(len(words), 2),
        words[-1].endswith("s"),
        words[-1].endswith(("ish", "ese", "ian", "can", "ans", "eans")),
    )


def _akin(name: str, other: str) -> bool:
    starts, initials, joined = _kin(name)
    more_starts, more_initials, more_joined = _kin(other)
    return not starts.isdisjoint(more_starts) or not {initials, more_initials}.isdisjoint(
        (joined, more_joined)
    )


@lru_cache(maxsize=65536)
def _kin(name: str) -> tuple[frozenset[str], str, str]:
    """The first letters of each word, the initials, and the words in one: by these two names may mean one thing."""
    words = re.findall(r"\w+", name.lower())
    return frozenset(word[:4] for word in words), "".join(word[0] for word in words), "".join(words)


def _listed_apart(name: str, other: str, passage: str) -> bool:
    """Whether the passage never names both in one list, as in "A , B and C", or one in apposition to the other."""
    ends = {word: [m.span() for m in re.finditer(re.escape(word), passage)] for word in (name, other)}
    for start, end in ends[name]:
        for begin, stop in ends[other]:
            between = passage[end:begin] if end <= begin else passage[stop:start]
            if len(between) < _LIST and all(_LISTING.fullmatch(word) for word in between.split()):
                return False
    return True


def _negations(claim: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    for pattern, without in _NEGATED:
        for match in pattern.finditer(claim):
            yield match.start(), match.end(), match.expand(without)
    spots = [*_AUXILIARY.finditer(claim), *_PERFECT.finditer(claim)]
    for match in rng.sample(spots, len(spots)):
        yield match.end(), match.end(), " not"


def _comparisons(claim: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    spots = []
    for one, other in _SWAPS:
        for was, now in ((one, other), (other, one)):
            for match in re.finditer(rf"\b{was}\b", claim):
                figure = re.match(r"\s*[$£€]?\d", claim[match.end() :])
                if (was not in _ONLY_BEFORE_FIGURES or figure) and not (was == "all" and now == "some"):
                    spots.append((match.start(), match.end(), now))
    yield from rng.sample(spots, len(spots))
