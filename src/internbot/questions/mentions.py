"""What a text speaks of: its noun phrases, found without a model by stop words and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from internbot.listings.words import Word, fold, words_of

_FUNCTION = (
    "a an the this that these those it its itself they them their theirs "
    "themselves he him his himself she her hers herself "
    "i me my mine myself we us our ours you your yours yourself one ones "
    "somewhere anywhere everywhere nowhere someone somebody anyone anybody everyone something "
    "anything everything nothing who whom whose which what when where why how whether "
    "if is are was were be been being am "
    "isn't aren't wasn't weren't do does did doing done don't doesn't didn't "
    "have has had having haven't hasn't hadn't can "
    "could can't cannot couldn't will would won't wouldn't shall should shouldn't "
    "may might must and or but nor so yet as at "
    "by for from in into of off on onto out over to up upon with within "
    "without about above across after again against along "
    "among around before behind below beneath beside between beyond during except "
    "inside like near outside past since through "
    "throughout till toward towards under until via than then there here now today "
    "not no yes yeah ok okay please just only "
    "also too very really quite rather overall altogether much many more most less least few fewer "
    "several some any all both each every either "
    "neither other others another such same own even still already ever never always "
    "often sometimes usually once twice "
    "let let's there's that's it's what's who's how's i'm i've i'd you're "
    "they're we're he's she's however because "
    "though although while else instead maybe perhaps actually basically etc e.g "
    "i.e vs per s t re ve ll d m re thanks thank hi hello"
)  # fmt: skip
_VERBS = (
    "tell give show know explain describe mean means think want wants need "
    "needs get gets got go goes going make makes made "
    "take takes took find found say says said see seen use used using uses work "
    "works worked help helps happen happens "
    "happened try ask asks asked look looking like likes come comes keep call "
    "called become start started begin began end "
    "ended live lived put set let seem feel leave become change changed affect "
    "affects cause causes caused contribute play "
    "played plays exist exists provide provides include includes allow allows require "
    "requires offer offers differ differs "
    "compare apply applies applying learn learned talk talking speak define list name "
    "understand wonder wondering consider "
    "considered involve involved determine improve increase reduce avoid prevent protect "
    "support pay pays paid buy sell sold "
    "create created build built add delete remove write read send open close run running "
    "win won lose lost choose decide "
    "expect believe suggest recommend specify clarify elaborate discuss mention "
    "continue based related located known introduced "
    "invented discovered founded born die died kill killed move moved meet met "
    "join joined manage managed hire hired"
)  # fmt: skip
_PLAIN = (
    "possible able good bad better best worse big small large long short high "
    "low old new important necessary different "
    "similar likely available true false sure safe hard easy difficult worth free "
    "main major common popular famous first second "
    "third last next next many kind kinds type types sort sorts way ways thing "
    "things lot lots bit example examples detail "
    "details information info question questions answer answers reason reasons point "
    "part parts time times year years day days "
    "people person eligible"
)  # fmt: skip
_JOINS = re.compile(
    r"\s+(?:of|for|on|in|de|di|da|del|of the|in the|for the|and)\s+|\s+|\s*[-–/&]\s*|'s\s+", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"\w{2,}[^e\W]ed|\w+ly")
_CONNECTORS = frozenset({"of", "de", "di", "da", "del", "la"})
_SUBJECTS = frozenset({"i", "you", "we", "they", "he", "she", "it", "who", "people", "someone"})
_ADVERBS = frozenset(
    {"already", "never", "just", "also", "still", "even", "always", "often", "once", "only", "then"}
)
_MODALS = frozenset({"can", "could", "will", "would", "should", "shall", "may", "might", "must", "cannot"})
_AUXILIARIES = frozenset({"do", "does", "did"})
_BE = frozenset({"be", "have", "get"})
_ARTICLES = frozenset({"the", "a", "an", "my", "your", "their", "his", "her", "its", "this", "that"})
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
    return function_words() | frozenset(_VERBS.split()) | frozenset(_PLAIN.split())


def content_words(text: str) -> tuple[Word, ...]:
    """The words of `text` that are no function words."""
    return tuple(word for word in words_of(text) if _bare(word.folded) not in function_words())


def mentions_of(text: str) -> tuple[Mention, ...]:
    """Noun phrases of `text` in order."""
    return tuple(_mentions(text))


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _mentions(text: str) -> Iterator[Mention]:
    words = words_of(text)
    # The first word has its capital anyway; of a few words, names may be all others.
    mostly_upper = sum(w.text[:1].isupper() for w in words[1:]) > 0.7 * (len(words) - 1) and len(words) > 4
    run: list[int] = []
    for at, word in enumerate(words):
        capital = word.text[:1].isupper() and not mostly_upper and (at > 0 or word.text[1:2].isupper())
        light = _light(word.folded, capital=capital)
        if light and run and word.folded in _CONNECTORS and _between_names(text, words, run[-1], at):
            run.append(at)
            continue
        if run and (light or not _joined(text, words[run[-1]], word)):
            yield from _phrases(text, words, run, mostly_upper)
            run = []
        if not light:
            run.append(at)
    if run:
        yield from _phrases(text, words, run, mostly_upper)


def _between_names(text: str, words: tuple[Word, ...], before: int, at: int) -> bool:
    """Whether a small word stands inside a name, as in "Summer of Code"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or before != at - 1 or text[words[at].end : following.start].strip():
        return False
    return words[before].text[:1].isupper() and following.text[:1].isupper()


