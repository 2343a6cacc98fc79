"""Puts a document's text together piece by piece and keeps where each piece stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from internbot.sources.documents import Block, BlockKind, Span

_TIGHT: tuple[BlockKind, ...] = ("item", "row")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens, zero-width spaces and marks


@dataclass
class Rendering:
    """A text under construction with the blocks that it is made of.

    Headings open a section; every later block carries the path of the sections that it stands in.

    Attributes:
        sign: finds what is no text but marks a place; its first group is the number of the place.
        places: offset in the text where each sign stood, by its number.
    """

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    sign: re.Pattern[str] | None = None
    places: dict[int, int] = field(default_factory=dict)

    def add(self, kind: BlockKind, text: str, *, level: int = 0, page: int | None = None) -> None:
        """Append one block; blank text is left out.

        Args:
            kind: what the block is.
            text: its characters; white space around them is removed.
            level: 1 to 6 for headings, nesting depth from 0 for items.
            page: page number from 1.
        """
        text, signs = self._without_signs(_UNSEEN.sub("", text).strip())
        if not text:
            self.places |= dict.fromkeys(signs, self.length)
            return
        if kind == "heading":
            self.close_sections(level)
        gap = self._gap(kind, level)
        start = self.length + len(gap)
        path = tuple(title for _, title in self.sections)
        self.parts += (gap, text)
        self.places |= {number: start + at for number, at in signs.items()}
        self.length = start + len(text)
        self.blocks.append(Block(Span(start, self.length), kind, path, level, page))
        if kind == "heading":
            self.sections.append((level, " ".join(text.split())))

    def close_sections(self, level: int) -> None:
        """Leave every section whose heading is of `level` or deeper."""
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()

    def drop_last(self) -> None:
        """Take the last block back, with the section that it opened."""
        block = self.blocks.pop()
        del self.parts[-2:]
        self.length = self.blocks[-1].span.end if self.blocks else 0
        if block.kind == "heading" and self.sections:
            self.sections.pop()

    @property
    def last(self) -> str:
        """The text of the last block; empty where there is none."""
        return self.parts[-1] if self.blocks else ""

    @property
    def text(self) -> str:
        """All that was added so far, put together anew at each call."""
        return "".join(self.parts)

    def _without_signs(self, text: str) -> tuple[str, dict[int, int]]:
        """A text without signs, and the offset in it where each stood."""
        if self.sign is None or not self.sign.search(text):
            return text, {}
        kept = ""
        signs: dict[int, int] = {}
        for number, piece in enumerate(self.sign.split(text)):
            if number % 2:
                signs[int(piece)] = len(kept)
            else:
                kept += piece.lstrip() if not kept or kept[-1].isspace() else piece
        return kept.rstrip(), signs

    def _gap(self, kind: BlockKind, level: int) -> str:
        if not self.blocks:
            return ""
        indent = "  " * level if kind == "item" else ""
        return ("\n" if kind in _TIGHT and self.blocks[-1].kind == kind else "\n\n") + indent
