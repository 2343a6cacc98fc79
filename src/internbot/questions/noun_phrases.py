"""Noun phrases with their determiners: what can be put for a pronoun, exchanged for another, or carried along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from internbot.listings.words import Word, fold, singular, words_of
from internbot.questions.mentions import Mention, function_words, light_words, mentions_of
from internbot.questions.relational_nouns import offerings

_DETERMINERS = re.compile(
    r"the|a|an|my|your|our|their|his|her|its|this|that|these|those|each|every|another|no"
)
_OTHERS = re.compile(r"their|his|her|its|this|that|these|those|no")
_ASKING = frozenset({"which", "what", "many", "much"})
_DO = re.compile(r"do|does|did|can|could|will|would|shall|should|may|might|must|cannot|don't|doesn't|didn't")
_BEFORE_OBJECT = re.compile(r"about|after|at|before|by|during|for|from|in|into|on|over|to|until|with|without")
_CONTRACTED = re.compile(r"(?:what|who|where|when|how|why|that|there|it)s")
_ENDS_CLAUSE = re.compile(
    r"(?:apply|applies|pay|pays|paid|last|lasts|take|takes|start|starts|begin|begins|end|ends|open|opens|close|closes|work"
    r"|works|cost|costs|mean|means|have|has|need|needs|look|looks|say|says|ask|asks|want|wants|require|requires|offer|offers"
    r"|get|gets|give|gives|stand|stands|happen|happens|differ|differs|compare|contain|contains|include|includes|come|comes"
    r"|go|goes|run|runs|count|counts|matter|matters|join|joins|keep|make|makes|recruit|recruits|hire|hires|leave|leaves|become"
    r"|becomes|think|thinks|know|knows|seem|seems|feel|feels|allow|allows|provide|provides|affect|affects|kill|kills|learn"
    r"|learns|understand|accept|accepts|call|calls|pick|choose|decide|expect|let|lets|sponsor|sponsors|treat|treats|publish|teach)"
)
_PARTICIPLE = re.compile(r"\w{2,}[^e\W]ed|paid|left|told|said|made|given|held")
_HOW = re.compile(r"\bhow\s+$", re.IGNORECASE)
"""Stands before what is asked of a thing, and not before the thing: "how soon"."""
_RATES = frozenset({"hour", "day", "week", "month", "year"})
_GENERAL = re.compile(
    r" (?:time|day|way|part|person|people|information|question|reason|example)s?\b", re.IGNORECASE
)
_READ = 600
"""Characters of a message in which its things are looked for; it is about what it begins with."""
_MOST = 6
"""Words that a phrase may have behind its determiner."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        text: without its determiner.
        determiner: "the", "a", "my" ..., lower case; "which" and "many" too, for what is asked; empty without one.
        start: where it begins, its determiner included.
        end: where it ends.
        proper: whether it is a name.
        plural: whether it looks plural.
    """

    text: str
    determiner: str
    start: int
    end: int
    proper: bool
    plural: bool

    @property
    def head(self) -> str:
        """Its last word, in lower case and in the singular."""
        return singular(words_of(self.text)[-1].folded.removesuffix("'s"))

    @property
    def whole(self) -> str:
        """With its determiner, where that is an article or tells whose it is."""
        # Whose it is, is said only for the asker.
        determiner = "the" if _OTHERS.fullmatch(self.determiner) else self.determiner
        return f"{determiner} {self.text}" if _DETERMINERS.fullmatch(determiner) else self.text

    @property
    def asked(self) -> bool:
        """Whether it is what is asked for: "which form", "how many hours"."""
        return self.determiner in _ASKING


def phrases_of(text: str) -> tuple[Phrase, ...]:
    """Noun phrases of the beginning of `text` in order, none inside another."""
    text = text[:_READ]
    cut = [one for mention in mentions_of(text) if (one := _without_contraction(mention)) is not None]
    mentions = [_with_noun(text, one) for one in cut]
    words = words_of(text)
    folded = [word.folded for word in words]
    found: list[Phrase] = []
    rates: list[int] = []
    at = 0
    while at < len(words):
        begins = _DETERMINERS.fullmatch(folded[at]) or folded[at] in _ASKING
        last = _last(text, words, folded, at) if begins else None
        if last is None:
            at += 1
            continue
        start, end = words[at + 1].start, words[last].end
        if folded[at] in ("a", "an", "each", "every") and last == at + 1 and folded[last] in _RATES:
            rates.append(words[last].start)  # "Ten hours a week" says how often.
            at = last + 1
            continue
        inside = [one for one in mentions if one.start < end and one.end > start]
        end = max([end, *(one.end for one in inside if one.proper)])
        found.append(_phrase(text, folded[at], words[at].start, start, end, inside))
        at = next((later for later in range(at + 1, len(words)) if words[later].start >= end), len(words))
    rest = [
        one
        for one in mentions
        if one.start not in rates
        and not _HOW.search(text[: one.start])
        and not any(one.start < other.end and one.end > other.start for other in found)
    ]
    found += [Phrase(one.text, "", one.start, one.end, one.proper, one.plural) for one in rest]
    return tuple(sorted(found, key=lambda one: one.start))


def topical(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases that consist of more than numbers and general words."""
    for one in phrases:
        words = [word.folded for word in words_of(one.text)]
        if (
            one.proper
            or (one.determiner and one.head in offerings())
            or any(not word.isdigit() and word not in light_words() for word in words)
            or len(words) > 1 < _nouns(words)
        ):
            yield one


