"""Whose sentence is it? What a question names, and what each sentence found is about: that, something else, or neither.

A name is a word that the texts found write with a capital inside a sentence, and nowhere without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from internbot.answering.question_names import SAYS_WHO
from internbot.questions.mentions import function_words

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_INSIDE = re.compile(r"(?<=[\w,;)] )(?:[A-Z][^\W_]*)(?:-[^\W_]+)*")
_CONNECTORS = frozenset({"of", "the", "for", "de", "and"})
_PLAIN = (
    "i us usa uk eu january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday cv pdf ai phd english"
)
_NO_NAME = frozenset(_PLAIN.split())
_SEVERAL = re.compile(
    r"\b(?:besides|like|unlike|than|instead of|alternatives?|similar|compared?|versus|vs|both|differ\w*|others?|"
    r"apart from)\b",
    re.IGNORECASE,
)
Above = Literal["asked", "another", "unsaid"]
"""Whose a title and headings say that the text below them is."""

_SUBJECT = 4
"""First words of a sentence in which its subject stands."""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A program, company, person or place.

    Attributes:
        words: of its name, lower case, without small words.
        initials: of a name of several words, with and without the small ones; empty for one word.
        acronym: whether its only word could be the initials of a name.
    """

    words: frozenset[str]
    initials: frozenset[str]
    acronym: bool

    @classmethod
    def of(cls, words: Sequence[str]) -> NamedThing:
        """The thing that is called by these words, in order, as they are written."""
        acronym = len(words) == 1 and sum(letter.isupper() for letter in words[0]) > 1
        words = [word.lower() for word in words]
        own = [word for word in words if word not in _CONNECTORS]
        short = ("".join(word[0] for word in words), "".join(word[0] for word in own))
        return cls(frozenset(own), frozenset(short) if len(own) > 1 else frozenset(), acronym)

    def named_in(self, text: str, low: str) -> bool:
        """Whether a text names it: by more than half of its words, or by initials on one side.

        Args:
            text: as written.
            low: in lower case.
        """
        # Most sentences hold none of it; looking for characters first spares them their words.
        if any(word in low for word in self.words | self.initials):
            words = words_of(text)
            if 2 * len(self.words & words) > len(self.words) or not self.initials.isdisjoint(words):
                return True
        return self.acronym and not self.words.isdisjoint(acronyms(text))


@dataclass(frozen=True, slots=True)
class NamedThings:
    """What a question names, among the names of the texts that were found for it.

    Attributes:
        asked: what the question names.
        known: all names in the texts found, lower case.
    """

    asked: tuple[NamedThing, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, question: str, texts: Iterable[str]) -> NamedThings | None:
        """What `question` names; None where it names nothing, or asks about something beside what it names.

        Args:
            texts: sentences that were found.
        """
        if _SEVERAL.search(question):
            return None
        capital: set[str] = set()
        small: set[str] = set()
        for text in texts:
            large_words, small_words = _spelled(text)
            capital |= large_words
            small |= small_words
        known = frozenset(capital - small - _NO_NAME)
        asked = tuple(_things(SAYS_WHO.sub("", question), known))
        return cls(asked, known) if asked else None

    @property
    def words(self) -> frozenset[str]:
        """Words of all names in the question, lower case."""
        return frozenset[str]().union(*(thing.words for thing in self.asked))

    def spelled(self, question: str) -> str:
        """`question` with the names in it as texts write them, with a capital."""
        words = self.words
        return _WORD.sub(
            lambda match: (
                match[0][:1].upper() + match[0][1:] if _bare(match[0].lower()) in words else match[0]
            ),
            question,
        )

    def names(self, text: str) -> bool:
        """Whether a text names one of the things asked about."""
        low = text.lower()
        return any(thing.named_in(text, low) for thing in self.asked)

    def others(self, text: str) -> frozenset[str]:
        """The names in a text that are not those asked about, lower case."""
        return (words_of(text) & self.known) - self.words

    def above(self, title: str, headings: Sequence[str], *, elsewhere: bool = False) -> Above:
        """Whose the title and the headings say that what stands below them is.

        Args:
            title: of the document.
            headings: the nearest last, without the title.
            elsewhere: whether its document names what is asked in another place, so that its title decides nothing.
        """
        titled = self.names(title)
        for heading in reversed(headings):
            if self.names(heading):
                return "asked"
            # Below a title that names what is asked, a place or a year in a heading is part of that; a heading for
            # another one of the things in the title is not.
            if (others := self.others(heading)) and (not titled or not others.isdisjoint(words_of(title))):
                return "another"
        if titled:
            return "asked"
        return "another" if not elsewhere and self.others(title) else "unsaid"

    def of_another(self, text: str, above: Above) -> bool:
        """Whether a sentence is about another thing: by its own subject, or by what stands above it."""
        if above == "asked" or self.names(text):
            return False
        return above == "another" or bool(self.others(" ".join(_WORD.findall(text)[:_SUBJECT])))


@lru_cache(maxsize=8192)
def _spelled(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words of a text with a capital inside a sentence, lower case, and those without one."""
    small = (_bare(word) for word in set(_WORD.findall(text)) if word[0].islower())
    return frozenset(word.lower() for word in _INSIDE.findall(text)), frozenset(small)


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, lower case, without possessive endings."""
    return frozenset(_bare(word).lower() for word in _WORD.findall(text))


def _bare(word: str) -> str:
    return word.removesuffix("s").rstrip("'’") if word.endswith(("'s", "’s")) else word.rstrip("'’")


def _things(question: str, known: frozenset[str]) -> Iterable[NamedThing]:
    """The names in a question, neighbours as one."""
    run: list[str] = []
    for at, found in enumerate(_WORD.finditer(question)):
        word = _bare(found.group())
        low = word.lower()
        plain = low in _NO_NAME or low in function_words()
        if low in _CONNECTORS and run:
            run.append(low)
        elif not plain and (low in known or (at > 0 and word[0].isupper()) or word[1:].lower() != word[1:]):
            run.append(word)
            if found.group() != word:
                yield NamedThing.of(run)
                run = []
        elif run:
            yield _named(run)
            run = []
    if run:
        yield _named(run)


def _named(run: Sequence[str]) -> NamedThing:
    """A run of names without the small words that it ends with."""
    last = max(at for at, word in enumerate(run) if word not in _CONNECTORS)
    return NamedThing.of(run[: last + 1])


@lru_cache(maxsize=8192)
def acronyms(text: str) -> frozenset[str]:
    """Initials of the runs of capitalized words in a text, with and without the small words between."""
    found: set[str] = set()
    for run in re.findall(r"[A-Z][^\W_]+(?:[ -](?:(?:of|for|the|and) )*[A-Z][^\W_]+)+", text):
        words = re.split(r"[ -]", run.lower())
        found.add("".join(word[0] for word in words))
        found.add("".join(word[0] for word in words if word not in _CONNECTORS))
    return frozenset(found)
