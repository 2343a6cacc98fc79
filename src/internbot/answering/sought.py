"""What an open question asks for: the words that its answer says, and the kind of thing that it holds.

Found by the form of English questions alone. "Which languages does she speak?" is not answered by a sentence that
speaks of neither languages nor speaking; "How do I ...?", "Why ...?", "Where ...?" and "What is ...?" can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from internbot.answering.asked import LENGTH, SHELL_NOUNS, Asked
from internbot.answering.fact_fit import ASKS_WHO_MAY
from internbot.listings.words import singular, words_of
from internbot.questions.mentions import function_words, light_words

Kind = Literal["count", "month", "clock", "frequency", "length"]
"""What an answer must hold besides: a number of the thing, a month, a time of the day, how often, pages or words."""

_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|hi|hello|ok|okay|please|well|exactly|about)\b\W*)*"
    r"(?:(?:(?:do|can|could|would|will) you (?:know|tell me|say)|tell me|i (?:want|would like|need) to know|"
    r"i wonder|i['’]d like to know)\b\W*)?"
    r"(?:(?:in|at|on|to|for|from|by|with|since|until|till|under|of|up|within|during|after|before)\b\s*)*"
    r"(?P<asks>what|which|who|whom|when|how)\b\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_QUANTITY = re.compile(
    r"(?:many|much|long|often|old|soon|high|big|large|tall|heavy|fast|wide|deep|far)\b", re.IGNORECASE
)
_NO_MEASURE = frozenset({"many", "much", "long", "often", "old", "soon", "high", "big", "large", "far"})
_PLURALS = frozenset({"people", "women", "men", "children"})
_AUXILIARIES = (
    "is are was were be been do does did can could will would should shall must may might has have had"
)
_AUXILIARY = frozenset(_AUXILIARIES.split())
# What lasts, stays; what happens, takes place: verbs that only carry the question for a length or a day.
_CARRYING = re.compile(
    r"\b(?:stays?|stayed|lasts?|lasted|runs?|ran|continues?|happens?|happened|occurs?|takes? place|took place)\b",
    re.IGNORECASE,
)
# On what condition something holds is rarely said again with it.
_CLAUSE = re.compile(
    r"(?<=\w)(?:,? (?:while|if|when|because|after|before|once|unless|according to)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("month", re.compile(r"\b(?:which|what) months?\b", re.IGNORECASE)),
    ("clock", re.compile(r"\b(?:which|what) (?:time|hour)\b(?! of)", re.IGNORECASE)),
    ("frequency", re.compile(r"\bhow (?:often|frequently)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an open question asks for.

    Attributes:
        text: the part of the question whose words, but for names, are to be said.
        kind: of thing that is to be held; None where anything could answer.
        counted: what is counted, for a count; empty where that is not said.
    """

    text: str
    kind: Kind | None = None
    counted: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: str) -> Sought | None:
        """What `question` asks for; None where its form demands nothing in particular."""
        match = _ASKS.match(_CLAUSE.sub("", question))
        if match is None:
            return None
        asks, rest = match["asks"].lower(), match["rest"]
        kind = next((kind for kind, pattern in _KINDS if pattern.search(question)), None)
        words = [word.folded for word in words_of(rest)]
        if not words:
            return None
        if asks == "how":
            return cls._how(question, rest, words, kind)
        if asks in ("who", "whom"):
            return None if ASKS_WHO_MAY.search(question) else cls(rest)
        if asks == "when":
            return cls(_CARRYING.sub("", rest))
        if words[0] in _AUXILIARY:
            asked = Asked.of(question)
            return (
                cls(" ".join(asked.focus))
                if asked.focus and words[0] in ("is", "are", "was", "were")
                else None
            )
        if _is_shell(words) or words[0] in light_words():
            return None if kind is None else cls("", kind)
        return cls(rest, kind)

    @classmethod
    def _how(cls, question: str, rest: str, words: Sequence[str], kind: Kind | None) -> Sought | None:
        if not _QUANTITY.match(rest):
            return None
        if Asked.of(question).slot == "length":
            kind = "length"
        said = _CARRYING.sub("", rest.split(maxsplit=1)[-1] if words[0] in _NO_MEASURE else rest)
        if words[0] == "many":
            return cls(said, "count", _counted(words[1:]))
        return cls(said, kind)


def _counted(words: Sequence[str]) -> tuple[str, ...]:
    """The noun after "how many": the first plural before the verb; empty where there is none."""
    for word in words:
        if word in _AUXILIARY or word in function_words():
            break
        if word in _PLURALS or (word.endswith("s") and not word.endswith("ss")):
            return (word,)
    return ()


def _is_shell(words: Sequence[str]) -> bool:
    """Whether the noun after "which" only stands for what is to be said: its reasons, its steps."""
    phrase: list[str] = []
    for word in words:
        if word in _AUXILIARY:
            break
        phrase.append(word)
    return bool(phrase) and any(singular(word) in SHELL_NOUNS for word in phrase[:3])


_MONTH = re.compile(
    r"\b(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:[ap]\.?m\b|o['’]clock)|\b(?:noon|midnight|midday|morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:every|each|per|daily|weekly|biweekly|fortnightly|monthly|yearly|annually|annual|quarterly|hourly|once|twice|"
    r"times|regularly|never|always|usually|often|rarely)\b|\b(?:a|an) (?:day|week|month|year|hour)\b",
    re.IGNORECASE,
)
_HELD = {"month": _MONTH, "clock": _CLOCK, "frequency": _OFTEN, "length": LENGTH}


def held(kind: Kind, text: str) -> bool:
    """Whether a text holds something of a kind; not for counts, which depend on what is counted."""
    return kind not in _HELD or _HELD[kind].search(text) is not None
