"""Whether two questions mean the same, as far as that can be proved from their words.

A question is reduced to what it asks for (when, how much, whether), its mood (can, must, should), its tense, its
denials, and its words, each in the form that stands for its group. Two questions mean the same when all of these are
equal, and when nobody has changed places: who pays is not who is paid. Whatever is not understood counts as a
difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from internbot.listings.words import fold, singular
from internbot.review import same_words
from internbot.review.phrasing import bare
from internbot.review.roles import AUXILIARIES, BEING, PERSONS, Roles, roles_of
from internbot.review.slips import without_slips

Asks = Literal[
    "whether", "what", "who", "when", "where", "why", "how", "how_long", "how_much", "how_many", "other"
]
Mood = Literal["plain", "can", "must", "should"]

_TOKEN = re.compile(r"[^\W_]+(?:[.+#&'-]?[^\W_]+)*(?:\+\+|#|\+)?|[$€£]")
_SHORTENED = (
    (
        re.compile(r"\b(can)not\b|\b(ca|wo|sha)n't\b"),
        lambda m: {"ca": "can", "wo": "will"}.get(m[2] or "", "can") + " not",
    ),
    (re.compile(r"n't\b"), lambda _: " not"),
    (re.compile(r"\b(what|who|where|when|how|why|that|it|there|here)'s\b"), lambda m: f"{m[1]} is"),
    (re.compile(r"'(?:re|ve|ll|m|d)\b"), lambda _: ""),
)
_FIRST: tuple[tuple[re.Pattern[str], Asks], ...] = (
    (re.compile(r"\bhow (?:long)\b"), "how_long"),
    (re.compile(r"\bhow (?:much|high)\b"), "how_much"),
    (re.compile(r"\bhow many\b"), "how_many"),
    (re.compile(r"\b(?:for )?what (?:is|are) the (?=(?:[\w-]+ ){0,3}(?:length|duration)\b)"), "how_long"),
    (re.compile(r"\bwh(?:at|en) (?:is|are) the (?=(?:[\w-]+ ){0,2}(?:deadline|start|begin|beginning|end)\b)"), "when"),
    (re.compile(r"\bwhat (?:is|are) the (?=location\b)"), "where"),
    (re.compile(r"\bwhen\b"), "when"),
    (re.compile(r"\bwhere\b"), "where"),
    (re.compile(r"\bwhy\b"), "why"),
    (re.compile(r"\b(?:who|whom|whose)\b"), "who"),
    (re.compile(r"\b(?:what|which)\b"), "what"),
    (re.compile(r"\bhow\b"), "how"),
    (re.compile(r"^(?:is|are|am|was|were|do|does|did|has|have|had|can|could|may|must|should|will|would)\b"), "whether"),
)  # fmt: skip
# The month, by its capital or by what stands beside it, is not the verb that gives leave.
_MAY = re.compile(r"(?<=[\w,] )May\b(?! (?:I|we|you)\b)|\b[Mm]ay(?= \d)")
_IN_MAY = re.compile(
    r"\b(in|by|before|after|since|until|of|from|this|next|last|early|mid|late|end|on|for|during|through"
    r"|\d+(?:st|nd|rd|th)?) may\b(?! (?:i|we|you)\b)"
)
_PAY = frozenset({"pay", "stipend"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question, reduced.

    Attributes:
        past: whether it is about what was.
        denials: how often it says "not".
        words: its words in order, each in the form that stands for its group.
        roles: who does what to whom, and which words belong together.
    """

    asks: Asks
    mood: Mood
    past: bool
    denials: int
    words: tuple[str, ...]
    roles: Roles

    @property
    def key(self) -> tuple[object, ...]:
        """What questions of one meaning have in common, for a dictionary."""
        return self.asks, self.mood, self.past, self.denials, tuple(sorted(Counter(self.words).items()))

    def same_as(self, other: Meaning) -> bool:
        """Whether both mean the same."""
        if self.key != other.key or not self.words or self.roles.contradict(other.roles):
            return False
        if self.asks == "who" and (self._answers_itself(other) or other._answers_itself(self)):
            return False
        return self.words == other.words or self._only_turned(other)

    def _answers_itself(self, other: Meaning) -> bool:
        """Whether who is asked for acts here but not there: "who asks", "who do I ask"; "who left", "is left"."""
        if self.roles.voice != "finite":
            return False
        known = bool(same_words.TAKING.intersection(self.words))
        return other.roles.persons.doer not in (None, self.roles.persons.doer) or (
            other.roles.voice == "being" and not known
        )

    def _only_turned(self, other: Meaning) -> bool:
        """Whether the words stand in another order for reasons of grammar only."""
        if same_words.ordered().intersection(self.words) or len(set(self.words)) < len(self.words):
            return False
        place = {word: at for at, word in enumerate(other.words)}
        apart = self.roles.persons.apart(other.roles.persons)
        for at, first in enumerate(self.words):
            for second in self.words[at + 1 :]:
                if place[first] < place[second]:
                    continue
                if apart and not (self.asks == "when" and self.roles.happens(other.roles, first, second)):
                    return False
                if (first in same_words.PREDICATES) != (second in same_words.PREDICATES):
                    continue
                if not self.roles.turned(other.roles, first, second):
                    return False
        return True


