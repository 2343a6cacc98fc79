"""Pronouns of a turn, and what they stand for in the conversation."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass

from internbot.listings.filters import ListingQuery
from internbot.listings.words import fold, words_of
from internbot.questions.mentions import Mention, function_words, mentions_of

_PERSON = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(it|its)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(they|them|their|theirs|those|these|both|ones)\b(?!\s+(?:who|that|which)\b)", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!will )(?<!n't )(?<!been )(?<!hi )(?<!hey )\bthere\b"
    r"(?=\W*$|[,;.?!]|\s+(?:for|in|with|when|if|before|after|during|now|today|first|too|as|and|or"
    r"|to|on|at)\b)",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|that)\b(?=\W*$|\s+(?:is|was|mean|means|work|works|one|happen|affect|for|with|in|on"
    r"|at|to|and|or|by|so)\b)"
    r"|(?<=^is )that\b(?=\s+(?:the|an?|also|still|true|right|correct|ok|okay|required|allowed|legal"
    r"|possible|normal|common"
    r"|enough|paid|taxed|included)\b)"
    r"|(?<=\bis )(?:this|that)\b(?=\s+\w+ed\W*$)|(?<=\bdoes )(?:this|that)\b(?=\s+\w+\W*$)"
    r"|(?<=\bis )(?:this|that)\b(?=\s+(?:different|similar|related|better|worse|compared)\b)"
    r"|(?<=^does )that\b|(?<=^would )that\b|(?<=^will )that\b|(?<=^can )that\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:(?:is|was|be|make|makes|made|take|takes|took|will|would|does|did|can|could|might|should"
    r"|has|not|been)\s+)+it\s+"
    r"(?:[\w-]+\s+){0,4}?(?:to|that|if|for|when|\w+ing)\b"
    r"|\bit(?:'s|\s+(?:is|was|will|would|can|could|may|might|takes?|took"
    r"|makes?))\s+(?:[\w-]+\s+){0,4}?(?:to|that|if|when|\w+ing)\b"
    r"|\b(?:is|was)\s+it\s+(?:too\s+)?(?:late|early|normal|ok|okay|common|true|raining)\b",
    re.IGNORECASE,
)
_THAT_CLAUSE = re.compile(r"\b(?:is it|it's|it is|does it)\b.*\bthat\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b((?:[A-Z]\w+\s+)*[A-Z]\w+)(?:['’]s)?\s+(?:office|campus|site|location|lab|headquarters)\b"
)
_AT = re.compile(
    r"\b(?:in|at|to|from|near)\s+(?:the\s+)?((?:[A-Z][\w'’]+(?:\s+|$))+(?:(?:office|campus|lab)\b)?)"
)
_DECAY = 0.25
ATTRIBUTE = re.compile(
    r"(?:differences?|requirements?|benefits?|advantages?|disadvantages?|costs?|prices?|process"
    r"|steps?|problems?|issues?|purpose"
    r"|meaning|definition|history|origin|role|goal|impact|effects?|results?|features?|limits?"
    r"|deadlines?|dates?|ok|millions|stipends?|salar(?:y|ies)|pay|durations?|eligibility"
    r"|qualifications?|hours|locations?)"
)
_ANYBODY = re.compile(
    r"\b(?:people|person|someone|somebody|anyone|anybody|everyone|everybody|who|you)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r"\b\w*(?:er|or|ist|ant|ent|ee|man|woman|boss|friend|intern|king|queen|mother|father|child|kid"
    r"|boy|girl|doctor|student)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation has spoken of.

    Attributes:
        questions: earlier user turns made to stand alone, newest first.
        answers: earlier answers, newest first.
        query: the newest query over the records.
        listed: the newest query that may have found more than one record.
        age: how many questions ago `query` was asked; 0 is the newest question.
        pending: the newest question, where it lacked a piece and was asked back.
    """

    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    query: ListingQuery | None = None
    listed: ListingQuery | None = None
    age: int = 0
    pending: str | None = None

    def __bool__(self) -> bool:
        return bool(self.questions)


def pronoun_of(turn: str) -> re.Match[str] | None:
    """The first pronoun of `turn` whose antecedent is not in the turn itself."""
    expletive = [m.span() for m in _EXPLETIVE.finditer(turn)] + [
        m.span() for m in _THAT_CLAUSE.finditer(turn)
    ]
    found = []
    for pattern in (_PERSON, _THING, _MANY, _PLACE, _DEMONSTRATIVE):
        for match in pattern.finditer(turn):
            if any(start <= match.start() < end for start, end in expletive):
                continue
            word = match.group().lower()
            if (
                word in ("these", "those")
                and re.match(r"\s+\w+", turn[match.end() :])
                and noun_after(turn, match.end())
            ):
                continue
            if _said_before(turn, match):
                continue
            found.append(match)
    return min(found, key=lambda m: m.start()) if found else None


