"""What kind of thing a question asks for (a number, a date, a name), and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal

AnswerType = Literal["number", "date", "name"]

_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|long|old|far|often|big|tall|large|high|fast|soon|wide|deep)\b"
            r"|\b(?:number|percentage|share|population|cost|price|amount|salary|wage) of\b"
        ),
    ),
    ("date", re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day|time|month)\b|\bdeadline\b")),
    ("name", re.compile(r"\bwho\b|\bwhose\b|\bwhom\b|\bwhere\b")),
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    "number": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
        r"|hundred|thousand|million|billion|once|twice|half|dozen)\b",
        re.IGNORECASE,
    ),
    "date": re.compile(rf"\b1\d{{3}}\b|\b20\d\d\b|\b(?:{_MONTH})\b", re.IGNORECASE),
    # A capital after another word of the sentence; at the beginning every word has one.
    "name": re.compile(r"(?<=[\w,;)(:] )[A-Z][\w.'’-]+"),
}


def expected_types(question: str) -> frozenset[AnswerType]:
    """Kinds of thing that an answer to `question` must hold; empty where its form does not tell."""
    lowered = question.lower()
    return frozenset(kind for kind, pattern in _ASKS if pattern.search(lowered))


def holds(types: frozenset[AnswerType], text: str) -> bool:
    """Whether `text` holds something of each kind."""
    return all(_HOLDS[kind].search(text) for kind in types)
