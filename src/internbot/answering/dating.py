"""Saying how old a claim is: what was open in 2023 is not open now."""

from __future__ import annotations

import re
from datetime import date

_OLD_DAYS = 365

# Words of statements that stop being true by themselves.
_PASSING = re.compile(
    r"\b(?:now|currently|at present|today|this (?:year|month|week|season|summer|winter|spring|fall|autumn)|"
    r"(?:is|are|still|now) (?:open|closed|hiring|accepting|recruiting|available)|upcoming|next (?:year|month|summer)|"
    r"deadlines?|open until|apply (?:by|before)|close[sd]? (?:on|at)|latest|recent(?:ly)?|as of)\b",
    re.IGNORECASE,
)


def note(statement: str, published: date | None, today: date, *, always: bool = False) -> str | None:
    """What has to be said of a statement's date, such as "as of March 2023, 3 years ago"; None where nothing.

    Args:
        statement: the sentence shown.
        published: the date of its source, where it has one.
        today: of the injected clock.
        always: whether it has to be said whatever the statement is, as where two sources disagree.
    """
    passing = always or _PASSING.search(statement) is not None
    if published is None:
        return "its source has no date" if passing else None
    age = (today - published).days
    if not passing and age <= _OLD_DAYS:
        return None
    day = f"as of {published:%B} {published.year}"
    return f"{day}, {_ago(age)}" if age > _OLD_DAYS else day


def _ago(days: int) -> str:
    years = days // 365
    return "a year ago" if years == 1 else f"{years} years ago"
