"""A posting's prose in plain small letters, and the clauses that it falls into; offsets stay those of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from internbot.sources.documents import Span

# One sign for one sign, so that offsets stay.
_PLAIN = (("’", "'"), ("‘", "'"), ("´", "'"), ("\u00a0", " "), ("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"))
_BREAK = re.compile(r"[\n•●▪◦]|[.!?;-](?=\s)|[*·](?=\s)")
_ABBREVIATION = re.compile(r"(?:^|[\s(/])(?:u\.s|e\.g|i\.e|ph\.d|b\.s|m\.s|etc|sr|jr|no|incl|approx|vs)\.$")
_WISHED = re.compile(
    r"(?:preferred|desired|additional|bonus|optional) (?:qualifications?|skills?|requirements?|experience|points)\b"
    r"|nice[- ]to[- ]haves?\b|pluses\b|it'?s a plus if\b|what will set you apart\b|preferred\s*:"
)
_OTHERWISE = re.compile(
    r"(?:basic|minimum|required|key|main|core) (?:job )?(?:qualifications?|requirements?|skills?|responsibilities)\b"
    r"|(?:responsibilities|requirements|benefits|about (?:the|us|you)|a day in the life|what you(?:'ll| will)"
    r"|who (?:we|you) are|why|our|we are|equal)\b"
)
_HEADS = frozenset("\n.:;!?•#*")


@dataclass(frozen=True)
class Clauses:
    """A text that is read for facts.

    Attributes:
        text: as it is written.
        plain: the same in small letters with plain quotation marks, dashes and spaces; as long as `text`.
    """

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Clauses:
        """The clauses of `text`."""
        plain = text.lower()
        if len(plain) != len(text):  # a few capitals have two small letters
            plain = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
        if not plain.isascii():
            for sign, usual in _PLAIN:
                plain = plain.replace(sign, usual)
        return cls(text, plain)

    def has(self, *words: str) -> bool:
        """Whether one of `words`, in small letters, stands anywhere in the text, also within another word."""
        return any(word in self.plain for word in words)

    def around(self, position: int) -> Span:
        """The clause that holds a position: what stands between two ends of sentences, lines or list items."""
        place = bisect_right(self._breaks, position)
        start = self._breaks[place - 1] if place else 0
        end = self._breaks[place] if place < len(self._breaks) else len(self.plain)
        return Span(start, end)

    def holding(self, *words: str) -> Iterator[Span]:
        """The clauses in which one of `words` stands, in the order of the words, each once."""
        seen: set[int] = set()
        for word in words:
            at = self.plain.find(word)
            while at >= 0:
                clause = self.around(at)
                if clause.start not in seen:
                    seen.add(clause.start)
                    yield clause
                at = self.plain.find(word, max(clause.end, at + 1))

    def is_wished(self, position: int) -> bool:
        """Whether a position stands below a heading such as "Preferred qualifications"."""
        return any(start <= position < end for start, end in self.wishes)

    @cached_property
    def wishes(self) -> tuple[tuple[int, int], ...]:
        """From where to where the text says what is welcome but not asked for."""
        found: list[tuple[int, int]] = []
        for match in _WISHED.finditer(self.plain):
            if not self._heads(match.start()) or (found and match.start() < found[-1][1]):
                continue
            others = _OTHERWISE.finditer(self.plain, match.end())
            after = next((other.start() for other in others if self._heads(other.start())), len(self.plain))
            found.append((match.start(), after))
        return tuple(found)

    def _heads(self, position: int) -> bool:
        """Whether a line or a sentence begins here."""
        before = self.plain[max(position - 6, 0) : position].rstrip(" \t-")
        return before[-1] in _HEADS if before else position < 6

    @cached_property
    def _breaks(self) -> list[int]:
        return [
            match.end() for match in _BREAK.finditer(self.plain) if match[0] in "\n!?;" or self._ends(match)
        ]

    def _ends(self, match: re.Match[str]) -> bool:
        """Whether a sign ends a clause: no point of an abbreviation, no dash within a line that begins no item."""
        start, sign = match.start(), match[0]
        if sign == ".":
            return _ABBREVIATION.search(self.plain, max(start - 6, 0), start + 1) is None
        if sign in "-*·":
            return start == 0 or self.plain[start - 1].isspace()
        return True
