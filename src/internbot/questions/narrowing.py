"""Follow-ups over listings: the previous query made narrower, wider or other ("only the remote ones")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from internbot.listings.filters import ListingFilter, ListingQuery
from internbot.listings.query import Reading
from internbot.listings.wording import worded, worded_fields, worded_subject
from internbot.questions.followups import attribute_of


class Results(Protocol):
    """Document id and heading of each record that a query finds, in the order in which they are shown."""

    def __call__(self, query: ListingQuery, /, *, as_shown: bool = False) -> Sequence[tuple[str, str]]:
        """What a query finds; with `as_shown` what a reader sees, who is shown others where it finds none."""


_THEM = re.compile(
    r"\b(?:them|those|these|they|ones?|its?|their|that one|this one|that(?=\W*$)"
    r"|(?<!is )(?<!are )there(?=\W*$|[,;]|\s+(?:or|and|if|when|as|for|during|with)\b)"
    r"|the (?:role|job|posting|position|listing)s?)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"it|its|that one|this one|that|there|the \w+", re.IGNORECASE)
_VAGUE = re.compile(r"that|ones?", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:ones|of (?:them|those|these)|those|the (?:role|job|posting|position|listing)s?)\b", re.IGNORECASE
)
_LINK = re.compile(
    r"^\W*(?:and|or|but|also|only|just|what about|how about|except|without|not|exclude|excluding"
    r"|remove|no|any|are any|is any|do any"
    r"|does any|which (?:of|ones?|are|is|have|has|do|does|can|ask|require|need|sponsor|close|pay)"
    r"|how many(?: of| are| ask| have| require| sponsor| close)?|sort|group|order|show|list|all|now"
    r"|then|filter|limit|narrow|in|at|from|with|for)\b",
    re.IGNORECASE,
)
_SHORT = 5
_QUESTION = re.compile(
    r"^\W*(?:how|why|when|what|who|where|should|can|could|do|does|did|is|are|will|would|tell|explain|define)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"senior|junior|sr|jr|lead|principal|staff|entry-level")
_ALSO = re.compile(r"^\W*(?:or|also|plus)\b|\b(?:as well|too|also|in addition)\b", re.IGNORECASE)
_EVERY = re.compile(
    r"\W*(?:and\b\W*)?(?:(?:show|list|give|tell|name|display)(?: me)?\b\W*)?(?:all|them|all of them"
    r"|them all|the full list|every one|everything|the rest|more"
    r"|which(?: ones)?(?: are (?:they|those|these))?|what are (?:they|those|these))\W*",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\W*(?:and\b\W*|so\b\W*)?how many(?: are (?:there|they)| in total| of them(?: are there)?)?\W*",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\bhow many (?:years?|yrs?|months?|weeks?|days?|hours?)\b", re.IGNORECASE)
"""Asks what records say of a length, and counts none of them."""
_ANYWHERE = re.compile(
    r"\b(?:any ?where|everywhere|all (?:locations|places|cities)|in any (?:place|city|country|location))\b",
    re.IGNORECASE,
)


_LEADS = re.compile(
    r"\b(?:(?:for|in|at|of|with|on|about|from|by|to|does|do|is|are|would|will)\s+)+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A follow-up as a query of its own, in words and as data.

    Attributes:
        text: the question, standing alone.
        query: the records that it is about.
        asks: as `Reading.asks`.
        about: what is asked of the records, without the words that stand for them; None where they are asked for.
    """

    text: str
    query: ListingQuery
    asks: Literal["records", "text"]
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Previous:
    """The queries before this turn.

    Attributes:
        query: the newest one.
        listed: the newest one that may have found more than one record.
        fresh: whether the turn directly before asked it.
    """

    query: ListingQuery
    listed: ListingQuery
    fresh: bool = True


def narrowed(turn: str, alone: Reading, previous: Previous, results: Results | None) -> Narrowed | None:
    """The query that `turn` makes of the previous one; None where it is no follow-up to it.

    Args:
        turn: the message.
        alone: `turn` as read by itself.
        previous: the queries before it.
        results: finds what a query showed.
    """
    base = previous.query.model_copy(update={"fields": (), "uninterpreted": ()})
    them = _THEM.search(turn)
    if not previous.fresh and not (them and _SHOWN.search(turn)):
        return None
    if previous.fresh and (_EVERY.fullmatch(turn) or _HOW_MANY.fullmatch(turn)):
        base = previous.listed.model_copy(
            update={"fields": (), "uninterpreted": (), "limit": None, "group_by": None}
        )
        query = base.model_copy(update={"mode": "list" if _EVERY.fullmatch(turn) else "how_many"})
        return Narrowed(worded(query), query, "records")
    linked = (
        them
        or _LINK.match(turn)
        or attribute_of(turn)
        or _ANYWHERE.search(turn)
        or _is_condition(turn, alone)
    )
    if not linked or (alone.asks == "records" and not them and not _links_only(turn)):
        return None
    if them and _ONE.fullmatch(them.group()) and results:
        shown = list(results(previous.query, as_shown=True))
        if len(shown) == 1:
            return _of_one(turn, them.span(), *shown[0], alone)
    wanted = alone.query
    counted = wanted.mode != "which" and not _LENGTH.search(turn)
    reordered = wanted.sort != "relevance" or wanted.group_by or (them and counted)
    if not (wanted.filter.conditions() or reordered or _ANYWHERE.search(turn)):
        return _asked_of(turn, them, wanted, base)
    most = len(wanted.filter.conditions()) + 1 if alone.asks or len(turn.split()) <= _SHORT else 0
    if len(wanted.uninterpreted) > most:
        return None
    if base.filter.documents and (wanted.filter.places or reordered):
        base = previous.listed.model_copy(update={"fields": (), "uninterpreted": ()})
    query = base.model_copy(update=_changes(turn, wanted, base))
    return Narrowed(worded(query), query, "records")


