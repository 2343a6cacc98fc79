"""Whether a model's rewriting of a question still asks the same: nothing dropped, nothing invented, no orders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from internbot.listings.words import fold
from internbot.questions.instructions import without_orders
from internbot.questions.languages import language_of
from internbot.questions.mentions import content_words, light_words

_LONGER = 200
"""Characters by which a rewriting may be longer than what it rewrites."""
_STEM = 4
_ENDING = 3
"""Inflected forms of a word differ in at most so many last letters, beyond its first `_STEM`."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LABEL = re.compile(r"^\W*(?:[\w-]+\s+){0,3}(?:question|translation|message|english)\s*:\s*", re.IGNORECASE)
_QUOTES = "\"'“”‘’«»`*_ \t"


def first_line(written: str) -> str:
    """What a model wrote, without a label before it, quotation marks around it and remarks below it."""
    line = next((line.strip() for line in written.splitlines() if line.strip()), "")
    return _LABEL.sub("", line).strip(_QUOTES)


def is_faithful(rewritten: str, message: str, said: Iterable[str]) -> bool:
    """Whether a follow-up made to stand alone keeps all words of the message that carry meaning, and adds no others.

    Args:
        rewritten: by the model.
        message: the follow-up.
        said: earlier messages, from which words may be taken.
    """
    if not _is_question(rewritten, message):
        return False
    own, new = _stems(message), _stems(rewritten)
    known = own.union(*map(_stems, said))
    numbers = _numbers(message)
    known_numbers = numbers.union(*map(_numbers, said))
    return (
        all(any(_same(word, other) for other in new) for word in own)
        and all(any(_same(word, other) for other in known) for word in new)
        and numbers <= _numbers(rewritten) <= known_numbers
    )


def is_translated(translated: str, message: str) -> bool:
    """Whether a translation into English can be one: in English, of a like length, with the same numbers."""
    return (
        _is_question(translated, message)
        and language_of(translated) == "en"
        and _numbers(translated) == _numbers(message)
    )


def _is_question(text: str, message: str) -> bool:
    fits = any(character.isalpha() for character in text) and len(text) <= 2 * len(message) + _LONGER
    return fits and not without_orders(text).orders


def _stems(text: str) -> frozenset[str]:
    words = (word.folded.removesuffix("'s") for word in content_words(text))
    return frozenset(word for word in words if word not in light_words() and not word[:1].isdigit())


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = len(_common(one, other))
    return shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING


def _common(one: str, other: str) -> str:
    size = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[:size]


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(fold(text)))
