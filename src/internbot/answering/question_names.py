"""Names in a question or a sentence: whom or what it is about, and where."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?<=[\w,;)] )[A-Z][\w-]+")
_PLACE = re.compile(
    r"\b[Ii]n (?:the )?((?:[A-Z][\w-]+ ?)+)"
    r"|\b([A-Z][\w-]+)(?:['’]s)? (?:offices?|campus|sites?|locations?|labs?|headquarters)\b"
)
SAYS_WHO = re.compile(r"\baccording to\b.*", re.IGNORECASE)
_PLAIN = (
    "US USA UK EU HR CV PDF AI "
    "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September "
    "October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun"
)
_NO_NAME = frozenset(_PLAIN.split())


def names_in(question: str) -> tuple[str, ...]:
    """The names in a question, in order; those of whom it quotes, days and months are left out."""
    found = _NAME.findall(SAYS_WHO.sub("", question))
    return tuple(dict.fromkeys(name for name in found if name not in _NO_NAME))


def places_in(question: str) -> tuple[str, ...]:
    """Names of places, in order: "in Turin", "the Turin office".

    Those in capitals are left out, since texts write them out as often.
    """
    found = ((one or other).strip() for one, other in _PLACE.findall(SAYS_WHO.sub("", question)))
    return tuple(name for name in found if not name.isupper() and _NO_NAME.isdisjoint(name.split()))
