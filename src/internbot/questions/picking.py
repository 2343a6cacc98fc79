"""One record that a turn speaks of: by its number in the list ("the second one"), or by what it is ("the Oslo one")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from internbot.listings.cues import spelled_out
from internbot.listings.filters import ListingFilter, ListingQuery, RecordField
from internbot.listings.query import Reading
from internbot.listings.questioned import exactly
from internbot.listings.situations import message_of
from internbot.listings.words import singular, words_of
from internbot.questions.narrowing import Results, without_spans
from internbot.questions.ordinals import ordinal_of
from internbot.questions.references import Reference, references

MOST_CHOICES = 3

_POSSESSIVE = re.compile(r"\s*['’]s\b")
_MORE = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|now|please|then)\b\W*)*(?:(?:can|could) you\s+)?(?:what about|how about|what is"
    r"|tell me(?: more| something)? about|more (?:about|on)|show(?: me)?|open|describe|explain"
    r"|(?:give me )?(?:more )?details (?:of|on|about)|what does)?\W*",
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
_SHORT: tuple[RecordField, ...] = (
    "salary", "expires_at", "sponsorship", "experience_years", "degree_levels", "locations", "posted_at", "remote",
    "term", "employment_type", "active", "skills", "apply_url", "company",
)  # fmt: skip
"""Fields that a list of many records can say row by row."""
_FIXED = ("places", "companies", "terms")
"""Conditions whose words are hardly meant otherwise: with them, another phrase that fits is another posting."""
_FEW = 4
"""Records that one phrase may stand for, where each of them is asked about."""
_UNSURE = re.compile(
    r"\b(?:prepar\w+|interview\w*|resumes?|cvs?|cover letters?|negotiat\w+|average|usually|generally|typically)\b"
    r"|(?:^\W*|\b(?:what|how|who|where|when|why|which)\s+(?:\w+\s+)?)(?:did|was|were)\b(?!\s+\w+\s+(?:posted|published|listed))",
    re.IGNORECASE,
)
"""Says that advice or a story is asked for, and no posting."""
_ASKS_WHETHER = re.compile(r"\W*(?:(?:and|so|but|ok)\W+)?(?:is|are|does|do|was|were)\W*", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:two|three|both)\b", re.IGNORECASE)
_OF_ME = re.compile(r"\b(?:do|would|should|will|must|can)\s+(?:i|they|you|one)\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\bcompar(?:e|ing|ison)\b|\bdiffer(?:s|ence|ences|ent|ently)?\b|\bversus\b|\bvs\b|\bthe same\b|\balike\b"
    r"|\bidentical\b"
    r"|\bwhich (?:one )?(?:of|is|asks|wants|needs|requires|would|should|fits|suits)\b|\b(?:less|more) \w+ (?:one|of)\b"
    r"|\b(?:easier|harder|better|better suited) (?:one|of|for)\b",
    re.IGNORECASE,
)
"""Asks how several records differ, or which of them is the one."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a turn picks.

    Attributes:
        text: the turn with the record in the place of what refers to it; as it was where none is picked.
        query: the record, and what is asked of it; None where no single record is picked.
        choices: headings of those that it could be, where that is not clear.
        empty: whether the list that it refers to held nothing.
        listed: whether there was any list before it.
        about: the turn without the words that pick the records, where they can be told apart.
        asks: `records` where the records are to be shown beside one another.
    """

    text: str
    query: ListingQuery | None = None
    choices: tuple[str, ...] = ()
    empty: bool = False
    listed: bool = True
    about: str | None = None
    asks: Literal["records", "text"] = "text"


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
    # Right behind a list, "the second employer" is one of it as well.
    ordinal = ordinal_of(turn, of_a_list=shown is not None)
    if ordinal is not None and shown is not None:
        rows = list(results(shown, as_shown=True))
        if not rows:
            return Picked(turn, empty=True)
        at = ordinal.position(len(rows))
        return (
            _of(turn, (ordinal.start, ordinal.end), rows[at], alone.query.fields) if at is not None else None
        )
    if (
        ordinal is not None
        and _MORE.fullmatch(turn[: ordinal.start])
        and not turn[ordinal.end :].strip(" ?.!")
    ):
        return Picked(turn, listed=False)
    if _UNSURE.search(turn):
        return None
    return _referred(turn, alone, shown, results, read)


@dataclass(frozen=True, slots=True)
class _Meant:
    """A phrase with the records that it stands for, and the filter that finds them."""

    phrase: Reference
    rows: tuple[tuple[str, str], ...]
    told: ListingFilter


def _referred(
    turn: str, alone: Reading, shown: ListingQuery | None, results: Results, read: Callable[[str], Reading]
) -> Picked | None:
    """The records that phrases of the turn stand for."""
    meant: list[_Meant] = []
    for lengths in references(turn):
        if shown is not None and lengths[0].ones and lengths[0].plural:
            continue  # "only the senior ones" narrows the list.
        one = _meant([one for one in lengths if _asks_more(turn, one)] or lengths, shown, results, read)
        if one is not None and not any(one.phrase.start < other.phrase.end for other in meant):
            meant.append(one)
    if not meant or (alone.asks == "records" and _lists(turn, alone, meant)):
        return None
    first = meant[0]
    rows = first.rows
    for other in meant[1:]:
        # "The Oslo data jobs, the one with 3 years"; what has no record in common is compared.
        both = tuple(row for row in rows if row in other.rows)
        rows = both or tuple(dict.fromkeys((*rows, *other.rows)))
    about = without_spans(turn, [(one.phrase.start, one.phrase.end) for one in meant])
    message = message_of(about)
    about = message.asking.text if message is not None else about
    # What is in a posting's name asks for nothing: "the Talent and Compensation role".
    fields = read(about).query.fields or alone.query.fields
    grouped = all(one.phrase.head == "group" and not one.phrase.topic for one in meant)
    if not fields and grouped and not _CHOICE.search(turn):
        return None  # Articles tell of teams and projects too.
    if len(rows) == 1 and first.phrase.plural and _CHOICE.search(turn):
        return None  # There is no second one to compare with, which the list of those that fit shows.
    if len(rows) == 1 and len(meant) == 1:
        picked_one = _of(turn, (first.phrase.start, first.phrase.end), rows[0], fields)
        return replace(picked_one, about=about) if picked_one.about is not None else picked_one
    if len(rows) == 1:
        return Picked(turn, _query(rows, fields), about=about)
    more = set(alone.query.filter.conditions()) - set(first.told.conditions())
    if (
        not fields
        and more
        and first.phrase.plural
        and not _CHOICE.search(turn)
        and not alone.query.uninterpreted
    ):
        # "Do the Oslo jobs want Java?": those of them that do.
        return Picked(turn, alone.query, about=about, asks="records")
    return _of_several(turn, rows, meant, fields, about)


def _asks_more(turn: str, phrase: Reference) -> bool:
    """Whether something is left to ask where a phrase is taken out: "is the data job about sales?" asks about sales."""
    left = turn[: phrase.start] + turn[phrase.end :]
    return _ASKS_WHETHER.fullmatch(left) is None


def _lists(turn: str, alone: Reading, meant: Sequence[_Meant]) -> bool:
    """Whether all postings of a kind are asked for: "show me the data roles", and no comparison of them."""
    if not any(one.phrase.plural for one in meant):
        return False
    more = set(alone.query.filter.conditions()) - {name for one in meant for name in one.told.conditions()}
    if _CHOICE.search(turn) is None or (more and not _NUMBERED.search(turn)):
        return not (alone.query.fields and _OF_ME.search(turn) and not more - {"words"})
    return False


def _of_several(
    turn: str,
    rows: Sequence[tuple[str, str]],
    meant: Sequence[_Meant],
    fields: Sequence[RecordField],
    about: str,
) -> Picked | None:
    first = meant[0]
    compared = _CHOICE.search(turn) is not None
    same = len(meant) == 1 and len(first.rows) == len(rows)
    told = first.told if same else ListingFilter(documents=tuple(document for document, _ in rows))
    if len(rows) <= _FEW and compared:
        query = ListingQuery(filter=told, mode="compare", fields=tuple(fields))
        return Picked(turn, query, about=about, asks="records")
    if len(rows) <= _FEW and fields:
        return Picked(turn, _query(rows, fields), about=about)
    short = tuple(name for name in fields if name in _SHORT)
    narrow = set(told.conditions()) - {"employment_types", "documents"}
    if short and narrow and same and first.phrase.head == "posting" and not first.phrase.ones:
        return Picked(turn, ListingQuery(filter=told, fields=short), about=about, asks="records")
    # "the Oslo role" may be asked of all of them; only what must be one is asked back. A word of the texts alone
    # ("the primary one") may be on something else.
    if first.phrase.ones and not first.phrase.plural and narrow - {"words"}:
        return Picked(turn, choices=tuple(name for _, name in rows[:MOST_CHOICES]))
    return None


def _meant(
    lengths: Sequence[Reference], shown: ListingQuery | None, results: Results, read: Callable[[str], Reading]
) -> _Meant | None:
    """The longest of a phrase's lengths that is about postings, with its records; None where none is."""
    missed: ListingFilter | None = None
    for phrase in lengths:
        query = read(phrase.described).query
        told = exactly(query.filter, phrase.described.lower())
        if missed is not None and any(getattr(missed, name) and not getattr(told, name) for name in _FIXED):
            continue  # Without the place that was named, another posting would be found.
        if told.conditions() and not query.uninterpreted:
            rows = _among(told, shown, results)
            titled = _titled(told, rows)
            if phrase.head == "group" and not titled and told.words:
                # A team is one by its name; its words apart may stand in any posting.
                told = told.model_copy(update={"words": (" ".join(told.words),)})
                rows = _among(told, shown, results)
            rows = titled or rows
        else:
            rows = []
        if not rows and phrase.head != "group":
            told, rows = _by_words(told, shown, results)
        if rows and (phrase.head == "posting" or len(rows) <= _FEW):
            return _Meant(phrase, tuple(rows), told)
        if told.conditions() and not query.uninterpreted and missed is None:
            missed = told
    return None


