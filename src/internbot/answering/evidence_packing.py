"""Evidence -> numbered passages for a prompt, best first, under a budget of tokens, marked off as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internbot.answering.quoting import Quote
from internbot.answering.relevance import Judgement
from internbot.index.catalog import StoredChunk
from internbot.prompts import Boundary
from internbot.sources.documents import Span

MOST = 8
"""Passages of a prompt; more of them make models pick worse."""


@dataclass(frozen=True, slots=True)
class PackedPassage:
    """A passage that a prompt shows.

    Attributes:
        number: what a marker [n] refers to, from 1.
        chunk: its text, a slice of its document's.
        scores: for each unit of it, how likely it is part of the answer, 0 to 1.
    """

    number: int
    chunk: StoredChunk
    scores: NDArray[np.float32]

    @property
    def body(self) -> Span | None:
        """Where its text below the headings stands in the document; None where there is none."""
        start = next((unit.span.start for unit in self.chunk.units if unit.kind != "heading"), None)
        return None if start is None else Span(start, self.chunk.span.end)

    @property
    def body_text(self) -> str:
        """Its text below the headings."""
        body = self.body
        return "" if body is None else self.chunk.text[body.start - self.chunk.span.start :]


@dataclass(frozen=True, slots=True)
class Packed:
    """The evidence of one prompt."""

    passages: tuple[PackedPassage, ...]
    text: str
    boundary: Boundary


def pack(
    judgement: Judgement,
    quotes: Sequence[Quote],
    count: Callable[[str], int],
    budget: int,
    boundary: Boundary,
) -> Packed:
    """The passages that fit, best first: those that the quoting answer quotes, then the others as they were ranked.

    Args:
        count: number of tokens of a text.
        budget: most tokens that `text` may have.
    """
    ranked = sorted(
        range(len(judgement.candidates)),
        key=lambda i: (_first_quote(judgement.candidates[i].chunk, quotes), i),
    )
    passages: list[PackedPassage] = []
    pieces: list[str] = []
    left = budget
    for i in ranked:
        if len(passages) == MOST:
            break
        chunk = judgement.candidates[i].chunk
        piece = _shown(len(passages) + 1, chunk, boundary)
        cost = count(piece) + 2
        if cost > left:
            continue  # a shorter one may still fit
        left -= cost
        passages.append(PackedPassage(len(passages) + 1, chunk, judgement.sentences[i]))
        pieces.append(piece)
    return Packed(tuple(passages), "\n\n".join(pieces), boundary)


def _first_quote(chunk: StoredChunk, quotes: Sequence[Quote]) -> int:
    """Position of the first quote that lies in a chunk; after all of them where none does."""
    for position, quote in enumerate(quotes):
        same = quote.document.row == chunk.document.row
        if same and quote.span.start < chunk.span.end and chunk.span.start < quote.span.end:
            return position
    return len(quotes)


def _shown(number: int, chunk: StoredChunk, boundary: Boundary) -> str:
    """A passage with its title and date, which are data as much as its text."""
    head = chunk.document
    above = " > ".join(dict.fromkeys((head.title, *chunk.path)))
    dated = f" ({head.published.isoformat()})" if head.published else ""
    about = " ".join(f"{above}{dated}".split())
    return f"Passage [{number}]\n{boundary.opening}\n{about}\n{chunk.text}\n{boundary.closing}"
