"""Plain text files: the text as it is, in paragraphs, list items and underlined headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from internbot.errors import SourceError
from internbot.sources.documents import Block, BlockKind, Document, Failure, Item, Span
from internbot.sources.markdown import title_from_name
from internbot.sources.text_decoding import decode

_SUFFIXES = frozenset((".txt", ".text", ".rst", ".adoc", ""))
_BULLET = re.compile(r"[ \t]*(?:[-*•·–]|\(?\d{1,3}[.)])[ \t]+\S")
_LONGEST_TITLE = 120


class PlainTextReader:
    """Reads text files; the text is kept as it is, but for line ends and a byte order mark."""

    name = "plain_text"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name: `.txt`, `.text`, or none at all."""
        return item.suffix in _SUFFIXES or item.media_type == "text/plain"

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The one document of the file."""
        text = decode(item.raw)
        blocks = tuple(text_blocks(text))
        if not blocks:
            raise SourceError("holds no text")
        first = blocks[0].span.of(text).split("\n")[0]
        short = len(first) <= _LONGEST_TITLE and (len(blocks) > 1 or len(text) > len(first) + 2)
        yield Document(
            id=item.key,
            title=first.strip()
            if short and not first.rstrip().endswith((".", ",", ";"))
            else title_from_name(item.key),
            text=text,
            url=item.url,
            retrieved=item.retrieved,
            blocks=blocks,
        )


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks of plain `text`: paragraphs between blank lines, and one for each item of a list."""
    for lines in _groups(text):
        if any(_BULLET.match(text[a:b]) for a, b in lines):
            yield from _listed(text, lines)
        else:
            yield _block(text, lines[0][0], lines[-1][1], "paragraph")


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not blank, each line by its bounds."""
    group: list[tuple[int, int]] = []
    begin = 0
    while begin <= len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if text[begin:end].strip():
            group.append((begin, end))
        elif group:
            yield group
            group = []
        begin = end + 1
    if group:
        yield group


def _listed(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """A block for each bullet with the lines that continue it, and one for the lines before the first."""
    begin, kind = lines[0][0], "paragraph"
    for a, b in lines:
        if _BULLET.match(text[a:b]):
            if a > begin:
                yield _block(text, begin, a, "item" if kind == "item" else "paragraph")
            begin, kind = a, "item"
    yield _block(text, begin, lines[-1][1], "item" if kind == "item" else "paragraph")


def _block(text: str, start: int, end: int, kind: BlockKind) -> Block:
    piece = text[start:end]
    stripped = piece.strip()
    begin = start + piece.index(stripped)
    return Block(Span(begin, begin + len(stripped)), kind)
