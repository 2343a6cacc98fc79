"""A chat model's text, as it comes in pieces -> its sentences, each as soon as it is sure to be whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from internbot import sentences
from internbot.citations import is_unfinished, markers_end

LONGEST = 1_000
"""Characters that a sentence may have; longer ones are cut, since a text without an end has to be let go of."""
MOST_TEXT = 12_000
"""Characters that are read of an answer."""

_BULLET = re.compile(r"^\s*(?:[-*•‣·–+]|\d{1,3}[.)])\s+")
_FENCE = re.compile(r"^\s*(?:```|~~~|\|?[\s:|-]{3,}$)")
_LEADING = re.compile(r"^\s*(?:#{1,6}\s+|>\s?)+")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_THINKING = re.compile(r"\s*<think(?:ing)?>", re.IGNORECASE)
_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_GLUED = re.compile(r"([.!?][\"”’)]*)(?=\[\^?\d|【\d)")
_OPENED = re.compile(r"[\[【](?P<numbers>[^\]】\n]{0,40}?\d)?[^\]】\n\d]{0,20}$")
_ENDS = re.compile(r"(?:[.!?][\"”’)]*|[\]】][.!?]?)\s*$")
_TAG_BEGUN = re.compile(r"\s*<[a-z]{0,8}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence that a model wrote, not yet checked.

    Attributes:
        text: with its markers, without Markdown.
        item: whether a list item begins with it.
        paragraph: whether a paragraph begins with it.
        whole: whether it was written to its end.
    """

    text: str
    item: bool = False
    paragraph: bool = False
    whole: bool = True


@dataclass(slots=True)
class SentenceStream:
    """Cuts a growing text into sentences.

    A sentence comes out when what follows it has begun, since only then it is sure that no marker belongs to it any
    more; or at the end of its line.
    """

    _rest: str = ""
    _read: int = 0
    _line_begun: bool = False
    _opening_gone: bool = False
    _item: bool = False
    _paragraph: bool = True

    def feed(self, piece: str) -> Iterator[Draft]:
        """The sentences that are whole now that `piece` was written."""
        piece = piece[: max(0, MOST_TEXT - self._read)]
        self._read += len(piece)
        self._rest = _GLUED.sub(r"\1 ", self._rest + piece.replace("\r", "\n"))
        if not self._after_thinking():
            return
        while "\n" in self._rest:
            line, self._rest = self._rest.split("\n", 1)
            yield from self._line(line, whole=True)
            self._line_begun = self._opening_gone = False
            if not line.strip():
                self._paragraph = True
        yield from self._open_line()

    @property
    def full(self) -> bool:
        """Whether no more is read."""
        return self._read >= MOST_TEXT

    @property
    def under_way(self) -> str:
        """The sentence that is being written, as far as it is there; nothing while a model thinks aloud."""
        return "" if _THINKING.match(self._rest) else self._rest

    def end(self, *, whole: bool = True) -> Iterator[Draft]:
        """The last sentence; not `whole` where the model broke off, so that nobody knows how it was to go on."""
        if self._after_thinking():
            line, self._rest = self._rest, ""
            yield from self._line(line, whole=whole)

    def foreseen(self) -> Draft | None:
        """The sentence under way, if it ends where its markers have begun or its full stop stands; None before those.

        It may go on all the same, or get further markers. One that has its markers before its full stop is given
        without that as long as it was not written.
        """
        if _THINKING.match(self._rest) or _FENCE.match(self._rest):
            return None
        text = self._rest[self._prefix(self._rest) :]
        if opened := _OPENED.search(text):
            numbers = opened["numbers"]
            text = text[: opened.start()] + (f"[{numbers}]" if numbers else "")
        elif not _ENDS.search(text):
            return None
        return self._draft(text, whole=True)

    def _after_thinking(self) -> bool:
        """Whether the answer itself has begun; what some models think aloud before it is left out."""
        opened = _THINKING.match(self._rest)
        if opened is None:
            return not (self._read < LONGEST and _TAG_BEGUN.fullmatch(self._rest))
        closed = _THOUGHT.search(self._rest)
        if closed is None:
            return False
        self._rest = self._rest[closed.end() :]
        return True

    def _open_line(self) -> Iterator[Draft]:
        """Sentences of the line that is still being written, but for the last one."""
        if _FENCE.match(self._rest):
            return
        start = self._prefix(self._rest)
        begin = start
        for span in sentences.split(self._rest, start):
            if span.end <= begin:
                continue  # only markers, which the sentence before has taken
            end = markers_end(self._rest, span.end)
            follows = self._rest[end:].lstrip(" \t\"'“‘«([*_")
            if not follows or is_unfinished(self._rest, end):
                break
            yield from self._sentence(self._rest[begin:end], whole=True)
            begin = end
        if len(self._rest) - begin > LONGEST:
            yield from self._sentence(self._rest[begin:], whole=False)
            begin = len(self._rest)
        if begin > start:
            self._rest = self._rest[begin:]
            self._opening_gone = True

    def _line(self, line: str, *, whole: bool) -> Iterator[Draft]:
        """All sentences of a line that is complete."""
        if _FENCE.match(line):
            return
        begin = self._prefix(line)
        spans = sentences.split(line, begin)
        for span in spans:
            if span.end <= begin:
                continue
            end = markers_end(line, span.end)
            yield from self._sentence(line[begin:end], whole=whole or bool(line[end:].strip()))
            begin = end
        yield from self._sentence(line[begin:], whole=whole)

    def _prefix(self, line: str) -> int:
        """Offset after what opens a line: a bullet, a quotation mark, the marks of a heading."""
        if self._line_begun or self._opening_gone:
            return 0
        bullet = _BULLET.match(line)
        self._item = bullet is not None
        if bullet:
            return bullet.end()
        leading = _LEADING.match(line)
        return leading.end() if leading else 0

    def _sentence(self, text: str, *, whole: bool) -> Iterator[Draft]:
        if draft := self._draft(text, whole=whole):
            yield draft
            self._line_begun = True
            self._paragraph = False

    def _draft(self, text: str, *, whole: bool) -> Draft | None:
        """A sentence without its Markdown; None where it has no words."""
        bare = _EMPHASIS.sub("", text).strip()
        if not any(character.isalnum() for character in bare):
            return None
        first = not self._line_begun
        return Draft(bare, item=first and self._item, paragraph=self._paragraph and first, whole=whole)
