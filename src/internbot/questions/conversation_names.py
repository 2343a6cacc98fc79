"""Names as a conversation writes them: "ada" is the Ada Lovelace of its answers, and "gsoc" their Summer of Code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from internbot.listings.words import fold, words_of
from internbot.questions.mentions import light_words
from internbot.questions.noun_phrases import phrases_of
from internbot.questions.people import is_person

_SMALL = frozenset({"of", "for", "the", "and", "in", "de", "di"})
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?:[ -](?:(?:of|for|the|and|in|de|di)[ ])*[A-Z][\w'’-]*)*")
_SHORTEST = 4
"""Letters of a first or last name that stands for both."""
_CAPITAL_NEXT = re.compile(r" [A-Z]\w")


def spelled(text: str, answers: Sequence[str]) -> str:
    """`text` with names in small letters, in initials or in part written as the answers write them.

    What is written with capitals already stays, but for a part of a person's name.
    """
    names = list(dict.fromkeys(name for answer in answers for name in _names(answer)))
    people = [name for answer in answers for name in _people(answer)]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", name, text)
    for word in reversed(words_of(text)):
        # "The European Parliament" has no part of "European Commission".
        begins_another = word.text[:1].isupper() and _CAPITAL_NEXT.match(text, word.end)
        part = None if begins_another else _of_part(word.text, text, names, people)
        whole = _of_initials(word.text, names) or part
        if whole is not None:
            text = f"{text[: word.start]}{whole}{text[word.start + len(word.text.removesuffix(chr(39) + 's')) :]}"
    return text


def _names(answer: str) -> Iterator[str]:
    for one in phrases_of(answer):
        if one.proper:
            capitals = _CAPITALS.match(one.text)
            if capitals is not None:
                yield capitals.group()


def _people(answer: str) -> Iterator[str]:
    for one in phrases_of(answer):
        words = words_of(one.text)
        if len(words) == 2 and is_person(one, answer) and all(word.text[:1].isupper() for word in words):
            yield one.text


def _of_initials(word: str, names: Sequence[str]) -> str | None:
    """The name that a word in small letters is short for: each letter begins one of its words."""
    if not word.islower() or not 3 <= len(word) <= 6 or word in light_words():
        return None
    for name in names:
        words = [one.folded for one in words_of(name)]
        long = [one for one in words if one not in _SMALL]
        if len(long) > 2 and word in ("".join(one[0] for one in words), "".join(one[0] for one in long)):
            return name
    return None


def _of_part(word: str, text: str, names: Sequence[str], people: Sequence[str]) -> str | None:
    """The person's whole name that a first or last name is part of."""
    bare = word.removesuffix("'s")
    if len(bare) < _SHORTEST or bare in names or fold(bare) in light_words():
        return None
    for name in people:
        if fold(bare) in fold(name).split() and fold(name) not in fold(text):
            return name
    return None