def _light(word: str, *, capital: bool) -> bool:
    bare = _bare(word)
    if bare in function_words():
        return True
    if capital:
        return False
    return bare in light_words() or bool(_PARTICIPLE.fullmatch(bare))


def _joined(text: str, before: Word, after: Word) -> bool:
    between = text[before.end : after.start]
    if before.folded.endswith("'s") or before.folded.endswith("s'"):
        return True
    if not between.strip(" -–/&'"):
        return True
    return bool(_JOINS.fullmatch(between)) and before.text[:1].isupper() and after.text[:1].isupper()


def _phrases(text: str, words: tuple[Word, ...], run: list[int], mostly_upper: bool) -> Iterator[Mention]:
    """The noun phrases of a run of content words, without the verb that it begins or ends with."""
    # "I already sent it": a verb, though not next to its subject.
    earlier = next((at for at in range(run[0] - 1, -1, -1) if words[at].folded not in _ADVERBS), None)
    before = words[earlier].folded if earlier is not None else ""
    follower = words[run[-1] + 1].folded if run[-1] + 1 < len(words) else ""
    first, last = words[run[0]], words[run[-1]]
    if (before in _SUBJECTS or before in _MODALS or before == "to") and first.text[:1].islower():
        run = run[1:]
    elif (len(run) > 1 and before in _MODALS and last.text[:1].islower() and not _is_verb(follower)) or (
        len(run) > 1
        and _after_auxiliary(words, run[0])
        and last.text[:1].islower()
        and not _is_verb(follower)
    ):
        run = run[:-1]
    names = [at for at in run if words[at].text[:1].isupper() and not mostly_upper]
    # Two capitals are a name by themselves, and one is after "does"; what follows in small letters is not part of it.
    several = len(names) >= 2 or (bool(names) and names[0] == run[0] and _after_auxiliary(words, run[0]))
    if several and names == list(range(names[0], names[-1] + 1)) and names[-1] != run[-1]:
        yield _mention(text, [words[at] for at in run if at <= names[-1]], mostly_upper)
        run = [at for at in run if at > names[-1]]
    if run:
        yield _mention(text, [words[at] for at in run], mostly_upper)


def _after_auxiliary(words: tuple[Word, ...], at: int) -> bool:
    """Whether the run is the subject of a question with do, does or did."""
    before = [word.folded for word in words[max(0, at - 2) : at]]
    return bool(before) and (
        before[-1] in _AUXILIARIES or (before[0] in _AUXILIARIES and before[-1] in _ARTICLES)
    )


def _is_verb(word: str) -> bool:
    return word in _VERBS.split() or word in _AUXILIARIES or word in _BE


def _mention(text: str, run: list[Word], mostly_upper: bool) -> Mention:
    start, end = run[0].start, run[-1].end
    written = text[start:end].removesuffix("'s").removesuffix("’s")
    inner = [w for w in run if w.start > 0 or w.text[1:2].isupper()]
    proper = any(w.text[:1].isupper() for w in inner) and not mostly_upper
    return Mention(written, start, start + len(written), proper, bool(_PLURAL.search(fold(written))))
