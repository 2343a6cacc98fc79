"""A question while it is being read: its words, and which of them have already been understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from internbot.listings.words import Word, words_of

_NEGATION = re.compile(
    r"(?:\b(?:not|no|non|without|except(?:\s+for)?|excluding|outside(?:\s+of)?|other\s+than|apart\s+from|but\s+not"
    r"|besides|never|nothing|none|neither|nor|isnt|arent|dont|doesnt)\b|n't\b|n’t\b)"
    r"(?:[\s,-]+(?:in|at|from|for|with|by|based|the|a|an|any|is|are|asking|asks?|requir\w*|need\w*|located|those|ones"
    r"|be|having|have|has|that|to|of|offer\w*|provide\w*|include\w*|necessarily))*[\s-]*$"
)

_BEFORE = 120
"""Characters before a condition within which its negation begins."""

_JOINED = re.compile(r"\s*(?:,\s*(?:(?:and|or|nor)\s+)?|\b(?:and|or|nor)\s+)(?:(?:in|at|from|the)\s+)*")


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of the question that a condition was read from."""

    start: int
    end: int
    condition: str


def flat(text: str) -> str:
    """Lower case without accents, character for character, so that offsets stay those of `text`."""
    return "".join(_flat(c) for c in text)


def _flat(char: str) -> str:
    if char.isascii():
        return char.lower()
    base = unicodedata.normalize("NFKD", "'" if char in "’‘" else char)[:1].lower()
    return base if len(base) == 1 else char


class Scan:
    """Text with marks of what has been read, and the conditions read so far. `flat` has the offsets of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = flat(text)
        self.words: tuple[Word, ...] = words_of(text)
        self.taken: list[Taken] = []
        self.met: dict[str, Any] = {}
        self._noted: list[tuple[Taken, tuple[Any, ...]]] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of the range has been read yet."""
        return all(end <= t.start or t.end <= start for t in self.taken)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in the flat text of which nothing has been read yet."""
        for match in pattern.finditer(self.flat):
            if self.free(*match.span()):
                yield match

    def take(self, start: int, end: int, condition: str) -> None:
        """Mark a range as read."""
        self.taken.append(Taken(start, end, condition))

    def add(self, condition: str, value: object, start: int, end: int) -> None:
        """Note a condition; one that a negation stands before is noted under its opposite, `not_` and its name."""
        self.add_all(condition, (value,), start, end)

    def add_all(self, condition: str, values: Iterable[object], start: int, end: int) -> None:
        """Note several values that one phrase stands for, as `add` does one."""
        negation = self.negation(start)
        name = condition if negation is None else f"not_{condition}"
        held = tuple(values)
        self.met.setdefault(name, []).extend(held)
        self.take(start if negation is None else negation, end, name)
        self._noted.append((self.taken[-1], held))

    def spread_denials(self) -> None:
        """Deny what is joined to something denied: "except Seattle and Austin"."""
        before: Taken | None = None
        for taken, values in sorted(self._noted, key=lambda one: one[0].start):
            denied = f"not_{taken.condition}"
            if (
                before is not None
                and before.condition == denied
                and _JOINED.fullmatch(self.flat[before.end : taken.start])
            ):
                kept = [one for one in self.met[taken.condition] if one not in values]
                self.met[taken.condition] = kept
                self.met[denied].extend(values)
                self.taken[self.taken.index(taken)] = taken = Taken(taken.start, taken.end, denied)
            before = taken

    def take_all(self, pattern: re.Pattern[str], condition: str) -> bool:
        """Mark every match as read; whether there was one."""
        found = [match.span() for match in self.find(pattern)]
        for start, end in found:
            self.take(start, end, condition)
        return bool(found)

    def negation(self, start: int) -> int | None:
        """Where the negation begins that stands directly before `start`; None where there is none."""
        match = _NEGATION.search(self.flat, max(0, start - _BEFORE), start)
        return match.start() if match else None

    def left(self) -> tuple[Word, ...]:
        """The words that have not been read."""
        return tuple(word for word in self.words if self.free(word.start, word.end))
