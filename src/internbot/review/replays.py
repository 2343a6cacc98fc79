"""What would be said today instead of a past answer, and what changed since: sentence by sentence, source by source.

One notion for `internbot replay` and `internbot evaluate --approved`: an answer *broke* where a sentence of it is said
no longer or says something else, where its status differs, or where a text that it cites is not the same any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from internbot import sentences as borders
from internbot.answering.answers import Answer, Citation, Sentence

Outcome = Literal["same", "differs", "broke"]
"""`differs`: all of it is said, in other words, from other places or with more beside it."""
SentenceState = Literal["kept", "reworded", "changed", "lost", "new"]
SourceState = Literal["unchanged", "changed", "gone", "closed"]
MeansSame = Callable[[str, str], bool]
"""Whether two sentences that rest on the same words of a source say the same."""

WRITTEN = "reviewer"
"""What stands in an answer's `model` where a person wrote its sentences."""
_PASSING = re.compile(r"\s*(?:\[\d+\]|\(as of [^()]*\))")
_WORD = re.compile(r"\w+")
_HALF = 0.5
"""Texts that share half of their words are taken for two states of one text."""


@dataclass(frozen=True, slots=True)
class SentenceReplay:
    """What became of a sentence.

    Attributes:
        then: as it was said; None where it is new.
        now: as it is said; None where it is lost.
    """

    state: SentenceState
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class CitationReplay:
    """What became of a citation's source.

    Attributes:
        number: of the citation.
        then: the quote.
        now: the words that stand in its place now; the quote itself where it still stands there, None where nothing
            like it does.
    """

    number: int
    document: str
    title: str
    state: SourceState
    then: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A past answer beside today's.

    Attributes:
        written: whether a person wrote the past answer: then only its sources can break it.
        changed: names of what else differs: status, model, prompt, filter, total, approval.
    """

    outcome: Outcome
    written: bool
    sentences: tuple[SentenceReplay, ...]
    citations: tuple[CitationReplay, ...]
    changed: tuple[str, ...]

    @property
    def standing(self) -> bool:
        """Whether all cited sources are as they were, without which an approved answer is not served."""
        return all(one.state == "unchanged" for one in self.citations)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the cited documents are now.

    Attributes:
        hashes: of their texts; those that are gone are left out.
        closed: listings that are closed now.
        text: a document's text, asked for only where it changed.
    """

    hashes: Mapping[str, str]
    closed: Collection[str]
    text: Callable[[str], str]


def compare(
    then: Answer, now: Answer, sources: Sources, means_same: MeansSame = lambda _then, _now: False
) -> Replay:
    """Compare two answers to one question."""
    told = tuple(_sentences(then, now, means_same))
    cited = tuple(_cited(one, then, sources) for one in then.citations)
    pairs = {
        "status": (then.status, now.status),
        "model": (then.model, now.model),
        "prompt": (then.prompt, now.prompt),
        "filter": (then.listings and then.listings.where, now.listings and now.listings.where),
        "total": (then.listings and then.listings.total, now.listings and now.listings.total),
        "approval": (then.approved_by, now.approved_by),
    }
    changed = tuple(name for name, (before, after) in pairs.items() if before != after)
    written = then.model == WRITTEN
    courtesies = {_plain(one.text) for one in then.sentences if one.support == "not_needed"}
    missing = [
        one for one in told if one.state in ("changed", "lost") and _plain(one.then or "") not in courtesies
    ]
    said_otherwise = not written and (missing or then.status != now.status)
    places = [
        [(one.document, one.sha256, one.start, one.end) for one in answer.citations] for answer in (then, now)
    ]
    outcome: Outcome = "same"
    if said_otherwise or any(one.state != "unchanged" for one in cited):
        outcome = "broke"
    elif places[0] != places[1] or any(one.state != "kept" for one in told):
        outcome = "differs"
    return Replay(outcome, written, told, cited, changed)