def meaning_of(question: str) -> Meaning:
    """What a question means; see the module."""
    text = _plain(question)
    asks, rest = _asked(text)
    raw = [word for word in rest.split() if word]
    mood: Mood = "plain"
    words: list[str] = []
    places: list[int] = []
    denials = 0
    past = any(word in same_words.PAST for word in text.split())
    for at, word in enumerate(raw):
        if word in same_words.NEGATIONS:
            denials += 1
        elif word == "must":
            mood = "must"
        elif word in same_words.CAN:
            mood = "can"
        elif word in same_words.SHOULD:
            mood = "should"
        elif word == "one" and _counts(raw, at):
            words.append("1")
            places.append(at)
        elif _hangs(raw, at) or (word not in same_words.dropped() and word not in same_words.PAST):
            words.append(_canonical(word))
            places.append(at)
    past = past or (asks == "who" and bool(words) and raw[places[0]].endswith("ed"))
    mood, light = _settled(asks, mood, words, raw)
    asks, words, places = _asked_of(asks, words, places, raw, light)
    roles = roles_of(raw, words, places)
    if asks == "what" and words == ["intern"]:
        words = [singular(raw[places[0]])]  # Alone, the person and the thing are not the same.
    return Meaning(asks, mood, past, denials, tuple(words), roles)


def _plain(question: str) -> str:
    """Lower case without punctuation, short forms written out, turns of phrase replaced."""
    shouted = question.isupper()
    kept = without_slips(bare(question))
    if not shouted:
        kept = _MAY.sub("month-5", kept)
        kept = re.sub(r"\b[A-Z][A-Z.]*[A-Z]\b\.?", lambda m: _name(m[0]), kept)
    text = _IN_MAY.sub(r"\1 month-5", fold(kept))
    for pattern, replacement in _SHORTENED:
        text = pattern.sub(replacement, text)
    text = " ".join(_TOKEN.findall(text))
    for pattern, phrase in same_words.phrases():
        text = " ".join(pattern.sub(phrase, text).split())
    return text


def _name(acronym: str) -> str:
    """Capitals are a name also where the word in small letters is none, such as US and IT."""
    bare = acronym.replace(".", "")
    return f"{bare}#" if bare.lower() in same_words.dropped() | {"who"} else bare


def _asked(text: str) -> tuple[Asks, str]:
    for pattern, asks in _FIRST:
        match = pattern.search(text)
        if match is None:
            continue
        # What stands before the word that asks belongs to the rest: "for how many weeks".
        before, after = text[: match.start()], text[match.end() :]
        if asks == "whether":
            return asks, text
        return asks, f"{before} {after}"
    return "other", text