def _changes(turn: str, wanted: ListingQuery, base: ListingQuery) -> dict[str, Any]:
    merged = _merged(base.filter, wanted.filter, also=bool(_ALSO.search(turn)))
    if _ANYWHERE.search(turn):
        merged = merged.without("places", "not_places")
    update: dict[str, Any] = {
        "filter": merged,
        "uninterpreted": wanted.uninterpreted,
        "group_by": wanted.group_by,
    }
    if wanted.mode != "which" or wanted.sort != "relevance" or base.mode == "group_by":
        update["mode"] = wanted.mode
    if wanted.sort != "relevance":
        update |= {"sort": wanted.sort, "descending": wanted.descending, "limit": wanted.limit}
    elif wanted.filter.conditions() and base.limit:
        update |= {"sort": "relevance", "limit": None}
        update.setdefault("mode", "which" if base.mode == "compare" else base.mode)
    return update


def _asked_of(
    turn: str, them: re.Match[str] | None, wanted: ListingQuery, base: ListingQuery
) -> Narrowed | None:
    """A question about what the records of the previous query say."""
    if wanted.fields and not wanted.uninterpreted and (them or len(turn.split()) <= 6):
        query = base.model_copy(
            update={"fields": wanted.fields, "mode": "which", "sort": "relevance", "limit": None}
        )
        return Narrowed(worded_fields(base, wanted.fields), query, "text")
    if them is None or _VAGUE.fullmatch(them.group()):
        return None
    query = base.model_copy(
        update={"fields": wanted.fields, "mode": "which", "sort": "relevance", "limit": None}
    )
    name = worded_subject(base)
    if them.group().lower() in ("its", "their"):
        name += "'"
    elif them.group().lower() == "there":
        name = f"in {name}"
    text = f"{turn[: them.start()]}{name}{turn[them.end() :]}"
    return Narrowed(text, query, "text", without_spans(turn, [them.span()]))


def _is_condition(turn: str, alone: Reading) -> bool:
    """Whether the turn is nothing but a condition or an order: "more than $50", "best paid first", "Seattle?"."""
    query = alone.query
    said = query.filter.conditions() or query.sort != "relevance"
    return (
        bool(said)
        and alone.asks is None
        and not query.uninterpreted
        and len(turn.split()) <= _SHORT
        and not _QUESTION.match(turn)
    )


def without_spans(turn: str, spans: Sequence[tuple[int, int]]) -> str:
    """The turn without phrases and the prepositions that lead to them: what is asked, and not of what."""
    text = turn
    for start, end in sorted(spans, reverse=True):
        before = _LEADS.sub("", text[:start])
        text = f"{before} {text[end:].lstrip(',:;- ')}".strip(" ,:;-")
    return re.sub(r"\s+(?=[?.!,])", "", " ".join(text.split()))


def _links_only(turn: str) -> bool:
    return bool(re.match(r"^\W*(?:and|or|but|also|only|just|what about|how about)\b", turn, re.IGNORECASE))


def _of_one(turn: str, span: tuple[int, int], document: str, heading: str, alone: Reading) -> Narrowed:
    """The turn with one record in the place of what refers to it."""
    before, after = turn[: span[0]].strip(), turn[span[1] :].strip()
    query = ListingQuery(filter=ListingFilter(documents=(document,)), fields=alone.query.fields)
    name = f"the role “{heading}”"
    word = turn[span[0] : span[1]].lower()
    if word in ("its", "their"):
        name += "'s"
    elif word == "there":
        name = f"in {name}"
    bare = not after.strip(" ?.!") and re.fullmatch(
        r"\W*(?:and|what about|how about|tell me(?: more)? about|show me|open)?\W*", before, re.IGNORECASE
    )
    text = f"What does {name} say?" if bare else " ".join(filter(None, (before, name, after)))
    about = None if bare else without_spans(turn, [span])
    return Narrowed(re.sub(r"\s+([?.!,])", r"\1", text[:1].upper() + text[1:]), query, "text", about)


def _is_level(phrase: str) -> bool:
    return bool(_LEVEL.fullmatch(phrase))


def _merged(base: ListingFilter, wanted: ListingFilter, *, also: bool) -> ListingFilter:
    update: dict[str, Any] = {}
    for name in wanted.conditions():
        value, old = getattr(wanted, name), getattr(base, name)
        if name in ("skills", "words") and also and old:
            update[name] = (*old[:-1], f"{old[-1]} or {' or '.join(value)}")
            continue
        if name == "titles" and old and not also:
            # "only the senior ones" after "data scientist roles" is for senior data scientists.
            update[name] = (
                tuple(f"{new} {kept}" for new in value for kept in old)
                if all(map(_is_level, value))
                else value
            )
            continue
        add = isinstance(old, tuple) and (also or name.startswith("not_") or name in ("words", "skills"))
        update[name] = tuple(dict.fromkeys((*old, *value))) if add else value
        opposite = name.removeprefix("not_") if name.startswith("not_") else f"not_{name}"
        if opposite in ListingFilter.model_fields and opposite not in wanted.conditions():
            kept = tuple(v for v in getattr(base, opposite) if v not in value)
            if kept != getattr(base, opposite):
                update[opposite] = kept
    return base.model_copy(update=update)
