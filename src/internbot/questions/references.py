"""Phrases of a turn that stand for particular postings: "the Oslo one", "the job in Bergen", "the two data roles"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from internbot.listings.posting_nouns import begins_compound
from internbot.listings.scans import flat
from internbot.listings.word_shapes import OCCUPATION
from internbot.listings.words import Word, words_of

Head = Literal["posting", "group", "occupation"]

_POSTING = re.compile(
    r"ones?|roles?|jobs?|positions?|postings?|listings?|openings?|vacanc(?:y|ies)|internships?|co-?ops?|traineeships?"
    r"|placements?|ads?|adverts?|spots?|gigs?"
)
_INTERNSHIP = re.compile(r"internships?|co-?ops?|traineeships?")
_GROUP = re.compile(r"things?|teams?|groups?|persons?|projects?|units?|orgs?|organi[sz]ations?|departments?")
_DETERMINERS = re.compile(r"the|that|this|those|these|both|your|two|three")
_WITHIN = re.compile(r"in|at|for|with|on|from|about|near|by|within")
_RELATIVE = re.compile(r"that|which|who|where|asking|requiring|wanting|paying|located|based|called|named")
_CLAUSE = re.compile(
    r"is|are|was|were|am|be|been|being|do|does|did|can|could|will|would|should|may|might|must|has|have|had|having"
    r"|i|you|we|they|it|he|she|me|my|us|what|why|how|when|whom|whose|if|because|so|but|or|then|than|not|also|too|to|there"
    r"|wants?|asks?|requires?|needs?|pays?|close[sd]?|offers?|says?|mentions?|mentioned|involves?|looks?|means?|starts?"
    r"|uses?|include[sd]?|expects?|differs?|lets?|allows?|still|ends?|exists?|gives?|takes?|states?|sponsors?"
    r"|tell|know|show|find|list|compare|apply|any|an?|some|please|actually|really|just|only|like|different|alike"
)
_BREAK = re.compile(r"[.?!;:,()\n]")
_NO_ADJECTIVE = re.compile(
    r"(?:right|next|first|last|same|other|new|whole|only|best|perfect|ideal|dream|own)"
)
_THERE_IS = re.compile(r"\W*(?:(?:is|are)\s+there|any\b|do\s+you\s+have|have\s+you|got\b|which|how\s+many)")
_TOPIC = re.compile(r"\s*[,:;–-]\s*\w")
_MORE_THAN_ONE = re.compile(r"program(?:me)?s?|schemes?|offers?|classes|periods?|applications?|experiences?")
"""After "internship", says that no single posting is meant."""
_SMALL = re.compile(r"the|in|at|for|with|on|from|of|and|by|your|that|this")
_MOST_BEFORE = 7
_MOST_AFTER = 9


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase, in one of the lengths that it may have.

    Attributes:
        start: where it begins in the turn.
        end: where it ends.
        described: it as postings of a kind, to be read as a query: "data roles in Bergen".
        head: what its noun is: a posting, a group of people, or an occupation.
        plural: whether it stands for several.
        ones: whether its noun is "one", which tells nothing itself.
        topic: whether it stands before its question: "the Oslo job: would I write reports?".
    """

    start: int
    end: int
    described: str
    head: Head
    plural: bool
    ones: bool
    topic: bool = False


def references(turn: str) -> Iterator[tuple[Reference, ...]]:
    """Each phrase of the turn that may stand for particular postings, from left to right.

    A phrase comes in all its lengths, the longest first: what stands behind the noun may belong to it or not.
    """
    words = words_of(turn)
    folded = [_plain(word, turn) for word in words]
    at = 0
    while at < len(words):
        head = _head_of(turn, words, folded, at)
        if head is None:
            at += 1
            continue
        first = _first(turn, words, folded, at, head)
        lengths = tuple(_lengths(turn, words, folded, first, at, head)) if first is not None else ()
        if lengths:
            yield lengths
        at += 1


def _plain(word: Word, turn: str) -> str:
    """The word in small letters; one with a capital inside a sentence of small letters is part of a name."""
    inside = word.start > 0 and word.text[:1].isupper() and not turn.isupper()
    return f"^{word.folded}" if inside and _SMALL.fullmatch(word.folded) else flat(word.text)