def noun_after(turn: str, end: int) -> bool:
    """Whether a noun phrase begins at `end`, so that the word before is no pronoun."""
    words = words_of(turn[end:])
    return bool(words) and words[0].folded not in function_words()


def _said_before(turn: str, match: re.Match[str]) -> bool:
    """Whether a noun phrase of the same turn comes before the pronoun and can be what it stands for."""
    before = turn[: match.start()]
    word = match.group().lower()
    mentions = mentions_of(before)
    if not mentions or word in ("this", "that"):
        return False
    if word in ("they", "them", "their", "theirs", "those", "these", "both", "ones"):
        if any(m.plural or m.proper for m in mentions) or _ANYBODY.search(before):
            return True
        return word in ("their", "theirs") and not re.search(r"\b(?:many|much|which|what)\s+\S+\s*$", before)
    if word in ("it", "its"):
        return any(not m.plural for m in mentions)
    if word == "there":
        return bool(re.search(r"\b(?:in|at|to|from|near)\s+[A-Z]\w+", before))
    return any(m.proper or _SOMEBODY.search(m.text) for m in mentions) or bool(_ANYBODY.search(before))


def antecedent_of(word: str, context: Context, turn: str) -> str | None:
    """What a pronoun stands for: the noun phrase most spoken of lately that fits it; None where nothing does."""
    if word == "there":
        for text in context.questions[:2]:
            if places := _places(_AT, text) or _places(_OFFICE, text):
                return max(places)[1]
        # An answer says where in its first words; what follows tells more about it.
        for text in context.answers[:1]:
            if places := _places(_AT, text) + _places(_OFFICE, text):
                return min(places)[1]
        return None
    if word in ("he", "him", "his", "she", "her", "hers"):
        return _person(context, turn)
    plural = word in ("they", "them", "their", "theirs", "those", "these", "both", "ones")
    ranked: dict[str, float] = {}
    named: dict[str, str] = {}
    for age, text in enumerate(context.questions[:4]):
        aside = text.find(" (about ")
        for mention in mentions_of(text):
            key = fold(mention.text)
            if key in fold(turn) or ATTRIBUTE.fullmatch(key):
                continue
            fits = mention.plural == plural or mention.proper
            # What an earlier follow-up was about is a turn older than the follow-up itself.
            steps = age + (0 <= aside < mention.start)
            weight = 1 + 0.8 * mention.proper + 0.1 * len(key.split())
            ranked[key] = ranked.get(key, 0) + _DECAY**steps * weight * (1 if fits else 0.5)
            named.setdefault(key, with_article(text, mention))
    best = sorted(ranked, key=lambda key: -ranked[key])
    if word == "both" and len(best) > 1:
        return f"{named[best[1]]} and {named[best[0]]}"
    return named[best[0]] if best else None


def _places(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Where each place of `text` begins, and its name; months stand after "in" too."""
    found = ((match.start(1), match[1].strip()) for match in pattern.finditer(text))
    return [(start, name) for start, name in found if name not in month_name]


def _person(context: Context, turn: str) -> str | None:
    for text in context.questions[:3]:
        mentions = [m for m in mentions_of(text) if fold(m.text) not in fold(turn)]
        if names := [m for m in mentions if m.proper]:
            return names[0].text
        people = [m for m in mentions if _SOMEBODY.search(m.text)]
        if people or mentions:
            return with_article(text, (people or [best_of(mentions)])[0])
    for answer in context.answers[:1]:
        names = [m for m in mentions_of(answer) if m.proper and len(m.text.split()) >= 2]
        if names:
            return names[0].text
    return None


def best_of(mentions: Sequence[Mention]) -> Mention:
    """Names before other phrases, then the longest; the earlier of equals."""
    return max(mentions, key=lambda m: (m.proper, len(m.text.split()), -m.start))


def with_article(text: str, mention: Mention) -> str:
    """A noun phrase with the article that it had."""
    before = re.search(
        r"\b(the|an?|my|our|your)\s+(?:\w+st\s+|first\s+)?$", text[: mention.start], re.IGNORECASE
    )
    return f"{before.group(1).lower()} {mention.text}" if before else mention.text