def _settled(asks: Asks, mood: Mood, words: Sequence[str], raw: Sequence[str]) -> tuple[Mood, frozenset[str]]:
    """The mood without differences that are none, and the verbs that say no more than it."""
    personal = bool(PERSONS.intersection(raw)) or not AUXILIARIES.intersection(raw)
    if asks == "how" and mood in ("can", "should") and personal:
        return "plain", frozenset()
    if asks == "where" and mood == "can" and same_words.SEEKING.intersection(words):
        return "plain", frozenset()
    if asks in ("what", "when") and mood == "should" and personal:
        return "plain", frozenset()
    if asks == "whether" and mood == "must":
        return mood, same_words.LIGHT_WITH_MUST
    if asks == "whether" and mood == "plain":
        return mood, same_words.LIGHT_WITH_EXISTENCE
    return mood, frozenset()


def _hangs(raw: Sequence[str], at: int) -> bool:
    """Whether a preposition is what is asked about: "what is it for", "what is on a resume"."""
    if raw[at] not in same_words.PREPOSITIONS:
        return False
    return at == len(raw) - 1 or (at > 0 and all(word in ("is", "are", "was", "were") for word in raw[:at]))


def _counts(raw: Sequence[str], at: int) -> bool:
    """Whether "one" is a number: "one course", unlike "which one" and "should one apply"."""
    before, after = raw[at - 1] if at else "", raw[at + 1] if at + 1 < len(raw) else ""
    return before not in AUXILIARIES | same_words.CAN | {
        "",
        "the",
        "this",
        "that",
        "every",
        "each",
        "which",
        "no",
    } and after not in same_words.dropped() | same_words.CAN | {""}


def _asked_of(
    asks: Asks, words: Sequence[str], places: Sequence[int], raw: Sequence[str], light: frozenset[str]
) -> tuple[Asks, list[str], list[int]]:
    """The words without those that what is asked for says already."""
    held = set(words)
    gone: set[str] = set(light)
    rename: dict[str, str] = {}
    # "What is the pay" asks how much it is; so does what somebody pays or makes.
    if (asks == "how_much" and held & (_PAY | {"make", "makes"})) or (
        asks == "what" and held & _PAY and _amount_is_asked(raw, words, places)
    ):
        asks = "how_much"
        rename = {"stipend": "pay", "make": "pay", "makes": "pay"}
        gone |= {"get", "gets", "money"}
    if asks == "how_long":
        gone |= {"last", "lasts", "length", "duration", "have", "run"}
    if asks == "when":
        rename |= {"deadline": "close"}
        gone |= {"date"}
    if asks == "where":
        gone |= {"located", "location", "based"}
    if asks == "how_many":
        gone |= (
            {"have", "last"} if "last" in held and places[words.index("last")] == len(raw) - 1 else {"have"}
        )
    pairs = [
        (rename.get(word, word), at)
        for word, at in zip(words, places, strict=True)
        if word not in gone and raw[at] not in gone
    ]
    return asks, [word for word, _ in pairs], [at for _, at in pairs]


def _amount_is_asked(raw: Sequence[str], words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether "what" asks for the sum itself: "what is the pay", "what do they earn", "what salary"."""
    first = next(at for word, at in zip(words, places, strict=True) if word in _PAY)
    helper = next((word for word in raw[:first] if word in BEING | AUXILIARIES), None)
    if helper is None:
        return first == 0
    return helper in AUXILIARIES or first <= 3


def _canonical(word: str) -> str:
    group = same_words.groups()
    if word in group:
        return group[word]
    bare = singular(word)
    if word in same_words.PROVIDING:
        return "provide" if word not in ("offer", "offers") else "offer"
    return group.get(bare, bare)
