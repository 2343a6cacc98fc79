"""A document's units around a chunk: what a quote may be widened to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from internbot.chunking import Unit
from internbot.errors import SourceChanged
from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.sources.documents import Span

Neighbours = Callable[[int, int, int], list[StoredChunk]]
"""Chunks of a document (row) from one ordinal to another, in order."""


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit with its text."""

    unit: Unit
    text: str

    @property
    def is_lead_in(self) -> bool:
        """Whether it introduces what follows: a paragraph's last sentence that ends in a colon."""
        return self.unit.kind in ("paragraph", "item") and self.text.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive units of one document."""

    document: DocumentHead
    units: tuple[PlacedUnit, ...]

    @classmethod
    def around(cls, chunk: StoredChunk, neighbours: Neighbours, reach: int = 2) -> Passage:
        """The units of a chunk with those of up to `reach` chunks before and after it.

        Raises:
            SourceChanged: the document was changed since the chunk was found.
        """
        first = max(0, chunk.ordinal - reach)
        chunks = neighbours(chunk.document.row, first, chunk.ordinal + reach)
        if any(one.document.sha256 != chunk.document.sha256 for one in chunks):
            raise SourceChanged(f"{chunk.document.title} was changed just now: ask again")
        placed = tuple(PlacedUnit(unit, one.unit_text(unit)) for one in chunks for unit in one.units)
        return cls(chunk.document, placed)

    def index(self, unit: Unit) -> int:
        """Position of a unit.

        Raises:
            SourceChanged: the document was changed since the unit was found.
        """
        for position, placed in enumerate(self.units):
            if placed.unit.span == unit.span:
                return position
        raise SourceChanged(f"{self.document.title} was changed just now: ask again")

    def list_around(self, index: int) -> range:
        """The list or table that a unit belongs to, as positions; empty where it is in none.

        The unit that introduces a list belongs to it; so do all items, nested ones too.
        """
        kind = self.units[index].unit.kind
        if self.units[index].is_lead_in and kind == "paragraph":
            first = index + 1
            kind = self.units[first].unit.kind if first < len(self.units) else "paragraph"
        else:
            first = index
        if kind not in ("item", "row"):
            return range(index, index)
        start = first
        while start > 0 and self.units[start - 1].unit.kind == kind:
            start -= 1
        stop = first
        while stop < len(self.units) and self.units[stop].unit.kind == kind:
            stop += 1
        if start > 0 and self.units[start - 1].is_lead_in:
            start -= 1
        return range(start, stop)

    def after_lead_in(self, index: int) -> range:
        """What a line that ends in a colon introduces, where that is no list: the next block, as positions."""
        first = index + 1
        if not self.units[index].is_lead_in or first >= len(self.units):
            return range(index, index)
        block = self.units[first].unit.block
        if self.units[first].unit.kind == "heading":
            return range(index, index)
        stop = first
        while stop < len(self.units) and self.units[stop].unit.block == block:
            stop += 1
        return range(first, stop)

    def span(self, indices: Sequence[int]) -> Span:
        """From the beginning of the first to the end of the last of some consecutive units."""
        return Span(self.units[indices[0]].unit.span.start, self.units[indices[-1]].unit.span.end)