def _head_of(turn: str, words: tuple[Word, ...], folded: list[str], at: int) -> Head | None:
    word = folded[at]
    if _POSTING.fullmatch(word):
        compound = begins_compound(flat(turn), words[at].start)
        return None if compound or _MORE_THAN_ONE.fullmatch("".join(folded[at + 1 : at + 2])) else "posting"
    if _GROUP.fullmatch(word):
        # "The job on the data team" is about the job.
        return "group"
    # "The data scientist job": the noun is still to come.
    ends = at + 1 == len(words) or not (
        _POSTING.fullmatch(folded[at + 1]) or _GROUP.fullmatch(folded[at + 1])
    )
    return "occupation" if ends and OCCUPATION.fullmatch(word) else None


def _first(turn: str, words: tuple[Word, ...], folded: list[str], at: int, head: Head) -> int | None:
    """The first word of the phrase that a noun ends; None where it stands for no particular posting."""
    start = at
    while start > 0 and at - start < _MOST_BEFORE and not _broken(turn, words, start - 1, start):
        before = folded[start - 1]
        if _DETERMINERS.fullmatch(before):
            first = start - 1
            while (
                first and folded[first - 1] in ("both", "the", "these", "those") and folded[at].endswith("s")
            ):
                first -= 1
            named = [word for word in folded[start:at] if not _NO_ADJECTIVE.fullmatch(word)]
            return first if named or head != "occupation" else None
        if _CLAUSE.fullmatch(before) or _WITHIN.fullmatch(before) or _RELATIVE.fullmatch(before):
            return None
        start -= 1
    # A topic before its question: "Northwind data job: would I write reports?".
    opens = start == 0 or (_broken(turn, words, start - 1, start) and start < at)
    end = _end_of_phrase(turn, words, folded, at)
    after = turn[words[end].end :]
    topic = (
        opens
        and head != "occupation"
        and start < at
        and not folded[at].endswith("s")
        and re.match(r"\s*[,:;–-]\s*\w", after)
    )
    return start if topic and not _THERE_IS.match(flat(after).lstrip(" ,:;–-")) else None


def _lengths(
    turn: str, words: tuple[Word, ...], folded: list[str], first: int, at: int, head: Head
) -> Iterator[Reference]:
    begin = first + 1 if _DETERMINERS.fullmatch(folded[first]) else first
    while begin < at and _DETERMINERS.fullmatch(folded[begin]):
        begin += 1
    # "The right person" tells nothing of which one.
    telling = any(not _NO_ADJECTIVE.fullmatch(word) for word in folded[begin:at])
    before = turn[words[begin].start : words[at].start].strip() if telling else ""
    noun = folded[at] if _INTERNSHIP.fullmatch(folded[at]) else "roles"
    kind = f"{turn[words[at].start : words[at].end]} roles" if head == "occupation" else noun
    last = _end_of_phrase(turn, words, folded, at)
    ends = [last, *(n - 1 for n in range(last, at, -1) if _begins_more(folded[n])), at]
    for end in dict.fromkeys(n for n in ends if n >= at):
        behind = turn[words[at].end : words[end].end].strip() if end > at else ""
        if not (before or behind):
            continue
        yield Reference(
            words[first].start,
            words[end].end,
            " ".join(filter(None, (before, kind, behind))),
            head,
            plural=folded[at].endswith("s") or folded[first] == "both",
            ones=folded[at] in ("one", "ones"),
            topic=_TOPIC.match(turn, words[end].end) is not None
            and (first == 0 or _broken(turn, words, first - 1, first)),
        )


def _begins_more(word: str) -> bool:
    return _WITHIN.fullmatch(word) is not None or _RELATIVE.fullmatch(word) is not None


def _end_of_phrase(turn: str, words: tuple[Word, ...], folded: list[str], at: int) -> int:
    """The last word that may still belong to the phrase, as "in Bergen with 3 years" to "the job"."""
    end = at
    relative = False
    while end + 1 < len(words) and end - at < _MOST_AFTER and not _broken(turn, words, end, end + 1):
        word = folded[end + 1]
        if end == at and not _begins_more(word):
            break
        relative = relative or (_RELATIVE.fullmatch(word) is not None and word not in ("located", "based"))
        another = _POSTING.fullmatch(word) and _DETERMINERS.fullmatch(folded[end])
        if another or (_CLAUSE.fullmatch(word) and not relative):
            break
        end += 1
    # "The job with the one in Oslo": a second phrase is no part of the first.
    while end > at and (_DETERMINERS.fullmatch(folded[end]) or (_begins_more(folded[end]) and end > at)):
        end -= 1
    return end


def _broken(turn: str, words: tuple[Word, ...], left: int, right: int) -> bool:
    return _BREAK.search(turn[words[left].end : words[right].start]) is not None