def extended(text: str, phrase: Phrase) -> str:
    """A phrase of `text` with what it is about, where its noun alone says little: "the job about gift cards"."""
    if phrase.head not in offerings() or phrase.proper:
        return phrase.whole
    for one in phrases_of(text):
        between = text[phrase.end : one.start]
        if one.start > phrase.end and re.fullmatch(r"\s+(?:of|for|about|at|with|on|in)\s+", between):
            article = "the" if phrase.determiner in ("a", "an") else phrase.determiner
            return f"{article} {phrase.text}{between}{one.whole}".strip()
    return phrase.whole


def _without_contraction(mention: Mention) -> Mention | None:
    """The mention without a "whats" before it; None where it is no more."""
    words = words_of(mention.text)
    if not _CONTRACTED.fullmatch(words[0].folded):
        return mention
    if len(words) == 1:
        return None
    return replace(mention, text=mention.text[words[1].start :], start=mention.start + words[1].start)


def _with_noun(text: str, mention: Mention) -> Mention:
    """The mention with the general noun that it describes: "extra time"."""
    noun = _GENERAL.match(text, mention.end)
    if noun is None or mention.proper:
        return mention
    end = noun.end()
    return replace(mention, text=text[mention.start : end], end=end, plural=noun.group().endswith("s"))


def _nouns(words: Sequence[str]) -> int:
    return sum(not word.isdigit() for word in words)


def _last(text: str, words: Sequence[Word], folded: Sequence[str], at: int) -> int | None:
    """Number of the last word of the phrase that a determiner begins; None where none follows."""
    last = None
    inverted = any(_DO.fullmatch(word) for word in _clause(text, words[:at]))
    # What ends a clause after a preposition is no verb: "to decide on an internship offer".
    object_ = at > 0 and _BEFORE_OBJECT.fullmatch(folded[at - 1]) is not None
    for here in range(at + 1, min(len(words), at + 1 + _MOST)):
        word = folded[here].removesuffix("'s")
        if words[here].start - words[here - 1].end > 1 or text[words[here - 1].end : words[here].start].strip(
            " -/&'’"
        ):
            break
        # "The US" is no "us", and "the May round" no "may".
        named = (len(word) > 1 and words[here].text.isupper()) or (word == "may" and here == at + 1)
        if not named and (
            word in function_words() or _CONTRACTED.fullmatch(word) or re.fullmatch(r"\w+ly", word)
        ):
            break
        ends = re.match(r"\s*(?:$|[.?!,;:])", text[words[here].end :]) is not None
        verb = (
            _ENDS_CLAUSE.fullmatch(word)
            and (inverted or (word.endswith("s") and here + 1 < len(words)))
            and not (ends and object_)
        )
        if last is not None and (verb or _PARTICIPLE.fullmatch(word)):
            break
        last = here
    return last


def _clause(text: str, words: Sequence[Word]) -> Iterator[str]:
    """The words of the clause that ends before a phrase, the last first."""
    for word in reversed(words):
        if re.match(r"\s*[.?!,;:]", text[word.end :]):
            return
        yield word.folded


def _phrase(
    text: str, determiner: str, start: int, inner: int, end: int, inside: Sequence[Mention]
) -> Phrase:
    written = text[inner:end].removesuffix("'s").removesuffix("’s")
    proper = any(one.proper for one in inside) or any(
        w.text.isupper() and len(w.text) > 1 for w in words_of(written)
    )
    plural = re.search(r"(?:[^s\W]s|ies|people|children|women|men|criteria|data)$", fold(written)) is not None
    return Phrase(written, determiner, start, inner + len(written), proper, plural)
