"""Where people say they are before they ask: "I study in Poland". No source has to speak of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from internbot.listings.gazetteer import Gazetteer
from internbot.listings.place_mentions import NO_PLACE
from internbot.questions.asking import sentences_of
from internbot.questions.mentions import content_words

_WORD = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_IN = (
    r"\s*(?:\b(?:down|up|over|back|out|here|living|based|located|right)\s+)*"
    r"\b(?P<by>in|at|from|near|to|through|around|outside|across)\s+(?:the\s+)?"
)
_LED = re.compile(
    rf"{_IN}(?P<name>{_NAME}|[a-z]+(?: [a-z]+)?)"
    rf"(?:,\s+(?P<within>{_NAME}))?(?![\w-])"
)
"""A place with the preposition before it, and what it lies in behind it."""
_BARE = re.compile(rf"(?<![\w'’-])(?P<name>{_NAME})(?![\w-])")
_OWN = re.compile(
    r"\b(?:(?:my|our)(?: [\w'’-]+){1,3}|(?:i am|i'm|im|i live|i study|i work|we are|studying|living|based|student)"
    r"(?: [\w'’-]+){0,4}?)$",
    re.IGNORECASE,
)
"""Before a place in a sentence that asks: it is the asker's."""
_ORIGIN = frozenset({"from"})
_LARGE = 100_000
_SHORTEST = 4
"""Letters of a name in small letters."""
_CODES = frozenset({"US", "UK"})
"""Names of two letters that are places; as others, "HR" and "AI", are codes of countries."""
_TELLS = 3
"""Words with content of a sentence that tells something besides where its writer is."""
_SOME = ("one place", "another place", "a third place")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A message without the places where its writer says to be.

    Attributes:
        rest: the message without them.
        countries: for each place that the writer is in, codes of the countries that it may lie in.
        asked: what the message asks, by which another place may be named.
    """

    rest: str
    countries: tuple[frozenset[str], ...]
    asked: str


class WhereaboutsReader:
    """Tells where the writer of a message is, and whether that is where a text holds."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def read(self, message: str) -> Whereabouts | None:
        """The message without the writer's whereabouts; None where it names none."""
        places: dict[str, frozenset[str]] = {}
        sentences = sentences_of(message)
        for sentence, asks in sentences:
            for name, countries, by, start in self._named(sentence):
                if not asks or (by is not None and _OWN.search(sentence[:start].rstrip())):
                    places[name] = frozenset() if by in _ORIGIN else countries
        if not places:
            return None
        asked = " ".join(sentence for sentence, asks in sentences if asks)
        within = tuple(countries for countries in places.values() if countries)
        left = [(sentence, _without(sentence, places), asks) for sentence, asks in sentences]
        # "I study in Poland" says nothing else.
        rest = [
            now for before, now, asks in left if asks or now == before or len(content_words(now)) >= _TELLS
        ]
        return Whereabouts(" ".join(rest), within, _without(asked, places))

    def holds_there(self, told: Whereabouts, texts: Iterable[str]) -> bool:
        """Whether texts may be told to somebody who is there: none names another country, unless it was asked about."""
        for text in texts:
            for match in _BARE.finditer(text):
                place = self._place(match["name"])
                if place is None or re.search(rf"\b{re.escape(place[0])}\b", told.asked):
                    continue
                if any(place[1].isdisjoint(countries) for countries in told.countries):
                    return False
        return True

    def _named(self, sentence: str) -> Iterable[tuple[str, frozenset[str], str | None, int]]:
        """Places of a sentence: name, countries, the preposition before it, and where that begins."""
        taken: list[tuple[int, int]] = []
        for match in _LED.finditer(sentence):
            found, wider = self._place(match["name"]), self._place(match["within"] or "")
            if found is None:
                continue
            if wider is not None and found[0] == match["name"]:
                found = f"{match['name']}, {wider[0]}", wider[1]
            yield *found, match["by"], match.start()
            taken.append(match.span())
        for match in _BARE.finditer(sentence):
            if any(start <= match.start() < end for start, end in taken):
                continue
            found = self._place(match["name"])
            if found is not None and found[0] == match["name"]:
                yield *found, None, match.start()

    def _place(self, text: str) -> tuple[str, frozenset[str]] | None:
        """The place that a text begins with, by its longest name; None where it begins with none."""
        words = text.split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            written = text[:1].isupper()
            if NO_PLACE.fullmatch(name.lower()) or (not written and len(name) < _SHORTEST):
                continue
            if len(name) == 2 and name not in _CODES:
                continue
            countries = self._countries(name, capital=written)
            if countries:
                return name, countries
        return None

    def _countries(self, name: str, *, capital: bool) -> frozenset[str]:
        country = self._gazetteer.country(name)
        found = {country} if country else set()
        found |= {
            region.country for region in self._gazetteer.regions(name) if capital or region.country == "US"
        }
        if capital:
            found |= {city.country for city in self._gazetteer.cities(name) if city.population >= _LARGE}
        return frozenset(found)


def _without(message: str, names: Iterable[str]) -> str:
    """Without the places; where there are several, that they are several is kept: "my boss is in one place"."""
    apart = len(set(names)) > 1
    for number, name in enumerate(names):
        word = re.escape(name)
        if not apart:
            message = re.sub(rf"{_IN}{word}(?![\w-])", "", message)
        message = re.sub(rf"(?<![\w-]){word}(?![\w-])", _SOME[min(number, len(_SOME) - 1)], message)
    return message.strip()