def _titled(told: ListingFilter, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the records whose headings hold the words that were asked for: a word of the text tells less."""
    wanted = [alternatives.split(" or ") for alternatives in (*told.words, *told.titles)]
    if not wanted:
        return rows
    return [row for row in rows if all(any(_words(one) <= _words(row[1]) for one in some) for some in wanted)]


def _by_words(
    told: ListingFilter, shown: ListingQuery | None, results: Results
) -> tuple[ListingFilter, list[tuple[str, str]]]:
    """The records that hold each word of the phrase somewhere, where its words are no job title as they stand."""
    if not told.titles:
        return told, []
    words = tuple(
        dict.fromkeys(spelled_out(word.folded) for title in told.titles for word in words_of(title))
    )
    loose = told.model_copy(update={"titles": (), "words": tuple(dict.fromkeys((*told.words, *words)))})
    rows = _among(loose, shown, results)
    return (loose, rows) if 0 < len(rows) <= _FEW else (told, [])


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


def _of(turn: str, span: tuple[int, int], row: tuple[str, str], asked: Sequence[RecordField]) -> Picked:
    document, heading = row
    before, after = turn[: span[0]], turn[span[1] :]
    possessive = _POSSESSIVE.match(after)
    bare = (
        _MORE.fullmatch(before) is not None
        and re.fullmatch(r"\W*(?:say|about|please)?\W*", after) is not None
    )
    fields = _OVERVIEW if bare else tuple(asked)
    query = ListingQuery(filter=ListingFilter(documents=(document,)), fields=fields)
    name = f"the role “{heading}”"
    if bare:
        text = f"What does {name} say?"
    else:
        text = f"{before}{name}{'’s' if possessive else ''}{after[possessive.end() if possessive else 0 :]}"
    return Picked(text[:1].upper() + text[1:], query, about=None if bare else without_spans(turn, [span]))


def _query(rows: Sequence[tuple[str, str]], fields: Sequence[RecordField]) -> ListingQuery:
    documents = tuple(document for document, _ in rows)
    return ListingQuery(filter=ListingFilter(documents=documents), fields=tuple(fields))
