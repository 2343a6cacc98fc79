"""A follow-up that takes a condition away: "without the visa condition", "in any place", "whatever the company"."""

from __future__ import annotations

import re

from internbot.listings.condition_names import label
from internbot.listings.filters import ListingFilter, ListingQuery, TermChoice
from internbot.listings.query import Reading
from internbot.listings.rendering import named
from internbot.listings.words import fold

_CONDITION = r"(?:condition|filter|restriction|requirement|limit|criterion|constraint)s?"
_LIFT = re.compile(
    r"^\W*(?:(?:and|but|ok(?:ay)?|now|so|please|then|what about|how about"
    r"|(?:try|show|search)(?: it| them)?(?: again)?)\b\W*)*"
    r"(?:without|drop|remove|lift|ignore|ignoring|forget|clear|delete|undo|leave out|leaving out|take away"
    r"|regardless of"
    r"|no matter|whatever|irrespective of|not only|any)\b\s*(?P<what>.*?)\W*$",
    re.IGNORECASE,
)
_NAMED_CONDITION = re.compile(rf"\b{_CONDITION}\b", re.IGNORECASE)
_ALL = re.compile(rf"(?:all|any|every)(?: of)?(?: the| these| my)? {_CONDITION}|everything", re.IGNORECASE)
# What a reader calls a condition. The first that fits decides.
_NAMES: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (names, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for names, pattern in (
        (("sponsorship",), r"visas?|sponsor\w*|citizen\w*|work permits?"),
        (("places", "not_places"), r"places?|locations?|cit(?:y|ies)|countr(?:y|ies)|states?|regions?|where"),
        (("companies", "not_companies"), r"compan(?:y|ies)|employers?|firms?"),
        (("remote",), r"remote\w*|hybrid|on-?site|in[- ]office"),
        (("terms",), r"terms?|seasons?|semesters?|summer|winter|fall|autumn|spring"),
        (("not_degrees", "degrees"), r"degrees?|education"),
        (("experience",), r"experience|years"),
        (("pay",), r"pay\w*|salar(?:y|ies)|wages?|compensation|money|stipends?"),
        (("status",), r"status|open|closed|state|being open or closed"),
        (("closes",), r"deadlines?|clos\w+|due dates?"),
        (("stated", "not_stated"), r"stated|stating|mentioned"),
        (("posted",), r"posted|posting dates?|age"),
        (
            ("employment_types", "not_employment_types"),
            r"kinds?|employment|internships?|types?|full-?time|part-?time",
        ),
        (("titles", "not_titles"), r"titles?|roles?|jobs?|fields?"),
        (("skills",), r"skills?"),
        (("words", "not_words"), r"words?|keywords?|terms?"),
    )
)


def lifted(turn: str, alone: Reading, previous: ListingQuery) -> ListingQuery | None:
    """The previous query without the conditions that `turn` takes away; None where it takes none away.

    Of a condition with several alternatives, one that is named goes alone: "without Oslo" after "in Oslo or Bergen".

    Args:
        turn: the message.
        alone: `turn` as read by itself.
        previous: the query before it.
    """
    match = _LIFT.match(turn)
    if match is None:
        return None
    base, what = previous.filter, match["what"]
    kept = _without_value(base, what)
    if kept is None:
        names = base.conditions() if _ALL.fullmatch(what) else _named(what, base) or _valued(alone, base)
        # "without a deadline" asks for those that have none; it takes a condition away only where there is one.
        if not names or (_asks_more(alone, names) and not _NAMED_CONDITION.search(turn)):
            return None
        kept = base.without(*names)
    return previous.model_copy(update={"filter": kept, "fields": (), "uninterpreted": (), "limit": None})


def _without_value(base: ListingFilter, what: str) -> ListingFilter | None:
    """The filter without the value that the words are; None where they are none of its values."""
    for name in base.conditions():
        held = getattr(base, name)
        for value in held if isinstance(held, tuple) else ():
            if fold(what) in (fold(text) for text in _texts(value)):
                return base.without_value(name, value)
    return None


def _named(what: str, base: ListingFilter) -> tuple[str, ...]:
    """The conditions of `base` that the words name: by the name that pages give them, else by their like."""
    held = base.conditions()
    called = [name for name in held if re.search(rf"\b{re.escape(label(name))}\b", what, re.IGNORECASE)]
    if called:
        # "the place left out" is another condition than "the place".
        longest = max(called, key=lambda name: len(label(name)))
        return tuple(name for name in called if name == longest or label(name) not in label(longest))
    return tuple(name for names, pattern in _NAMES if pattern.search(what) for name in names if name in held)


def _valued(alone: Reading, base: ListingFilter) -> tuple[str, ...]:
    """The conditions of `base` that the turn names with their very value: "without the 30 dollars an hour"."""
    told = alone.query.filter
    return tuple(
        name
        for name in told.conditions()
        if not name.startswith("not_") and getattr(base, name, None) == getattr(told, name)
    )


def _texts(value: object) -> tuple[str, ...]:
    """How a value of a condition may be written."""
    if isinstance(value, TermChoice):
        return (" ".join(str(part) for part in (value.season, value.year) if part),)
    text = str(getattr(value, "label", value))
    return (text, named(text))


def _asks_more(alone: Reading, names: tuple[str, ...]) -> bool:
    """Whether the turn itself asks for a condition that is not one of those taken away."""
    return any(
        name.removeprefix("not_") not in names and name not in names
        for name in alone.query.filter.conditions()
    )
