"""What a message tells of the asker beside its question: "I live in Oslo. Is there anything for me there?".

The question alone says what is asked; what is told around it is a condition only where the question leans on it, and
only such as can be one: a place, a skill, the asker's years and degree. The rest of a story filters nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from internbot.listings.filters import ListingFilter, Range
from internbot.listings.scans import flat

_END = re.compile(
    r"(?:(?<=[a-z0-9)])[.!?]+|[:;]-?[)(D]|\n)\s+|,\s+(?=(?:so|but)\b)"
    r"|[,–]\s+(?=(?:what|whats|which|where|wheres|is there|are there|do you|have you|how many|got any(?:thing)?|any"
    r"|anything|can i|who)\b)"
    r"|[,–]\s+(?=(?:like|i|we|my|because|since|as)\b)|\s+-\s+",
    re.IGNORECASE,
)
_ASKER = re.compile(
    r"\b(?:i|i'm|im|i've|i'd|i'll|me|my|mine|myself|we|we're|our|us|husband|wife|daughter|son|friend)\b"
)
_TELLING = re.compile(rf"{_ASKER.pattern}|^\W*(?:like|because|since|as in|meaning|say)\b")
_QUESTION = re.compile(
    r"^\W*(?:(?:so|and|but|please|also)\b[ ,]*)*(?:what|which|where|who|how|is|are|do|does|can|could|have"
    r"|any|anything|got"
    r"|show|list|find|give|tell|looking|whats|what's|would|will|something)\b"
)
_LEANS = re.compile(
    r"\b(?:there|that|this|those|these|it|them|me|i|my|mine|us|we|fits?|suits?|suitable|else|both|too|here)\b"
)
_FOR_ME = re.compile(r"\b(?:for me|for that|with that|with it|me|fits?|suits?|that|this|it)\b")
_UNWILLING = re.compile(
    r"\b(?:not|n't|don't|dont|never|can't|cannot|won't|hate|leave|leaving|avoid|too (?:\w+ )?(?:expensive"
    r"|far|hot|cold|big"
    r"|rainy|busy|crowded|small)|away from|anywhere but|except|without|tired of|refuse)\b"
)
_STAYING = re.compile(
    r"\b(?:leave|leaving|(?:move|moving|go|going|get|getting) (?:away |out )?(?:from|of))\b"
)
_ELSE = re.compile(r"\b(?:else|elsewhere|other|others|different)\b")
_OWN_YEARS = re.compile(
    r"\b(?:i|i've|i'm|ive)\b(?:\W+\w+){0,8}?\W+(?P<years>\d{1,2}|one|two|three|four|five|six|seven|eight"
    r"|nine|ten)\+?"
    r"[ -]?(?:years?|yrs?)\b"
)
_OWN_DEGREE = re.compile(
    r"\b(?:have|hold|holding|got|with|only|finish\w*|finished|did|doing|earn\w*|student|students"
    r"|candidate|graduate|pursuing)\b"
)
_NO_DEGREE = re.compile(r"\b(?:master'?s?|bachelor'?s?|phd)\s+(?:project|thesis|course|class|room|of)\b")
_ABLE = re.compile(
    r"\b(?:know|knows|good (?:at|with|in)|best (?:at|with|in)|fluent in|familiar with|experienced? (?:with|in)"
    r"|skilled in"
    r"|thesis (?:on|in|about)|worked with|work with|love|like|enjoy|major(?:ed|ing)? in"
    r"|learned"
    r"|project (?:is )?(?:in|on|about))\s+(?P<what>[^,.;!?]{2,60})"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEEDING = re.compile(
    r"\b(?:need|needs|want|must|only|require|prefer|would like|i'd like|have to|has to|should|looking for)\b"
)
_NEEDS = ("sponsorship", "remote", "pay", "paid", "terms", "employment_types")
_TOLD = ("skills", "titles", "disciplines", "words")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message, and where it begins."""

    text: str
    start: int

    @property
    def flat(self) -> str:
        """Its text in small letters."""
        return flat(self.text)


@dataclass(frozen=True, slots=True)
class Message:
    """A message in parts: the one that asks, and those that tell of the asker."""

    asking: Clause
    telling: tuple[Clause, ...]


