"""What a question asks of its subject: a count, a sum, a day, a person, an attribute, and in which words.

Found by the form of English questions alone. Where the form does not tell, nothing is claimed: `Asked()`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from internbot.listings.words import singular

Slot = Literal[
    "count",
    "sum",
    "share",
    "number",
    "duration",
    "length",
    "age",
    "year",
    "day",
    "time",
    "person",
    "attribute",
]
"""Kind of thing that fills the gap in a question; `time` is what "when" asks for, `length` is in pages or words,
`duration` may be too."""

_WORD = re.compile(r"[^\W_][\w'’+#-]*|\d[\w.,-]*")
_ASKING = frozenset({"what", "which", "who", "whom", "when", "how"})
_BE = frozenset({"is", "are", "was", "were"})
_AUXILIARIES = "be been do does did can could will would should shall must may might has have had"
_AUXILIARY = _BE | frozenset(_AUXILIARIES.split())
_JOINS = (
    "of for in on at to from by with about during after before under per within into between that who which when if "
    "than as through a an the and or"
)
_JOINING = frozenset(_JOINS.split())
_PRONOUNS = "i you he she it we they my your his her its our their one this these those there"
_PRONOUN = frozenset(_PRONOUNS.split())
_ARTICLE = frozenset({"a", "an", "the", "his", "her", "its", "their", "your", "my", "our"})
_VAGUE = (
    "name kind type sort way thing things part kinds types title number amount value level example examples person "
    "people man woman other main most first last next best new old many much exactly maximum minimum average highest "
    "lowest biggest total called actual real current"
)
_EMPTY = frozenset(_VAGUE.split())
# Nouns that a question uses for what it wants said, and that an answer rarely repeats ("shell nouns").
_SHELLS = (
    "purpose role difference reason meaning status consequence characteristic focus outcome method implication fate "
    "process procedure step definition view result detail source responsibility significance contribution impact "
    "effect origin nature function history background goal cause motive feature rule tip advice requirement benefit "
    "advantage disadvantage category symptom idea importance relationship connection theme concept story context "
    "problem question answer criteria option condition objective aim principle factor aspect topic section"
)
SHELL_NOUNS = frozenset(_SHELLS.split())
_SLOTS: tuple[tuple[Slot, frozenset[str]], ...] = (
    ("year", frozenset({"year", "century", "decade"})),
    ("day", frozenset({"day", "date", "weekday", "month", "deadline"})),
    ("share", frozenset({"percentage", "percent", "share", "rate", "proportion"})),
    (
        "sum",
        frozenset({"salary", "pay", "wage", "stipend", "fee", "price", "cost", "allowance", "fine", "tax"}),
    ),
)
INSTANCED = frozenset[str]().union(*(nouns for slot, nouns in _SLOTS if slot != "sum"))
"""Nouns for kinds of days and shares: an answer is one of them, and does not call itself so."""
_PRICED = frozenset({"cost", "costs", "earn", "charge", "charged"})
"""Verbs whose object is a sum of money: "what does it cost?"."""
_WRITINGS = (
    "resume résumé cv vita letter essay email proposal post report statement answer text summary paragraph abstract "
    "document note message title headline bio"
)
_WRITTEN = frozenset(_WRITINGS.split())
"""Things whose length is counted in pages or words."""
_VERB = re.compile(
    r"\w+(?:ed|ing)|fail|take|took|need|get|attend|receive|have|work|use|reject|make|apply|earn|join"
)
_NUMBER = (
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|"
    r"once|twice|half|several)\b"
)
_COUNTED = (
    r"(?:\d[\d,.]*|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|half"
    r"|dozen)\b)"
)
_MEASURED = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|semesters?|terms?|summers?|decades?|centur(?:y|ies)|"
    r"nights?|yrs?|hrs?|mins?|pages?|words?|characters?|lines?|paragraphs?|feet|foot|ft|miles?|mi|m|cm|km|met(?:er|re)s?|"
    r"kilomet(?:er|re)s?|inch(?:es)?)\b"
)
_LENGTH = (
    rf"{_COUNTED}(?:[\s-]*(?:to|or|and|-|–)[\s-]*{_COUNTED})?[\s-]*(?:\w+\s)?"
    r"(?:pages?|words?|characters?|letters?|lines?|paragraphs?|sentences?|sheets?|sides?|minutes?)\b"
)
_DAY = (
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|fall|"
    r"winter|rolling)\b|\b\d{4}\b|\b\d{1,2}/\d{1,2}\b"
)
_PATTERNS: tuple[tuple[Slot, str], ...] = (
    ("count", _NUMBER),
    ("number", _NUMBER),
    (
        "duration",
        rf"{_COUNTED}(?:\s?(?:to|or|and|-|–)\s?{_COUNTED})?[\s-]*(?:\w+\s)?{_MEASURED}|\bfrom\b.*\b(?:to|until)\b",
    ),
    ("length", _LENGTH),
    (
        "age",
        r"\bage[ds]?\b\W{0,3}(?:of |is |was )?\d|\byears? (?:old|of age)\b|\bborn\b|\b\d+ (?:years|months)\b"
        r"|\b(?:at|over|under|least|most|turn\w*|than) \d\d\b|\b\d+ or older\b",
    ),
    ("year", r"\b(?:1\d{3}|20\d\d)s?\b|\b\d{1,2}(?:th|st|nd|rd) century\b"),
    ("day", _DAY),
    (
        "time",
        rf"{_DAY}|\b\d{{1,2}} (?:years|days|weeks|months)\b"
        r"|\b(?:century|now|when|after|before|during|within|early|late)\b",
    ),
    (
        "share",
        r"%|\bper ?cent\b|\bhalf\b|\bthirds?\b|\bquarters?\b|\bout of\b|\b(?:one|two|three|four|\d+) in "
        r"(?:two|three|four|five|ten|\d+)\b|\bmajority\b|\bnearly all\b|\bnone\b|\brate\b",
    ),
    (
        "sum",
        r"[$€£¥₹]\s?\d|\d[\d,.]*\s?(?:k\b|USD|EUR|GBP|INR|(?:million |billion )?(?:dollars?|euros?|pounds?|rupees?|"
        r"cents?))|\bminimum wage\b|\bunpaid\b|\bfree\b|\bno (?:pay|salary|stipend|fee|cost)\b|\bnot paid\b|"
        r"\d+(?:\.\d+)?\s?%|\bpercent\b",
    ),
)
_FILLS = {slot: re.compile(pattern, re.IGNORECASE) for slot, pattern in _PATTERNS}
MEASURE = _FILLS["duration"]
"""A number with its unit: how long something takes, or how large it is."""
_TAKING = "take takes look looks spend spends spent need needs read reads keep wait stay"
_HAPPENS = frozenset(_TAKING.split())
"""Verbs whose "how long" is a time, whatever else is written down."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The gap in a question.

    Attributes:
        slot: what fills it; None where the form does not tell, or where no single fact is asked for.
        focus: words that say what of the subject is asked ("grade average", "managed"); may be empty.
        subject: of "What is ...?", without its article; None for other questions.
    """

    slot: Slot | None = None
    focus: tuple[str, ...] = ()
    subject: str | None = None

    @classmethod
    def of(cls, question: str) -> Asked:
        """What `question` asks."""
        return _asked(question)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What must be found in a text that fills the gap; None where anything could fill it."""
        return _FILLS.get(self.slot) if self.slot else None

    def filled(self, text: str) -> bool:
        """Whether `text` holds something that could fill the gap; True where anything could."""
        return self.pattern is None or self.pattern.search(text) is not None


