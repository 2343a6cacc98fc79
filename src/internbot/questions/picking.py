"""One record that a turn speaks of: by its number in the list ("the second one"), or by what it is ("the Oslo one")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from internbot.listings.filters import ListingFilter, ListingQuery, RecordField
from internbot.listings.query import Reading
from internbot.listings.words import singular, words_of
from internbot.questions.narrowing import Results

MOST_CHOICES = 3

_NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NOUN = r"(?:one|role|job|posting|position|listing|opening|internship|result|item)"
_ORDINAL = re.compile(
    rf"\b(?:the |that |number |no\. ?|#)(?P<word>{'|'.join(_NUMBERS)}|last|(?P<digit>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:\s+{_NOUN})?(?=\W|$)(?!\s+(?:time|thing|day|week|year|month|step|round|part|question|few|\d))",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:the|that|this)\s+(?P<what>\w(?:(?![.?!;]\s)[^\n])*?)\s+{_NOUN}\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s*['’]s\b")
_MORE = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|now|please|then)\b\W*)*(?:(?:can|could) you\s+)?(?:what about|how about|what is"
    r"|tell me(?: more| something)? about|more (?:about|on)|show(?: me)?|open|describe|explain"
    r"|(?:give me )?(?:more )?details (?:of|on|about)|what does)?\W*",
    re.IGNORECASE,
)
_DUTIES = re.compile(
    r"\b(?:day[ -]to[ -]day|a (?:typical|normal|usual) (?:day|week)|would (?:i|you|an intern|one) (?:be )?(?:do|work)"
    r"|(?:will|do) (?:i|you) (?:do|work on)|tasks?|duties|responsibilities|work (?:on|like))\b",
    re.IGNORECASE,
)
_OVERVIEW: tuple[RecordField, ...] = (
    "description",
    "responsibilities",
    "qualifications",
    "expires_at",
    "salary",
    "sponsorship",
)
_NARROW = ("places", "companies", "titles", "terms", "remote", "skills")
"""Conditions that tell one record from the others, as a name in a turn does."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a turn picks.

    Attributes:
        text: the turn with the record in the place of what refers to it; as it was where none is picked.
        query: the record, and what is asked of it; None where no single record is picked.
        choices: headings of those that it could be, where that is not clear.
        empty: whether the list that it refers to held nothing.
        listed: whether there was any list before it.
    """

    text: str
    query: ListingQuery | None = None
    choices: tuple[str, ...] = ()
    empty: bool = False
    listed: bool = True


def picked(
    turn: str,
    alone: Reading,
    shown: ListingQuery | None,
    results: Results | None,
    read: Callable[[str], Reading],
) -> Picked | None:
    """The record that `turn` picks out; None where it picks none.

    Args:
        turn: the message.
        alone: `turn` as read by itself.
        shown: the query whose result the reader sees, where there is one.
        results: finds what a query shows.
        read: reads a phrase as a query.
    """
    if results is None:
        return None
    ordinal = _ORDINAL.search(turn)
    if ordinal is not None and shown is not None:
        rows = list(results(shown))
        if not rows:
            return Picked(turn, empty=True)
        at = _position(ordinal, len(rows))
        return _of(turn, ordinal.span(), rows[at], alone) if at is not None else None
    if (
        ordinal is not None
        and _MORE.fullmatch(turn[: ordinal.start()])
        and not turn[ordinal.end() :].strip(" ?.!")
    ):
        return Picked(turn, listed=False)
    for match in _NAMED.finditer(turn):
        told = read(f"{match['what']} roles").query
        if not told.filter.conditions() or told.uninterpreted:
            continue
        rows = _among(told.filter, shown, results)
        if not any(getattr(told.filter, name) for name in _NARROW):
            # Words alone tell a posting only where all of them are in its title.
            rows = [row for row in rows if _words(match["what"]) <= _words(row[1])]
        if len(rows) == 1:
            return _of(turn, match.span(), rows[0], alone)
        # "the Oslo role" may be asked of all of them; only what must be one is asked back.
        if rows and re.search(r"\bone\W*$", match.group(), re.IGNORECASE):
            return Picked(turn, choices=tuple(name for _, name in rows[:MOST_CHOICES]))
    return None


def _among(told: ListingFilter, shown: ListingQuery | None, results: Results) -> list[tuple[str, str]]:
    """The records that a description fits: of those shown, else of all."""
    if shown is not None:
        update = {name: getattr(told, name) for name in told.conditions()}
        within = list(results(ListingQuery(filter=shown.filter.model_copy(update=update))))
        if within:
            return within
    return list(results(ListingQuery(filter=told)))


def _words(text: str) -> set[str]:
    return {singular(word.folded) for word in words_of(text)}


def _position(ordinal: re.Match[str], count: int) -> int | None:
    word = ordinal["word"].lower()
    if word == "last":
        return count - 1
    at = int(ordinal["digit"]) - 1 if ordinal["digit"] else _NUMBERS.index(word)
    return at if 0 <= at < count else None


def _of(turn: str, span: tuple[int, int], row: tuple[str, str], alone: Reading) -> Picked:
    document, heading = row
    before, after = turn[: span[0]], turn[span[1] :]
    possessive = _POSSESSIVE.match(after)
    bare = (
        _MORE.fullmatch(before) is not None
        and re.fullmatch(r"\W*(?:say|about|please)?\W*", after) is not None
    )
    fields: Sequence[RecordField] = alone.query.fields
    if bare:
        fields = _OVERVIEW
    elif not fields and _DUTIES.search(turn):
        fields = ("responsibilities",)
    query = ListingQuery(filter=ListingFilter(documents=(document,)), fields=tuple(fields))
    name = f"the role “{heading}”"
    if bare:
        text = f"What does {name} say?"
    else:
        text = f"{before}{name}{'’s' if possessive else ''}{after[possessive.end() if possessive else 0 :]}"
    return Picked(text[:1].upper() + text[1:], query)
