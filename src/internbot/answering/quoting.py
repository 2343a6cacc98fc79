"""Evidence -> quotes: the sentences that answer, verbatim, in readable order; no model writes anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.answering.passages import Neighbours, Passage, PlacedUnit
from internbot.index.catalog import DocumentHead
from internbot.index.hybrid import Candidate
from internbot.sources.documents import Span

MAX_SENTENCES = 5
MAX_ITEMS = 14
"""Items of one list that are shown; a longer one is cut, and the reader opens the source for the rest."""
_SHORT_LIST = 6
_SHORT_TEXT = 800
"""Units and characters up to which a list is given whole, whatever the question is."""
_INTRODUCED = 4
"""Sentences of what a line introduces that are said with it."""
LEAST_OF_BEST = 0.55
"""A further sentence must score this share of the best one's."""
_ROW = 0.85
_SAME = 0.8
"""Share of common words from which two sentences say the same."""

_WORD = re.compile(r"\w+")
# A sentence that begins so leans on the one before it.
_LEANING = re.compile(
    r"(?:he|she|it|they|his|her|hers|its|their|theirs|this|these|those|that|such|both|neither|"
    r"the (?:same|former|latter|second|other|others)|however|but|also|instead|otherwise|therefore|then|in addition|"
    r"for example|for instance|as a result|by contrast|in that case|similarly|likewise|moreover|furthermore|so)\b",
    re.IGNORECASE,
)