@lru_cache(maxsize=256)
def _asked(question: str) -> Asked:
    words = [match.group().replace("’", "'") for match in _WORD.finditer(question)]
    words = [part for word in words for part in _apart(word)]
    low = [word.lower() for word in words]
    at = next((number for number, word in enumerate(low) if word in _ASKING), None)
    if at is None or at + 1 >= len(low):
        return Asked()
    asking, after = low[at], low[at + 1]
    if asking == "how":
        return _how(low, at + 1)
    if asking == "when":
        return Asked("time")
    if asking in ("who", "whom"):
        if after in _BE:
            return Asked("person", _content(low, _of_subject(low, at + 2) or ()))
        return Asked("person", () if after in _AUXILIARY else (after,))
    if after in _AUXILIARY:
        if asking == "what" and not _PRICED.isdisjoint(low[at + 2 :]):
            return Asked("sum")
        return _what_is(question, low, at + 2) if after in _BE else Asked()
    phrase, end = _phrase(low, at + 1)
    if len(phrase) > 1 and low[phrase[-1]].endswith("ed") and (end >= len(low) or low[end] not in _AUXILIARY):
        phrase = phrase[:-1]
    slot = _slot([low[number] for number in phrase])
    # "Which language" is answered by "Python": the noun itself need not be said.
    return Asked(slot, _content(low, phrase)) if slot != "attribute" else Asked()