def message_of(text: str) -> Message | None:
    """The parts of a message; None where it is one part, or none or several of its parts ask."""
    clauses = _clauses(text)
    if len(clauses) < 2:
        return None
    asking = [one for one in clauses if one.text.rstrip().endswith("?") or _QUESTION.match(one.flat)]
    if len(asking) != 1:
        asking = [one for one in asking if not _ASKER.search(one.flat)] or asking
    if len(asking) != 1:
        return None
    telling = tuple(one for one in clauses if one is not asking[0])
    goes_on = asking[0] is not clauses[-1] and asking[0].text.endswith((".", "?", "!"))
    tells = goes_on or any(_TELLING.search(one.flat) for one in telling)
    return Message(asking[0], telling) if tells else None


def abilities(clause: Clause) -> str | None:
    """What the asker knows or likes by a part of a message, as postings that want it; None where it tells none."""
    match = _ABLE.search(clause.flat)
    if match is None:
        return None
    start = clause.start + match.start("what")
    return f"jobs with {clause.text[start - clause.start : match.end('what')]}"


def with_told(
    asked: ListingFilter, message: Message, told: Sequence[tuple[Clause, ListingFilter]]
) -> ListingFilter:
    """The filter of the asking part with what it leans on in the others.

    Args:
        asked: of the asking part alone.
        message: the parts.
        told: the others, each as read alone.
    """
    narrow = set(asked.conditions()) - {"employment_types", "status"}
    asking = message.asking.flat
    asked = asked.model_copy(update=_needs(asked, told))
    if narrow and not _LEANS.search(asking) and not _ELSE.search(asking):
        return asked
    update: dict[str, Any] = {}
    for clause, read in told:
        # What was told last counts: "we live in Bergen, so anywhere in Norway would do".
        update |= _places(asked, clause, read, asking)
        told_of = _TOLD if not narrow else ("skills",) if _FOR_ME.search(asking) else ()
        update |= {name: value for name in told_of if (value := getattr(read, name))}
    years = next((match for one in message.telling if (match := _OWN_YEARS.search(one.flat))), None)
    if years is not None and asked.experience is None:
        update["experience"] = Range(most=_number(years["years"]))
    if not narrow:
        update |= _degrees(told)
    return asked.model_copy(update=update)


def _needs(asked: ListingFilter, told: Sequence[tuple[Clause, ListingFilter]]) -> dict[str, Any]:
    """Conditions that the asker states as such: "I need a visa", "it must be remote"."""
    return {
        name: getattr(read, name)
        for clause, read in told
        if _NEEDING.search(clause.flat)
        for name in _NEEDS
        if getattr(read, name) not in ((), None) and getattr(asked, name) in ((), None)
    }


def _places(asked: ListingFilter, clause: Clause, read: ListingFilter, asking: str) -> dict[str, Any]:
    """The places of a part that tells, wanted or not."""
    if not (read.places or read.not_places):
        return {}
    unwilling = read.not_places or (_UNWILLING.search(clause.flat) and read.places)
    if asked.places or asked.not_places:
        return {"not_places": read.not_places or read.places} if unwilling and _ELSE.search(asking) else {}
    if unwilling:
        staying = _STAYING.search(clause.flat) and not _ELSE.search(asking)
        return (
            {"places": read.places}
            if staying
            else {"not_places": read.not_places or read.places, "places": ()}
        )
    return {"places": read.places, "not_places": ()}


def _degrees(told: Sequence[tuple[Clause, ListingFilter]]) -> dict[str, Any]:
    for clause, read in told:
        if read.degrees and _OWN_DEGREE.search(clause.flat) and not _NO_DEGREE.search(clause.flat):
            return {"degrees": read.degrees}
    return {}


def _number(word: str) -> float:
    return float(word) if word.isdecimal() else float(_NUMBERS.index(word) + 1)


def _clauses(text: str) -> tuple[Clause, ...]:
    clauses, start = [], 0
    for match in _END.finditer(text):
        clauses.append(Clause(text[start : match.end()].strip(), start))
        start = match.end()
    clauses.append(Clause(text[start:].strip(), start))
    return tuple(one for one in clauses if re.search(r"\w", one.text))
