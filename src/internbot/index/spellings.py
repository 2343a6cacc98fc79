"""British and American spellings of a word: who writes "organisation" means what a text calls "organization"."""

from __future__ import annotations

import re
from types import MappingProxyType

_PAIRS = (
    ("programme", "program"), ("cheque", "check"), ("licence", "license"), ("defence", "defense"),
    ("centre", "center"), ("metre", "meter"), ("theatre", "theater"), ("grey", "gray"), ("enrol", "enroll"),
    ("enrolment", "enrollment"), ("fulfil", "fulfill"), ("fulfilment", "fulfillment"), ("skilful", "skillful"),
    ("judgement", "judgment"), ("ageing", "aging"), ("catalogue", "catalog"), ("dialogue", "dialog"),
    ("analogue", "analog"), ("practise", "practice"), ("learnt", "learned"), ("spelt", "spelled"), ("tyre", "tire"),
)  # fmt: skip
_ENDINGS = (
    (r"isation(s?)$", r"ization\1"), (r"is(e|es|ed|ing|er|ers)$", r"iz\1"), (r"ys(e|es|ed|ing)$", r"yz\1"),
    (r"our(s?|ed|ing|able|ite|ites)$", r"or\1"), (r"ll(ed|ing|er|ers)$", r"l\1"),
)  # fmt: skip
_BACK = (
    (r"ization(s?)$", r"isation\1"), (r"iz(e|es|ed|ing|er|ers)$", r"is\1"), (r"yz(e|es|ed|ing)$", r"ys\1"),
    (r"or(s?|ed|ing|able|ite|ites)$", r"our\1"), (r"(?<!l)l(ed|ing|er|ers)$", r"ll\1"),
)  # fmt: skip
_OTHER = MappingProxyType(
    {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
    | {f"{one}s": f"{other}s" for pair in _PAIRS for one, other in (pair, pair[::-1])}
)
_RULES = tuple((re.compile(ending), other) for ending, other in (*_ENDINGS, *_BACK))
_SHORTEST = 5


def other_spellings(word: str) -> tuple[str, ...]:
    """How else a word in small letters may be spelt; some are no words at all."""
    if word in _OTHER:
        return (_OTHER[word],)
    if len(word) < _SHORTEST:
        return ()
    return tuple(ending.sub(other, word) for ending, other in _RULES if ending.search(word))
