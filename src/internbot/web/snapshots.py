"""A stored text as parts of a page, with a span of it marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from internbot.sources.documents import Block, BlockKind, Span

WINDOW = 200_000
"""Characters of a text that one page shows at most; a longer text is shown around the marked span."""
_BULLET = re.compile(r"([-*+•‣·–]|\w{1,3}[.)])[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is marked as a whole or not at all.

    Attributes:
        first: it is the first marked piece of the page, the one to scroll to.
    """

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the page.

    Attributes:
        bullet: what stands before a list item, apart from its pieces.
    """

    kind: BlockKind
    level: int
    pieces: tuple[Piece, ...]
    bullet: str = ""


def parts(text: str, blocks: Sequence[Block], marked: Span | None) -> list[list[Part]]:
    """The parts to show in order; consecutive items and consecutive rows stand in one group, others alone.

    Args:
        text: the stored text.
        blocks: its structure; without any, paragraphs are what blank lines part.
        marked: what to mark.
    """
    shown = _window(len(text), marked)
    structure = blocks or [Block(span, "paragraph") for span in _paragraphs(text)]
    seen = False
    made: list[Part] = []
    for block in structure:
        span = Span(max(block.span.start, shown.start), min(block.span.end, shown.end))
        if span.start >= span.end:
            continue
        bullet = ""
        if block.kind == "item" and (match := _BULLET.match(text, span.start, span.end)):
            bullet = match[1] if match[1][0].isalnum() else "•"
            span = Span(match.end(), span.end)
        pieces = []
        for piece in _pieces(text, span, marked):
            pieces.append(Piece(piece.text, piece.marked, piece.marked and not seen))
            seen = seen or piece.marked
        made.append(Part(block.kind, block.level, tuple(pieces), bullet))
    return _groups(made)


def shows_all(text: str, marked: Span | None) -> bool:
    """Whether `parts` shows the whole text."""
    return _window(len(text), marked) == Span(0, len(text))


def _window(length: int, marked: Span | None) -> Span:
    if length <= WINDOW:
        return Span(0, length)
    start = max(0, (marked.start if marked else 0) - WINDOW // 2)
    return Span(start, min(length, max(start + WINDOW, marked.end if marked else 0)))


def _paragraphs(text: str) -> Iterator[Span]:
    start: int | None = None
    end = position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start is None else start
            end = position + len(line.rstrip())
        elif start is not None:
            yield Span(start, end)
            start = None
        position += len(line)
    if start is not None:
        yield Span(start, end)


def _pieces(text: str, span: Span, marked: Span | None) -> Iterator[Piece]:
    if marked is None or marked.end <= span.start or marked.start >= span.end:
        yield Piece(text[span.start : span.end])
        return
    start, end = max(span.start, marked.start), min(span.end, marked.end)
    for first, last, inside in ((span.start, start, False), (start, end, True), (end, span.end, False)):
        if first < last:
            yield Piece(text[first:last], inside)


def _groups(made: Iterable[Part]) -> list[list[Part]]:
    groups: list[list[Part]] = []
    for kind, together in groupby(made, key=lambda part: part.kind):
        if kind in {"item", "row"}:
            groups.append(list(together))
        else:
            groups += [[part] for part in together]
    return groups
