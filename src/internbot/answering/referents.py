"""Whom and where a sentence speaks of without naming them: "his manager", below a sentence on work in Turin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    document named last before it; one with a last name, of whom the document calls by the first name too.

    Args:
        passages: signs of `read`, in the same order.
        question: with its names as the passages spell them.
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
        aliases = _aliases(
            {name: own for name, own in stems.items() if own <= spoken_of},
            [unit.text for number in numbers for unit in passages[number].units],
            terms,
        )
        here: frozenset[str] = frozenset()
        for number in sorted(numbers, key=lambda number: read[number].chunk.span.start):
            units = []
            for unit in passages[number].units:
                if named := places_in(unit.text):
                    here = places & frozenset(term for name in named for term in terms(name))
                called = (own for other, own in aliases.items() if other in unit.terms)
                meant = here.union(spoken_of if _PERSON.search(unit.text) else (), *called)
                units.append(replace(unit, otherwise=unit.otherwise | meant) if meant else unit)
            known[number] = replace(passages[number], units=tuple(units))
    return known


def _aliases(
    names: Mapping[str, frozenset[str]], texts: Sequence[str], terms: Callable[[str], Iterable[str]]
) -> dict[str, frozenset[str]]:
    """Stem of each last name that the texts have behind one of the names -> stems of that name."""
    found: dict[str, frozenset[str]] = {}
    for name, own in names.items():
        full = re.compile(rf"\b{re.escape(name)} ([A-Z][\w-]+)")
        for last in {match for text in texts for match in full.findall(text)}:
            found.update(dict.fromkeys(terms(last), own))
    return found