def _how(low: Sequence[str], at: int) -> Asked:
    if low[at] == "many":
        phrase, _ = _phrase(low, at + 1)
        nouns: list[int] = []
        for number in phrase:
            if nouns and _VERB.fullmatch(low[number]):
                break
            nouns.append(number)
        focus = _content(low, nouns[-1:])
        return Asked("duration" if focus and MEASURE.fullmatch(f"two {focus[0]}") else "count", focus)
    if low[at] == "much":
        if at + 1 < len(low) and low[at + 1] not in _AUXILIARY | _JOINING:
            return Asked()
        if at + 1 < len(low) and low[at + 1] in _BE:
            return Asked("sum", _content(low, _of_subject(low, at + 2) or ()))
        return Asked("sum")
    if low[at] == "long":
        timed = _WRITTEN.isdisjoint(map(singular, low[at:])) or not _HAPPENS.isdisjoint(low[at:])
        return Asked("duration" if timed else "length")
    if low[at] == "old":
        return Asked("age")
    return Asked("number") if low[at] in ("soon", "often", "far", "big", "large") else Asked()


def _what_is(question: str, low: Sequence[str], at: int) -> Asked:
    attribute = _of_subject(low, at)
    if attribute is None:
        found = re.search(
            r"\b(?:is|are|was|were|'s|’s)\s+(?:an?\s+|the\s+)?(.+?)[\s?.!]*$", question, re.IGNORECASE
        )
        return Asked(subject=found[1] if found else None)
    focus = _content(low, attribute)
    if not focus or singular(focus[-1]) in SHELL_NOUNS:
        return Asked()
    return Asked(_slot([low[number] for number in attribute]), focus)


def _of_subject(low: Sequence[str], at: int) -> list[int] | None:
    """Positions of the words for an attribute: "X's ATTRIBUTE", "ATTRIBUTE of X"; None where there is no subject."""
    owners = [number for number in range(at, len(low)) if low[number].endswith(("'s", "s'"))]
    if owners:
        return _phrase(low, owners[-1] + 1)[0]
    phrase, end = _phrase(low, at)
    if not phrase or end >= len(low):
        return None
    if low[end] == "of" and all(low[number] in _EMPTY for number in phrase):
        return _of_subject(low, end + 1) or _phrase(low, end + 1)[0]
    return phrase if low[end] in ("of", "for", "in", "at", "on", "to", "between") else None


def _phrase(low: Sequence[str], at: int) -> tuple[list[int], int]:
    """Positions of the noun phrase that begins at a word, and where it ends."""
    while at < len(low) and low[at] in _ARTICLE:
        at += 1
    end = at
    while end < len(low) and low[end] not in _AUXILIARY | _JOINING | _PRONOUN:
        end += 1
    return list(range(at, end)), end


def _content(low: Sequence[str], positions: Sequence[int]) -> tuple[str, ...]:
    return tuple(low[number] for number in positions if low[number] not in _EMPTY | _JOINING | _AUXILIARY)


def _slot(words: Sequence[str]) -> Slot:
    return next((slot for slot, nouns in _SLOTS if not nouns.isdisjoint(words)), "attribute")


def _apart(word: str) -> tuple[str, ...]:
    """ "what's" as two words."""
    base, mark, rest = word.partition("'")
    return (base, "is") if mark and rest.lower() == "s" and base.lower() in _ASKING else (word,)
