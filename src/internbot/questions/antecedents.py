"""Pronouns of a turn, and what they stand for in the conversation."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass

from internbot.listings.filters import ListingQuery
from internbot.listings.words import fold, words_of
from internbot.questions.mentions import function_words, mentions_of
from internbot.questions.noun_phrases import Phrase, extended, phrases_of, topical
from internbot.questions.people import is_person, person_of
from internbot.questions.relational_nouns import offerers, relational_nouns

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
    r"|\b(?:is|was)\s+it\s+(?:too\s+)?(?:late|early|normal|ok|okay|common|true|raining)\b"
    rf"|\bit(?:['’]s|s|\s+is|\s+was)\s+(?:(?:already|now|only|almost|nearly|still|too|so|very|the|end|middle|of|early|mid|late)\s+)*"
    rf"(?:late|early|spring|summer|autumn|fall|winter|{'|'.join(month_name[1:])}|20\d\d|monday|friday|weekend)\b",
    re.IGNORECASE,
)
_THAT_CLAUSE = re.compile(r"\b(?:is it|it's|it is|does it)\b.*\bthat\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b((?:[A-Z]\w+\s+)*[A-Z]\w+)(?:['’]s)?\s+(?:office|campus|site|location|lab|headquarters)\b"
)
_AT = re.compile(
    r"\b(?:in|at|to|from|near)\s+(?:the\s+)?((?:[A-Z][\w'’]+(?:\s+|$|(?=[?.!,;])))+(?:(?:office|campus|lab)\b)?)"
)
_PLACED = re.compile(r"\b(?:in|from|near|outside(?: of)?|inside|within)\s+(?:the\s+)?$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:is|are|what's|whats|what’s|about|at|of|for|to|does|do|did|can|join|doing)\s+$", re.IGNORECASE
)
DEFINED = re.compile(
    r"\W*(?:what(?:'s|’s|s| is| are)?|who(?:'s|’s|s| is)|tell me(?: more)? about|explain|describe|define)\s+$",
    re.IGNORECASE,
)
"""What stands before the thing that a question asks the meaning of."""
_AROUND = re.compile(r"\b(?:in|at|on|from|during|since)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|of|with|in|at|on|to|about|from|during|after|before|without)\s+", re.IGNORECASE)
_ASKED_OF = re.compile(
    r"\b(?:what|which|how\s+(?:many|much))\s+(?:[\w'’-]+\s+){1,4}?(?:do|does|did|is|are|was|were|will|would|can|could|should|must)\s+$",
    re.IGNORECASE,
)
"""Before a pronoun, what is asked of it, which it cannot stand for: "what degree does it want?"."""
_DECAY = 0.25
_REACH = 400
"""Characters of a turn within which a pronoun and its noun stand; who writes thousands of them means what is near."""
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


def pronoun_of(turn: str, begin: int = 0) -> re.Match[str] | None:
    """The first pronoun of `turn` from character `begin` on whose antecedent is not in the turn itself."""
    expletive = [m.span() for m in _EXPLETIVE.finditer(turn)] + [
        m.span() for m in _THAT_CLAUSE.finditer(turn)
    ]
    found = []
    for pattern in (_PERSON, _THING, _MANY, _PLACE, _DEMONSTRATIVE):
        for match in pattern.finditer(turn):
            if match.start() < begin or any(start <= match.start() < end for start, end in expletive):
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
    words = words_of(turn[end : end + _REACH])
    return bool(words) and words[0].folded not in function_words()


def _said_before(turn: str, match: re.Match[str]) -> bool:
    """Whether a noun phrase of the same turn comes before the pronoun and can be what it stands for."""
    before = turn[max(0, match.start() - _REACH) : match.start()]
    before = _ASKED_OF.sub("", before)
    word = match.group().lower()
    sentence = max(before.rfind(mark) for mark in ".?!\n") + 1
    # "I am in my first semester. Can I do it?": where or when somebody is, is not what the next sentence is about.
    mentions = [
        one for one in mentions_of(before) if one.start >= sentence or not _AROUND.search(before[: one.start])
    ]
    if not mentions or word in ("this", "that"):
        return False
    if word in ("they", "them", "their", "theirs", "those", "these", "both", "ones"):
        if any(m.plural or m.proper for m in mentions) or _ANYBODY.search(before):
            return True
        return word in ("their", "theirs") and not re.search(r"\b(?:many|much|which|what)\s+\S+\s*$", before)
    if word in ("it", "its"):
        # "a stipend for it": the stipend is for something else.
        return any(not m.plural and not _FOR.fullmatch(before[m.end :]) for m in mentions)
    if word == "there":
        return bool(re.search(r"\b(?:in|at|to|from|near)\s+[A-Z]\w+", before))
    # A name in small letters has no article: "where did donato spend his year".
    bare = (
        one
        for one in phrases_of(before)
        if not (one.determiner or one.plural) and _NAMED.search(before[: one.start])
    )
    named = any(one.head not in relational_nouns() for one in bare)
    return (
        named or any(m.proper or _SOMEBODY.search(m.text) for m in mentions) or bool(_ANYBODY.search(before))
    )


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
        return person_of(word, context.questions, context.answers, turn)
    plural = word in ("they", "them", "their", "theirs", "those", "these", "both", "ones")
    ranked: dict[str, float] = {}
    named: dict[str, str] = {}
    for age, text in enumerate(context.questions[:4]):
        aside = text.find(" (about ")
        for phrase in topical(phrases_of(text)):
            key = fold(phrase.text)
            if key in fold(turn) or ATTRIBUTE.fullmatch(key):
                continue
            acting = word in ("they", "them", "their")
            kind = _kind_of(phrase, text) if plural else None
            fits = kind is not None or (
                _acts(phrase, text) if acting else phrase.plural == plural or phrase.proper
            )
            if acting and not fits:
                continue
            # What an earlier follow-up was about is a turn older than the follow-up itself.
            steps = age + (0 <= aside < phrase.start)
            placed = _PLACED.search(text[: phrase.start]) is not None
            owned = 0.5 if acting and phrase.determiner == "my" else 1.0
            salience = (0.5 if phrase.proper else 0.8) if placed else 1 + 0.8 * phrase.proper
            weight = owned * salience + 0.1 * len(key.split())
            ranked[key] = ranked.get(key, 0) + _DECAY**steps * weight * (1 if fits else 0.5)
            named.setdefault(key, kind or extended(text, phrase))
    best = sorted(ranked, key=lambda key: -ranked[key])
    if word == "both" and len(best) > 1:
        return f"{named[best[1]]} and {named[best[0]]}"
    return named[best[0]] if best else None


def _acts(phrase: Phrase, text: str) -> bool:
    """Whether "they" can be said of it: several, an organization or somebody unknown."""
    if phrase.proper:
        return len(words_of(phrase.text)) == 1 or not is_person(phrase, text)
    # A name in small letters has no article: "outreachy".
    bare = (
        not phrase.determiner
        and phrase.head not in relational_nouns()
        and _NAMED.search(text[: phrase.start])
    )
    return bool(phrase.plural or bare or phrase.determiner == "my" or phrase.head in offerers())


def _kind_of(phrase: Phrase, text: str) -> str | None:
    """What was defined as one, as several: "exploding offers" after "what is an exploding offer?"."""
    if (
        phrase.determiner not in ("a", "an")
        or not DEFINED.fullmatch(text[: phrase.start])
        or phrase.text.isupper()
    ):
        return None
    return f"{phrase.text[:-1]}ies" if re.search(r"[^aeiou]y$", phrase.text) else f"{phrase.text}s"


def _places(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Where each place of `text` begins, and its name; months stand after "in" too."""
    found = ((match.start(1), match[1].strip()) for match in pattern.finditer(text))
    return [(start, name) for start, name in found if name not in month_name]
