"""Which numbers of a sentence count a certain thing? "8 weeks" counts weeks, and "at most three" what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from internbot.questions.mentions import function_words

_WORDS = (
    r"no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"twenty|thirty|forty|fifty|sixty|hundreds?|thousands?|millions?|dozens?|once|twice|single|both|half|several|an?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,$€£¥₹#/])(?:\d[\d,]*(?:\.\d+)?|(?:{_WORDS})(?=\W|$))(?![\w%/])", re.IGNORECASE
)
_RANGE = re.compile(rf"\s*(?:-|–|to|or|and)\s*(?:about |up to )?(?:\d|(?:{_WORDS})\b)", re.IGNORECASE)
_DATED = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\b(?:page|section|chapter|step|part|age)|[$€£¥₹])\s*$",
    re.IGNORECASE,
)
_DATES = re.compile(r"\b(?:since|in|of|until|till|by|from|for|during|before|after)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_END = re.compile(r"[.;:!?()\[\]|\n]|, ")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEAR = 5
"""Words after a number among which the thing stands that it counts: "ten new and highly paid interns"."""


def counts(
    text: str, counted: frozenset[str], around: frozenset[str], terms: Callable[[str], Iterable[str]]
) -> bool:
    """Whether a number in a sentence counts a thing.

    Args:
        text: the sentence.
        counted: stems of the thing, and of words for the same.
        around: stems of what a reader has before them with the sentence; a number without a noun counts one of that.
        terms: text -> stems.
    """
    for found in _NUMBER.finditer(text):
        before, rest = text[: found.start()], text[found.end() :]
        year = _YEAR.match(found.group()) is not None
        if _RANGE.match(rest) or _DATED.search(before) or (year and _DATES.search(before)):
            continue
        # "A spoon" is one; but in "a taster of spoons" and in "2019 new spoons" none are counted.
        article = found.group().lower() in ("a", "an")
        after = _WORD.findall(_END.split(rest.removeprefix("-"), maxsplit=1)[0])[
            : 1 if article or year else _NEAR
        ]
        if not counted.isdisjoint(terms(" ".join(after))):
            return True
        bare = not after or after[0].lower() in function_words()
        if bare and not (article or year or counted.isdisjoint(around)):
            return True
    return False
