"""What a sentence must hold to answer certain questions at all: a sum, a count of the right thing, a day, a year.

A question about pay in Luxembourg is not answered by a sentence about Luxembourg, nor by a sum paid elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from internbot.answering.asked import MEASURE, Asked
from internbot.answering.question_names import names_in, places_in

_PAY = r"(?:pay|salary|salaries|stipend|wages?|compensation|bonus)"
_ASKS_SUM = re.compile(
    rf"\bhow much\b.*\b(?:{_PAY}|pays|paid|earn|earns|earned|make|makes|cost|costs)\b"
    rf"|\b(?:what|which)\s+(?!is an? )(?:\w+\s+){{0,2}}{_PAY}\b|\bhow much money\b",
    re.IGNORECASE,
)
_ASKS_COUNT = re.compile(r"\bhow many\s+((?:[\w-]+\s+){0,2}?[\w-]+?)\s+(?:\w+\s+)*", re.IGNORECASE)
_ASKS_DAY = re.compile(
    r"\b(?:what|which)\s+(?:\w+\s+)?(?:day|date|weekday)\b"
    r"|\bwhen\b.*\b(?:close|closes|closing|deadline|due|end|ends)\b",
    re.IGNORECASE,
)
_MONEY = r"[$€£¥₹]\s?\d|\d[\d,.]*\s?(?:k\b|USD|EUR|GBP|INR|dollars?|euros?|pounds?|rupees?|cents?)"
_SUM = re.compile(
    rf"{_MONEY}|\bminimum wage\b|\bunpaid\b|\bno (?:pay|salary|stipend)\b|\bnot paid\b", re.IGNORECASE
)
_EXACT_SUM = re.compile(_MONEY, re.IGNORECASE)
_ASKS_MINIMUM = re.compile(r"\bminimum wage\b", re.IGNORECASE)
_ASKS_DEADLINE = re.compile(
    r"\b(?:what|when)\s?(?:is|are|was|were|'s|’s)\s+(?:\w+(?:['’]s?)?\s+){0,4}"
    r"(?:deadlines?|(?:due|closing|start|end) date)\b",
    re.IGNORECASE,
)
_ASKS_AGE = re.compile(
    r"\b(?:what|which)\b(?:\s+\w+(?:['’]s?)?){0,3}\s+age\b|\bhow (?:old|young)\b|\bage limit\b", re.IGNORECASE
)
_SAYS_AGE = re.compile(
    r"\b(?:age[ds]?|old|older|young|younger|under|over|born)\b.*\b\d\d\b|\b\d\d\b.*\b(?:age[ds]?|old|older|under)\b"
    r"|\b(?:any|no|every) age\b|\bage limits?\b",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
# Numbers that count nothing: of a list's item, in a name ("I-9"), of a year, of a time of the year.
_NO_COUNT = re.compile(
    r"^\s*\d+[.)]\s|\b[^\W\d]+-\d[\d-]*|\b(?:19|20)\d\d(?:-\d\d)?\b|\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|(?-i:May)|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b\d{4}-\d\d-\d\d\b|"
    r"\b\d{1,2}/\d{1,2}\b|\brolling\b|\bno deadline\b",
    re.IGNORECASE,
)
# How much of a week something takes is not how long it lasts.
_RATE = re.compile(
    r"\b[\w.,]+[ -](?:minutes?|hours?|hrs?|days?)\b(?: \w+){0,2}? (?:a|an|per|each|every) (?:\w+ )?"
    r"(?:day|week|month|year)\b",
    re.IGNORECASE,
)
_ASKS_RATE = re.compile(r"\b(?:days?|weeks?|shifts?|daily|weekly)\b", re.IGNORECASE)
_IN_FULL = {"hrs": "hours", "hr": "hours", "yrs": "years", "mins": "minutes", "wks": "weeks"}
_PEOPLE = "people persons applicants applications participants contributors students"
_EXACT = frozenset({"sum", "share", "year", "duration", "length"})
"""Slots that only a sentence which holds such a thing fills."""
_LASTING = frozenset({"duration", "length"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an answering sentence must hold.

    Attributes:
        pattern: must be found in the sentence.
        beside: what looks like that and is something else: it is taken out of the sentence before.
        counted: stems of what is counted; one must stand in the passage or the headings above it.
        names: stems of the names in the question; more than half must stand in its document, since texts write
            names in many ways.
        places: stems of where; all must stand in the passage or above it: a sum paid elsewhere is another sum.
    """

    pattern: re.Pattern[str]
    beside: tuple[re.Pattern[str], ...]
    counted: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, question: str, terms: Callable[[str], Iterable[str]]) -> Requirement | None:
        """What a question demands; None where its form demands nothing in particular."""
        counted: frozenset[str] = frozenset()
        beside: tuple[re.Pattern[str], ...] = ()
        if _ASKS_SUM.search(question):
            # A text may say "the minimum wage" for a sum, but not where just that is asked for.
            pattern = _EXACT_SUM if _ASKS_MINIMUM.search(question) else _SUM
        elif match := _ASKS_COUNT.search(question):
            counted = frozenset(terms(_in_full(match[1])))
            # "How many months ahead" measures too, though its last word does not.
            measured = MEASURE.match(f"two {question[match.start(1) :]}") is not None
            pattern, beside = (MEASURE, ()) if measured else (_NUMBER, (_NO_COUNT, MEASURE))
        elif _ASKS_DAY.search(question) or _ASKS_DEADLINE.search(question):
            pattern = _DAY
        elif _ASKS_AGE.search(question):
            pattern = _SAYS_AGE
        elif (asked := Asked.of(question)).slot in _EXACT and (fills := asked.pattern) is not None:
            pattern = fills
            if asked.slot in _LASTING and not _ASKS_RATE.search(question):
                beside = (_RATE,)
        else:
            return None
        names = frozenset(term for name in names_in(question) for term in terms(name))
        places = frozenset(term for name in places_in(question) for term in terms(name))
        return cls(pattern, beside, counted, names, places)

    def met(self, sentence: str, around: frozenset[str], about: frozenset[str]) -> bool:
        """Whether a sentence can answer.

        Args:
            sentence: its text.
            around: stems of its passage and of the headings above it.
            about: stems of what was found of its document.
        """
        for other in self.beside:
            sentence = other.sub(" ", sentence)
        return (
            self.pattern.search(sentence) is not None
            and self.places <= around
            and (not self.counted or not self.counted.isdisjoint(around))
            and (not self.names or 2 * len(self.names & about) > len(self.names))
        )


def _in_full(counted: str) -> str:
    """What is counted, without short forms; people are called by what they do, too."""
    words = (_IN_FULL.get(word.lower(), word) for word in counted.split())
    return " ".join(_PEOPLE if word.lower() == "people" else word for word in words)
