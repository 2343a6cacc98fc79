"""What a sentence must hold to answer certain questions at all: a sum, a count of the right thing, a day, a year.

A question about pay in Luxembourg is not answered by a sentence about Luxembourg, nor by a sum paid elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from internbot.answering.asked import Asked

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
_SUM = re.compile(
    r"[$€£¥₹]\s?\d|\d[\d,.]*\s?(?:k\b|USD|EUR|GBP|INR|dollars?|euros?|pounds?|rupees?|cents?)"
    r"|\bminimum wage\b|\bunpaid\b|\bno (?:pay|salary|stipend)\b|\bnot paid\b",
    re.IGNORECASE,
)
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
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|(?-i:May)|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b\d{4}-\d\d-\d\d\b|"
    r"\b\d{1,2}/\d{1,2}\b|\brolling\b|\bno deadline\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;)] )[A-Z][\w-]+")
SAYS_WHO = re.compile(r"\baccording to\b.*", re.IGNORECASE)
_IN_FULL = {"hrs": "hours", "hr": "hours", "yrs": "years", "mins": "minutes", "wks": "weeks"}
_PEOPLE = "people persons applicants applications participants contributors students"
_PLAIN = (
    "US USA UK EU HR CV PDF AI "
    "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September "
    "October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun"
)
_NO_NAME = frozenset(_PLAIN.split())


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an answering sentence must hold.

    Attributes:
        pattern: must be found in the sentence.
        counted: stems of what is counted; one must stand in the passage or the headings above it.
        names: stems of the names in the question; more than half must stand in its document, since texts write
            names in many ways.
    """

    pattern: re.Pattern[str]
    counted: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, question: str, terms: Callable[[str], Iterable[str]]) -> Requirement | None:
        """What a question demands; None where its form demands nothing in particular."""
        counted: frozenset[str] = frozenset()
        if _ASKS_SUM.search(question):
            pattern = _SUM
        elif match := _ASKS_COUNT.search(question):
            pattern, counted = _NUMBER, frozenset(terms(_in_full(match[1])))
        elif _ASKS_DAY.search(question) or _ASKS_DEADLINE.search(question):
            pattern = _DAY
        elif _ASKS_AGE.search(question):
            pattern = _SAYS_AGE
        elif (asked := Asked.of(question)).slot in ("sum", "share", "year") and (
            fills := asked.pattern
        ) is not None:
            pattern = fills
        else:
            return None
        names = frozenset(term for name in names_in(question) for term in terms(name))
        return cls(pattern, counted, names)

    def met(self, sentence: str, around: frozenset[str], about: frozenset[str]) -> bool:
        """Whether a sentence can answer.

        Args:
            sentence: its text.
            around: stems of its passage and of the headings above it.
            about: stems of what was found of its document.
        """
        return (
            self.pattern.search(sentence) is not None
            and (not self.counted or not self.counted.isdisjoint(around))
            and (not self.names or 2 * len(self.names & about) > len(self.names))
        )


def _in_full(counted: str) -> str:
    """What is counted, without short forms; people are called by what they do, too."""
    words = (_IN_FULL.get(word.lower(), word) for word in counted.split())
    return " ".join(_PEOPLE if word.lower() == "people" else word for word in words)


def names_in(question: str) -> tuple[str, ...]:
    """The names in a question, in order; those of whom it quotes, days and months are left out."""
    found = _NAME.findall(SAYS_WHO.sub("", question))
    return tuple(dict.fromkeys(name for name in found if name not in _NO_NAME))
