"""Whom and where a sentence speaks of without naming them: "his manager", below a sentence on work in Turin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from internbot.answering.question_names import names_in, places_in
from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate

_PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)


def with_referents(
    passages: Sequence[PassageSigns],
    read: Sequence[Candidate],
    question: str,
    terms: Callable[[str], Iterable[str]],
) -> list[PassageSigns]:
    """Passages whose sentences also say what they refer to, as far as the question names it.

    A sentence with "he" or "she" speaks of the people of its document; one that names no place, of the place that the
    document named last before it.

    Args:
        passages: signs of `read`, in the same order.
        terms: text -> stemmed terms.
    """
    stems = {name: frozenset(terms(name)) for name in names_in(question)}
    places = frozenset(term for name in places_in(question) for term in terms(name))
    people = frozenset().union(*stems.values()) - places
    if not stems:
        return list(passages)
    documents: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        documents[one.chunk.document.row].append(number)
    known = list(passages)
    for numbers in documents.values():
        spoken_of = people & frozenset().union(*(passages[number].terms for number in numbers))
        here: frozenset[str] = frozenset()
        for number in sorted(numbers, key=lambda number: read[number].chunk.span.start):
            units = []
            for unit in passages[number].units:
                if named := places_in(unit.text):
                    here = places & frozenset(term for name in named for term in terms(name))
                meant = here | (spoken_of if _PERSON.search(unit.text) else frozenset())
                units.append(replace(unit, otherwise=unit.otherwise | meant) if meant else unit)
            known[number] = replace(passages[number], units=tuple(units))
    return known
