"""The [n] markers that a chat model writes: read, taken out of the text; those that point nowhere are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Models write [1], [1, 2], [1-3], [^1], [[1]], [1](address), [passage 1] and 【1†source】.
_NUMBERS = r"\d{1,4}(?:\s*(?:,|;|&|and|to|-|–|—)\s*(?:passages?\s+|sources?\s+)?\d{1,4})*"
_MARKER = re.compile(
    rf"\s*(?:\[\[?\s*\^?\s*(?:(?:passages?|sources?|refs?\.?|no\.?)\s*)?(?P<square>{_NUMBERS})\s*\]\]?(?:\([^()\s]*\))?"
    rf"|【\s*(?P<lens>{_NUMBERS})[^】\n]{{0,40}}】)",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\s*(?:\[[^\]\n]{0,60}|【[^】\n]{0,60})$")
_RANGE = re.compile(r"(\d{1,4})\s*(?:-|–|—|to)\s*(?:\w+\s+)?(\d{1,4})")
_NUMBER = re.compile(r"\d{1,4}")
_WIDEST = 20
"""Numbers that a range such as [1-3] may stand for; a wider one is no marker of ours."""
_BEFORE_MARK = re.compile(r"\s+([.,;:!?])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that had markers.

    Attributes:
        text: without them, on one line.
        numbers: those that name a passage, in order, each once.
        unknown: those that name none.
    """

    text: str
    numbers: tuple[int, ...]
    unknown: tuple[int, ...]


def read_markers(text: str, known: int) -> Marked:
    """Take the markers out of a text.

    Args:
        text: as a model wrote it.
        known: how many passages there are; their numbers begin at 1.
    """
    named: list[int] = []
    for match in _MARKER.finditer(text):
        named += _numbers(match["square"] or match["lens"])
    bare = _SPACES.sub(" ", _MARKER.sub("", text)).strip()
    once = tuple(dict.fromkeys(named))
    return Marked(
        _BEFORE_MARK.sub(r"\1", bare),
        tuple(number for number in once if 1 <= number <= known),
        tuple(number for number in once if not 1 <= number <= known),
    )


def markers_end(text: str, start: int) -> int:
    """Offset after the markers that follow `start`, and after the white space between them; `start` where none do."""
    end = start
    while match := _MARKER.match(text, end):
        end = match.end()
    return end


def is_unfinished(text: str, start: int) -> bool:
    """Whether what follows `start` may still become a marker when more text comes."""
    return _UNFINISHED.match(text, start) is not None


def _numbers(written: str) -> list[int]:
    numbers: list[int] = []
    for piece in re.split(r"[,;&]|\band\b", written):
        wide = _RANGE.search(piece)
        if wide and 0 <= int(wide[2]) - int(wide[1]) <= _WIDEST:
            numbers += range(int(wide[1]), int(wide[2]) + 1)
        else:
            numbers += map(int, _NUMBER.findall(piece))
    return numbers
