"""Document -> chunks: by heading, paragraph, sentence and token budget, with offsets into the snapshot."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from internbot import sentences
from internbot.sources.documents import AskedQuestion, Block, BlockKind, Document, Span

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_CELLS = re.compile(r";\s+\w[^:;.]{0,60}:\s")
_TELLING = 4
"""Words from which a sentence tells something by itself."""
_ITEM = re.compile(r"(?:[-*•‣·–]|\d{1,3}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that a chunk is made of: a sentence, a heading, a table row.

    Attributes:
        span: where it stands in the document's text.
        kind: the kind of its block.
        block: index of its block; units of one list item share it.
        asked: questions that it answers, as whoever wrote it says.
    """

    span: Span
    kind: BlockKind
    block: int
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A contiguous passage of a document: `text == document.text[span.start:span.end]`.

    Attributes:
        path: headings above its first unit, outermost first; with that heading, where the chunk begins with one.
        units: what it is made of, in order; offsets count in the document's text.
        tokens: sum over the units, in cl100k tokens.
        page: page number of its first unit, where the format has pages.
    """

    span: Span
    text: str
    path: tuple[str, ...]
    units: tuple[Unit, ...]
    tokens: int
    page: int | None


def split(document: Document, count: Callable[[str], int], budget: int = 200) -> list[Chunk]:
    """Chunks of at most `budget` tokens, in order, that hold every unit exactly once.

    A heading starts a new chunk. A section longer than the budget is cut at unit borders into pieces of about equal
    length, since a short rest says little. A unit longer than the budget is cut at white space.

    Args:
        document: with blocks, or plain text that is then split at blank lines.
        count: number of tokens of a text.
        budget: largest chunk, in the unit of `count`.
    """
    blocks = document.blocks or tuple(plain_blocks(document.text))
    text = document.text
    chunks: list[Chunk] = []
    for section in _sections(_asked(text, document.asked, _units(text, blocks, count, budget))):
        total = sum(tokens for _, tokens in section)
        target = total / max(1, math.ceil(total / budget))
        piece: list[tuple[Unit, int]] = []
        size = 0
        for unit, tokens in section:
            overfull = size + tokens > budget
            # Stop at the border that lies nearer to the target.
            complete = size > 0 and size + tokens / 2 > target
            if piece and (overfull or complete) and any(u.kind != "heading" for u, _ in piece):
                chunks.append(_chunk(text, blocks, piece))
                piece, size = [], 0
            piece.append((unit, tokens))
            size += tokens
        if piece:
            chunks.append(_chunk(text, blocks, piece))
    return chunks


def plain_blocks(text: str) -> Iterator[Block]:
    """Blocks of text that has no marked structure: paragraphs between blank lines, and list items by their bullets."""
    at = 0
    borders = [*((m.start(), m.end()) for m in _BLANK_LINES.finditer(text)), (len(text), len(text))]
    for stop, following in borders:
        yield from _paragraph(text, at, stop)
        at = following


def _paragraph(text: str, start: int, end: int) -> Iterator[Block]:
    """One paragraph, or the items of a list with the line that introduces them."""
    lines: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    groups: list[tuple[int, int, BlockKind]] = []
    for begin, stop in lines:
        if _ITEM.match(text[begin:stop].lstrip()):
            groups.append((begin, stop, "item"))
        elif groups:
            first, _, kind = groups[-1]
            groups[-1] = (first, stop, kind)
        else:
            groups.append((begin, stop, "paragraph"))
    for begin, stop, kind in groups:
        piece = text[begin:stop]
        stripped = piece.strip()
        if stripped:
            offset = begin + piece.index(stripped[0])
            yield Block(Span(offset, offset + len(stripped)), kind)


def _units(
    text: str, blocks: Sequence[Block], count: Callable[[str], int], budget: int
) -> Iterator[tuple[Unit, int]]:
    for index, block in enumerate(blocks):
        # A row of a table is read as a whole; one `Field: value` may hold many sentences.
        whole = block.kind == "heading" or (block.kind == "row" and _CELLS.search(block.span.of(text)))
        spans = [block.span] if whole else sentences.split(text, block.span.start, block.span.end)
        for span in spans:
            tokens = count(span.of(text))
            pieces = [span] if tokens <= budget else _cut(text, span, tokens, budget)
            for piece in pieces:
                size = tokens if len(pieces) == 1 else count(piece.of(text))
                yield Unit(piece, block.kind, index), size


def _cut(text: str, span: Span, tokens: int, budget: int) -> list[Span]:
    """Pieces of a sentence that is longer than the budget, cut at white space where there is some."""
    width = max(1, (span.end - span.start) * budget // (tokens + tokens // 4 + 1))
    pieces: list[Span] = []
    at = span.start
    while at < span.end:
        stop = min(span.end, at + width)
        if stop < span.end:
            border = max(text.rfind(" ", at + width // 2, stop), text.rfind("\n", at + width // 2, stop))
            stop = border if border > at else stop
        piece = text[at:stop]
        stripped = piece.strip()
        if stripped:
            begin = at + piece.index(stripped[0])
            pieces.append(Span(begin, begin + len(stripped)))
        at = stop
    return pieces


def _asked(
    text: str, questions: Sequence[AskedQuestion], units: Iterator[tuple[Unit, int]]
) -> Iterator[tuple[Unit, int]]:
    """The units, each with the questions that stand before its end and behind the unit before.

    A heading that ends in a question mark is asked of the first unit below it that tells something; a "Yes." tells
    with the unit after it.
    """
    waiting = sorted(questions, key=lambda question: question.at)
    above = ""
    for unit, tokens in units:
        if unit.kind == "heading":
            above = " ".join(unit.span.of(text).split())
        if unit.kind in ("heading", "code"):
            yield unit, tokens
            continue
        own = [question.text for question in waiting if question.at < unit.span.end]
        waiting = waiting[len(own) :]
        asks = unit.span.of(text).rstrip().endswith("?")
        heading = (above,) if above.endswith("?") and not asks else ()
        if heading and len(unit.span.of(text).split()) >= _TELLING:
            above = ""
        yield replace(unit, asked=(*heading, *own)) if heading or own else unit, tokens


def _sections(units: Iterator[tuple[Unit, int]]) -> Iterator[list[tuple[Unit, int]]]:
    """Units from one heading up to the next; headings that follow each other stay together."""
    section: list[tuple[Unit, int]] = []
    for unit, tokens in units:
        if unit.kind == "heading" and any(u.kind != "heading" for u, _ in section):
            yield section
            section = []
        section.append((unit, tokens))
    if section:
        yield section


def _chunk(text: str, blocks: Sequence[Block], piece: Sequence[tuple[Unit, int]]) -> Chunk:
    units = tuple(unit for unit, _ in piece)
    span = Span(units[0].span.start, units[-1].span.end)
    content = next((unit for unit in units if unit.kind != "heading"), units[-1])
    block = blocks[content.block]
    path = block.path if content.kind != "heading" else (*block.path, block.span.of(text))
    return Chunk(span, span.of(text), path, units, sum(tokens for _, tokens in piece), block.page)
