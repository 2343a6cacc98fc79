"""Which postings a question about particular ones means: those it picks out, and not what it wants to know of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from internbot.listings import field_cues
from internbot.listings.filters import ListingFilter, ListingQuery, Range, RecordField
from internbot.listings.posting_nouns import Nouns
from internbot.listings.scans import Scan, Taken
from internbot.listings.words import fold

_CONDITIONS: dict[RecordField, str] = {
    "active": "status",
    "employment_type": "employment_types",
    "remote": "remote",
    "sponsorship": "sponsorship",
    "degree_levels": "degrees",
    "experience_years": "experience",
    "salary": "pay",
    "expires_at": "closes",
    "term": "terms",
}
_DESCRIBED = re.compile(r"\W*(?:[\w'’&/+-]+\W+){0,3}")
_CLAUSE_WORD = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|will|would|in|at|for|with|of|to|from|on|the|an?|and|or|it|which|that)\b"
    r"|[.,;:?!]"
)
_INDEFINITE = re.compile(r"\b(?:an?|any|some|it|is|are|be|or)\W*$")
_WITH = r"with|that|which|whose|having"
_WANTING = r"for|(?:asking|looking|calling)\s+for|requiring|wanting|needing|demanding"
_AFTER = (
    r"\W+(?:{})(?:\s+(?:is|are|asks?|wants?|needs?|requires?|has|calls?|closes?|for|due|on|by|in))*"
    r"(?:\s+(?:an?|the))?\W*"
)
_PICKS_OUT = re.compile(_AFTER.format(f"{_WITH}|{_WANTING}"))
_PICKS_OUT_OF_IS = re.compile(_AFTER.format(_WITH))
_BOUND = re.compile(
    r"\b(?:least|minimum|min|more|over|above|up|most|less|fewer|under|below|between|maximum|max|only)\b"
)
_IS = re.compile(r"\W*(?:is|are|was|were)\b")


_NAMES = frozenset({"titles", "companies", "places", "disciplines"})


def asked_fields(scan: Scan) -> tuple[RecordField, ...]:
    """The fields that a question asks for; what stands in the name of a posting asks for none.

    "The Sponsored Products role" asks for no sponsorship.
    """
    names = [one for one in scan.taken if one.condition in _NAMES]
    return tuple(
        name
        for name, pattern in field_cues.asking()
        if any(not _within(match.span(), names) for match in pattern.finditer(scan.flat))
    )


def of_particular(query: ListingQuery, scan: Scan, nouns: Nouns) -> ListingQuery:
    """The query without the conditions that the question asks about.

    "Is the Bellevue role still open?" asks of the Bellevue role, whether it is open or not. "What degree does the
    Kindle job with 3 years of experience want?" asks of the one with 3 years, and not how many years it wants.
    """
    matches = {
        name: [match.span() for match in pattern.finditer(scan.flat)]
        for name, pattern in field_cues.asking()
        if name in query.fields
    }
    dropped: list[str] = []
    fields: list[RecordField] = []
    for name in query.fields:
        taken = [one for one in scan.taken if one.condition == _CONDITIONS.get(name)]
        if taken and all(_picks_out(one, scan, nouns) for one in taken):
            if not all(_within(span, taken) for span in matches[name]):
                fields.append(name)
            continue
        fields.append(name)
        if name in _CONDITIONS:
            dropped.append(_CONDITIONS[name])
    # "What research experience ...": the word says what is asked, and not of which posting.
    asked = {
        fold(scan.text[one.start : one.end])
        for one in scan.taken
        if one.condition == "words"
        and any(_within((one.start, one.end), spans) for spans in matches.values())
    }
    years = (scan.flat[one.start : one.end] for one in scan.taken if one.condition == "experience")
    wanted = exactly(query.filter, " ; ".join(years)).without(*dropped)
    words = tuple(word for word in wanted.words if word not in asked)
    return query.model_copy(
        update={"filter": wanted.model_copy(update={"words": words}), "fields": tuple(fields)}
    )


def exactly(wanted: ListingFilter, said: str) -> ListingFilter:
    """The filter with years of experience that are those of one posting: its near-duplicate may ask for more.

    Args:
        wanted: the filter.
        said: the words that tell the years, in small letters.
    """
    years = wanted.experience
    if years is None or years.least is None or years.most is not None or _BOUND.search(said):
        return wanted
    return wanted.model_copy(update={"experience": Range(least=years.least, most=years.least)})


def _within(span: tuple[int, int], others: Iterable[Taken | tuple[int, int]]) -> bool:
    ends = ((one.start, one.end) if isinstance(one, Taken) else one for one in others)
    return any(start <= span[0] and span[1] <= end for start, end in ends)


def _picks_out(condition: Taken, scan: Scan, nouns: Nouns) -> bool:
    """Whether a condition describes the postings: "the remote role", "the role with 3 years of experience"."""
    spans = [(word.start, word.end) for word in nouns.words]
    spans += [(one.start, one.end) for one in scan.taken if one.condition == "titles"]
    after = _PICKS_OUT_OF_IS if _IS.match(scan.flat) else _PICKS_OUT
    for start, end in spans:
        if end <= condition.start and after.fullmatch(scan.flat, end, condition.start):
            return True
        between = scan.flat[condition.end : start] if condition.end <= start else None
        if (
            between is not None
            and _DESCRIBED.fullmatch(between)
            and not _CLAUSE_WORD.search(between)
            and not _INDEFINITE.search(scan.flat[: condition.start])
        ):
            return True
    return False