def _sentences(then: Answer, now: Answer, means_same: MeansSame) -> Iterator[SentenceReplay]:
    """Those of then in their order, afterwards the new ones."""
    left = list(now.sentences)
    found: dict[int, tuple[SentenceState, Sentence]] = {}

    def settle(state: SentenceState, alike: Callable[[Sentence, Sentence], float]) -> None:
        # The most alike first, so that two sentences do not take each other's counterpart.
        pairs = [
            (score, at, other)
            for at, one in enumerate(then.sentences)
            if at not in found
            for other in left
            if (score := alike(one, other)) > 0
        ]
        for _, at, other in sorted(pairs, key=lambda pair: -pair[0]):
            if at not in found and any(one is other for one in left):
                found[at] = (state, other)
                left[:] = [one for one in left if one is not other]

    settle("kept", lambda one, other: float(_plain(one.text) == _plain(other.text)))
    settle("reworded", lambda one, other: _reworded(one, other, then, now, means_same))
    settle(
        "changed",
        lambda one, other: _likeness(one.text, other.text) if _same_source(one, other, then, now) else 0,
    )
    for at, one in enumerate(then.sentences):
        if at in found:
            state, other = found[at]
            yield SentenceReplay(state, one.text, other.text)
        else:
            yield SentenceReplay("lost", one.text, None)
    yield from (SentenceReplay("new", None, one.text) for one in left)


def _reworded(one: Sentence, other: Sentence, then: Answer, now: Answer, means_same: MeansSame) -> float:
    """How alike two sentences are that say the same of the same words."""
    shared = any(
        mine.sha256 == theirs.sha256 and mine.start < theirs.end and theirs.start < mine.end
        for mine in _proofs(one, then)
        for theirs in _proofs(other, now)
    )
    if shared and means_same(_plain(one.text), _plain(other.text)):
        return 1 + _likeness(one.text, other.text)
    return 0


def _same_source(one: Sentence, other: Sentence, then: Answer, now: Answer) -> bool:
    documents = {cited.document for cited in _proofs(one, then)}
    return not documents or any(cited.document in documents for cited in _proofs(other, now))


def _proofs(sentence: Sentence, answer: Answer) -> list[Citation]:
    return [one for one in answer.citations if one.number in sentence.citations]


def _cited(one: Citation, then: Answer, sources: Sources) -> CitationReplay:
    state: SourceState = "unchanged"
    now: str | None = one.quote
    if one.document not in sources.hashes:
        state, now = "gone", None
    elif sources.hashes[one.document] != one.sha256:
        state, now = "changed", nearest(one.quote, sources.text(one.document))
    elif one.document in sources.closed and not _told_closed(one, then):
        state = "closed"
    return CitationReplay(one.number, one.document, one.title, state, one.quote, now)


def _told_closed(one: Citation, then: Answer) -> bool:
    """Whether the answer itself said that the listing is closed."""
    rows = then.listings.items if then.listings else ()
    return any(row.id == one.document and row.status == "closed" for row in rows)


def nearest(quote: str, text: str) -> str | None:
    """The words of a text that stand where a quote stood: as many sentences, most of them alike; None without any."""
    if quote in text:
        return quote
    spans = borders.split(text)
    size = max(1, len(borders.split(quote)))
    windows = [text[spans[at].start : spans[min(at + size, len(spans)) - 1].end] for at in range(len(spans))]
    best = max(windows, key=lambda window: _likeness(quote, window), default="")
    return best if _likeness(quote, best) else None


def _likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common (Dice 1945); 0 where it is under a half."""
    mine, theirs = _words(one), _words(other)
    share = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    return share if share >= _HALF else 0.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_plain(text).casefold()))


def _plain(text: str) -> str:
    """Without markers, whose numbers depend on the other sentences, and how long ago it was, which time changes."""
    return " ".join(_PASSING.sub("", text).split())


def changes(told: Sequence[SentenceReplay]) -> list[tuple[str, str]]:
    """Sentences that are not as they were, as lines with a sign before each: `-` then, `+` now."""
    lines = []
    for one in told:
        if one.state != "kept":
            lines += [(sign, text) for sign, text in (("-", one.then), ("+", one.now)) if text is not None]
    return lines
