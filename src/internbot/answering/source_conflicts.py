"""Stored sources that state different amounts of the same, found without a question being asked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from internbot.answering.source_facts import Fact, NameLexicon, facts_of
from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.verification.words import read, stem

_FEWEST = 3
"""Words that must say what an amount is of; one is enough where both name whose."""
_COVERED = 0.5
"""Share of the longer statement's words that the shorter one, or the headings above it, must have."""


@dataclass(frozen=True, slots=True)
class SourceConflict:
    """Two sentences of different documents that give different amounts for the same.

    Attributes:
        about: the words that both have, and whose it is, for people.
        first: that of the document whose id comes first.
    """

    about: str
    first: Fact
    second: Fact

    @property
    def key(self) -> str:
        """Names two sentences of two snapshots: a change of either text makes another key."""
        sides = (
            f"{one.document.id}\n{one.document.sha256}\n{one.span.start}" for one in (self.first, self.second)
        )
        return hashlib.sha256("\n\n".join(sides).encode()).hexdigest()[:32]

    def told(self) -> dict[str, Any]:
        """As JSON: both sentences as citations, with both dates."""
        sides = [
            {
                "document": one.document.id,
                "title": one.document.title,
                "url": one.document.url,
                "published": one.document.published.isoformat() if one.document.published else None,
                "retrieved": one.document.retrieved.date().isoformat(),
                "quote": one.text,
                "start": one.span.start,
                "end": one.span.end,
                "sha256": one.document.sha256,
            }
            for one in (self.first, self.second)
        ]
        return {"key": self.key, "about": self.about, "sides": sides}


class SourceConflicts:
    """Finds conflicts; what was read of a text is kept until the text changes."""

    def __init__(
        self,
        heads: Callable[[], Sequence[DocumentHead]],
        chunks: Callable[[DocumentHead], Sequence[StoredChunk]],
    ) -> None:
        """
        Args:
            heads: of all articles; listings differ from each other without contradicting.
            chunks: of one of them, in order.
        """
        self._heads = heads
        self._chunks = chunks
        self._held: tuple[tuple[tuple[str, str], ...], tuple[SourceConflict, ...]] | None = None

    def find(self) -> tuple[SourceConflict, ...]:
        """All pairs, ordered by documents; one pair for the same two sentences."""
        heads = self._heads()
        version = tuple(sorted((head.id, head.sha256) for head in heads))
        if self._held is None or self._held[0] != version:
            self._held = (version, tuple(_conflicts(self._facts(heads))))
        return self._held[1]

    def _facts(self, heads: Iterable[DocumentHead]) -> list[Fact]:
        lexicon = NameLexicon()
        documents = [self._chunks(head) for head in heads]
        for document in documents:
            for chunk in document:
                for unit in chunk.units:
                    if unit.kind not in ("heading", "code", "row"):
                        lexicon.read(chunk.unit_text(unit))
        return [fact for document in documents for fact in facts_of(document, lexicon)]


def _conflicts(facts: Sequence[Fact]) -> Iterator[SourceConflict]:
    by_word: Mapping[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    often: dict[str, int] = defaultdict(int)
    for number, fact in enumerate(facts):
        for word in fact.said:
            by_word[fact.kind, word].append(number)
            often[word] += 1
    seen: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for number, fact in enumerate(facts):
        if not fact.words:
            continue
        # All words of the shorter statement are in the other one, so its rarest one is.
        rarest = min(sorted(fact.words), key=lambda word: often[word])
        for other in by_word[fact.kind, rarest]:
            one, two = sorted((fact, facts[other]), key=lambda each: (each.document.id, each.span.start))
            key = ((one.document.id, one.span.start), (two.document.id, two.span.start))
            if other == number or key in seen or not _differ(fact, facts[other]):
                continue
            seen.add(key)
            yield SourceConflict(_about(one, two), one, two)


def _differ(short: Fact, long: Fact) -> bool:
    """Whether two facts of one kind, of which the first has words that are all in the other one, contradict."""
    if short.document.row == long.document.row or short.values & long.values:
        return False
    if bool(short.years - long.years) and bool(long.years - short.years):
        return False
    if not _same_subject(short, long):
        return False
    if len(short.words) < (1 if short.about else _FEWEST) or not short.words <= long.said:
        return False
    return len(long.words & short.said) >= _COVERED * len(long.words)


def _same_subject(one: Fact, other: Fact) -> bool:
    if bool(one.about) != bool(other.about) or (one.about and not one.about & other.about):
        return False
    known, more = (each.names | each.subjects | each.around for each in (one, other))
    return one.names <= more and other.names <= known


def _about(one: Fact, two: Fact) -> str:
    """The words, as the first sentence has them, that say for both what the amounts are of."""
    shared = (one.words & two.said) | (one.about & two.about)
    told = [token.text for token in read(one.text).tokens if token.content and token.stem in shared]
    missing = sorted(
        word for word in one.about & two.about if word not in {stem(each.casefold()) for each in told}
    )
    return ", ".join((" ".join(dict.fromkeys(told)), *(word.title() for word in missing)))
