"""What a text speaks of: its noun phrases, found without a model by stop words and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from internbot.listings.words import Word, fold, words_of

_FUNCTION = (
    "a an the this that these those it its itself they them their theirs themselves he him his himself she her hers herself "
    "i me my mine myself we us our ours you your yours yourself one ones someone somebody anyone anybody everyone something "
    "anything everything nothing who whom whose which what when where why how whether if is are was were be been being am "
    "isn't aren't wasn't weren't do does did doing done don't doesn't didn't have has had having haven't hasn't hadn't can "
    "could can't cannot couldn't will would won't wouldn't shall should shouldn't may might must and or but nor so yet as at "
    "by for from in into of off on onto out over to up upon with within without about above across after again against along "
    "among around before behind below beneath beside between beyond during except inside like near outside past since through "
    "throughout till toward towards under until via than then there here now today not no yes yeah ok okay please just only "
    "also too very really quite rather much many more most less least few fewer several some any all both each every either "
    "neither other others another such same own even still already ever never always often sometimes usually once "
    "let let's there's that's it's what's who's how's i'm i've i'd you're they're we're he's she's however because "
    "though although while else instead maybe perhaps actually basically etc e.g i.e vs per s t re ve ll d m re thanks thank hi hello"
)  # fmt: skip
_VERBS = (
    "tell give show know explain describe mean means think want wants need needs get gets got go goes going make makes made "
    "take takes took find found say says said see seen use used using uses work works worked help helps happen happens "
    "happened try ask asks asked look looking like likes come comes keep call called become start started begin began end "
    "ended live lived put set let seem feel leave become change changed affect affects cause causes caused contribute play "
    "played plays exist exists provide provides include includes allow allows require requires offer offers differ differs "
    "compare apply applies applying learn learned talk talking speak define list name understand wonder wondering consider "
    "considered involve involved determine improve increase reduce avoid prevent protect support pay pays paid buy sell sold "
    "create created build built add delete remove write read send open close run running win won lose lost choose decide "
    "expect believe suggest recommend specify clarify elaborate discuss mention continue based related located known introduced "
    "invented discovered founded born die died kill killed move moved meet met join joined manage managed hire hired "
    "possible able good bad better best worse big small large long short high low old new important necessary different "
    "similar likely available true false sure safe hard easy difficult worth free main major common popular famous first second "
    "third last next next many kind kinds type types sort sorts way ways thing things lot lots bit example examples detail "
    "details information info question questions answer answers reason reasons point part parts time times year years day days "
    "people person"
)  # fmt: skip
_JOINS = re.compile(
    r"\s+(?:of|for|on|in|de|di|da|del|of the|in the|for the|and)\s+|\s+|\s*[-–/&]\s*|'s\s+", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:[^s\W]s|ies|people|children|women|men|criteria|data)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase.

    Attributes:
        text: as written.
        start, end: where.
        proper: whether it is a name (capitals inside a sentence).
        plural: whether it looks plural.
    """

    text: str
    start: int
    end: int
    proper: bool
    plural: bool


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that carry no topic of their own."""
    return frozenset(_FUNCTION.split())


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Function words, and the verbs, adjectives and general nouns that a topic rarely consists of."""
    return function_words() | frozenset(_VERBS.split())


def content_words(text: str) -> tuple[Word, ...]:
    """The words of `text` that are no function words."""
    return tuple(word for word in words_of(text) if _bare(word.folded) not in function_words())


def mentions_of(text: str) -> tuple[Mention, ...]:
    """Noun phrases of `text` in order."""
    return tuple(_mentions(text))


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _mentions(text: str) -> Iterator[Mention]:
    run: list[Word] = []
    words = words_of(text)
    mostly_upper = sum(w.text[:1].isupper() for w in words) > 0.7 * len(words) and len(words) > 3
    for at, word in enumerate(words):
        capital = word.text[:1].isupper() and not mostly_upper and (at > 0 or word.text[1:2].isupper())
        light = _bare(word.folded) in light_words() and not (
            capital and _bare(word.folded) not in function_words()
        )
        if run and (light or not _joined(text, run[-1], word)):
            yield from _mention(text, run, mostly_upper)
            run = []
        if not light:
            run.append(word)
    if run:
        yield from _mention(text, run, mostly_upper)


def _joined(text: str, before: Word, after: Word) -> bool:
    between = text[before.end : after.start]
    if not between.strip(" -–/&'"):
        return True
    return bool(_JOINS.fullmatch(between)) and before.text[:1].isupper() and after.text[:1].isupper()


def _mention(text: str, run: list[Word], mostly_upper: bool) -> Iterator[Mention]:
    start, end = run[0].start, run[-1].end
    written = text[start:end].removesuffix("'s").removesuffix("’s")
    inner = [w for w in run if w.start > 0 or w.text[1:2].isupper()]
    proper = any(w.text[:1].isupper() for w in inner) and not mostly_upper
    if proper and run[0].start == 0 and len(run) > 1 and not run[1].text[:1].isupper():
        proper = any(w.text[:1].isupper() for w in run[1:])
    yield Mention(written, start, start + len(written), proper, bool(_PLURAL.search(fold(written))))