_SEVERAL = re.compile(
    r"^\W*(?:please\s+|can you\s+|could you\s+)*(?:list|name|give|show|enumerate)\b"
    r"|\b(?:list|name|give|show|tell)\s+(?:me\s+|us\s+)?(?:all|every|each)\b"
    r"|\b(?:what|which)\s+(?:are|were)\b"
    r"|\b(?:what|which)\s+(?:(?!(?:do|does|did|is|are|was|were|can|may|must|should|will)\b)\w+\s+){0,2}(?!(?:does|is|was|has|this|its|process|business|address|status|class)\b)\w{2,}[^\Ws]s\b"
    r"|\bwhat\s+(?:should|must|can|could|do|does|did)\b.*\b(?:need|bring|include|includes|contain|contains|offer|offers|"
    r"ask|check|write|written|prepare|do|require|requires|expect|avoid|get|have|say|contain)\b"
    r"|\bhow\s+(?:do|can|should|could|to|would)\b|\bwhat happens\b"
    r"|\b(?:steps|ways|tips|examples|kinds|types|reasons|stages)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Consecutive units of one document: `document text[span] ` is what is cited.

    Attributes:
        units: what is shown of it, in order.
        score: of its best unit, 0 to 1.
    """

    document: DocumentHead
    span: Span
    units: tuple[PlacedUnit, ...]
    score: float


@dataclass(slots=True)
class _Chosen:
    """What was chosen of a passage; `best` is its best unit."""

    passage: Passage
    indices: set[int]
    score: float
    best: int


def quote(
    candidates: Sequence[Candidate],
    scores: Sequence[NDArray[np.float32]],
    neighbours: Neighbours,
    *,
    wants_list: bool = False,
    one_fact: bool = False,
    most: int = MAX_SENTENCES,
    left_out: Callable[[str], bool] = lambda _: False,
) -> tuple[Quote, ...]:
    """The quotes that answer, in the order in which they are read.

    The best sentence comes first with what it needs to be understood: the sentence it leans on, the line that
    introduces its list. Others follow while they score near to it and say something new.

    Args:
        candidates: passages, best first.
        scores: for each candidate, how likely each of its units is part of the answer, 0 to 1.
        neighbours: reads the chunks around one.
        wants_list: whether the question asks for several things, so that a list is given whole.
        one_fact: whether it asks for a single one, so that an item is said without the others of its list.
        most: sentences at which it stops; a list counts as one.
        left_out: whether a sentence is not to be said, not even as part of a list.
    """
    ranked = _ranked(candidates, scores)
    chosen: list[_Chosen] = []
    said: list[frozenset[str]] = []
    count = 0
    floor = 0.0
    for score, candidate, number in ranked:
        if count >= most or score < floor:
            break
        floor = floor or score * LEAST_OF_BEST
        chunk = candidate.chunk
        place = _place(chosen, candidate)
        passage = place.passage if place else Passage.around(chunk, neighbours)
        index = passage.index(chunk.units[number])
        if place and index in place.indices:
            continue
        words = _words(passage.units[index].text)
        if any(_says_the_same(words, other) for other in said):
            continue
        wide = _widened(passage, index, wants_list=wants_list, one_fact=one_fact)
        indices = {i for i in wide if not left_out(passage.units[i].text)}
        if index not in indices:
            continue
        if place is None:
            place = _Chosen(passage, set(), score, index)
            chosen.append(place)
        count += 1 if _is_listed(passage, indices) else len(indices - place.indices)
        place.indices |= indices
        said.extend(_words(passage.units[i].text) for i in indices)
    return tuple(quote for place in chosen for quote in _best_first(place))


def wants_list(question: str) -> bool:
    """Whether a question asks for several things, so that a list is its natural answer."""
    return _SEVERAL.search(question) is not None


def leans_on_before(sentence: str) -> bool:
    """Whether a sentence begins with a word that only the sentence before it explains."""
    return _LEANING.match(sentence) is not None


def _ranked(
    candidates: Sequence[Candidate], scores: Sequence[NDArray[np.float32]]
) -> list[tuple[float, Candidate, int]]:
    rows = [
        (float(score) * _weight(candidate, number), -rank, candidate, number)
        for rank, (candidate, row) in enumerate(zip(candidates, scores, strict=True))
        for number, score in enumerate(row)
        if candidate.chunk.units[number].kind not in ("heading", "code")
    ]
    rows.sort(key=lambda row: (-row[0], -row[1], row[3]))
    return [(score, candidate, number) for score, _, candidate, number in rows]


def _weight(candidate: Candidate, number: int) -> float:
    """A sentence reads better than a table's row that says the same."""
    return _ROW if candidate.chunk.units[number].kind == "row" else 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _says_the_same(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences share most of their words; other numbers make another statement."""
    numbers = {word for word in words ^ other if word[0].isdigit()}
    return not numbers and len(words & other) >= _SAME * min(len(words), len(other))


def _place(chosen: Sequence[_Chosen], candidate: Candidate) -> _Chosen | None:
    """What was chosen already of the passage that holds a candidate."""
    for one in chosen:
        units = one.passage.units
        if (
            one.passage.document.row == candidate.chunk.document.row
            and units[0].unit.span.start <= candidate.chunk.span.start
            and candidate.chunk.span.end <= units[-1].unit.span.end
        ):
            return one
    return None


def _widened(passage: Passage, index: int, *, wants_list: bool, one_fact: bool) -> set[int]:
    """A unit with those it cannot be understood without."""
    unit = passage.units[index]
    listed = passage.list_around(index)
    short = _is_short(passage, listed) and not (one_fact and unit.unit.kind == "item")
    if listed and (wants_list or unit.is_lead_in or short):
        return set(listed[:MAX_ITEMS])
    if listed and unit.unit.kind == "item":
        # All sentences of the item, with the line that introduces the list.
        same = {i for i in listed if passage.units[i].unit.block == unit.unit.block}
        first = listed[0]
        return same | ({first} if passage.units[first].is_lead_in else set())
    indices = {index, *passage.after_lead_in(index)[:_INTRODUCED]}
    while (
        unit.unit.kind in ("paragraph", "quotation")
        and leans_on_before(passage.units[min(indices)].text)
        and min(indices) > 0
        and len(indices) < 3
        and passage.units[min(indices) - 1].unit.kind in ("paragraph", "quotation")
    ):
        indices.add(min(indices) - 1)
    return indices


def _is_short(passage: Passage, listed: range) -> bool:
    return len(listed) <= _SHORT_LIST and sum(len(passage.units[i].text) for i in listed) <= _SHORT_TEXT


def _is_listed(passage: Passage, indices: set[int]) -> bool:
    return any(passage.units[i].unit.kind in ("item", "row") for i in indices)


def _best_first(place: _Chosen) -> list[Quote]:
    """The quotes of a passage: what answers, behind the line that introduces it; then the others, as in the text."""
    best = place.passage.units[place.best].unit.span
    listed = place.passage.list_around(place.best)
    first = min((i for i in listed if i in place.indices), default=place.best)
    begin = place.passage.units[first].unit.span.start
    return sorted(
        _runs(place), key=lambda quote: not (begin < quote.span.end and quote.span.start < best.end)
    )


def _runs(place: _Chosen) -> Iterator[Quote]:
    """Quotes of consecutive units, in the order of the text."""
    run: list[int] = []
    for index in sorted(place.indices):
        if run and index != run[-1] + 1:
            yield _quote(place, run)
            run = []
        run.append(index)
    if run:
        yield _quote(place, run)


def _quote(place: _Chosen, run: Sequence[int]) -> Quote:
    units = tuple(place.passage.units[i] for i in run)
    return Quote(place.passage.document, place.passage.span(run), units, place.score)
