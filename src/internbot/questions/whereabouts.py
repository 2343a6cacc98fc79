"""Where people say they are before they ask: "I study in Poland". No source has to speak of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from internbot.listings.filters import PlaceChoice
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.place_mentions import PlaceFinder
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import NO_RECORDS
from internbot.questions.asking import sentences_of
from internbot.questions.mentions import content_words

_LED = re.compile(
    r"\s*(?:\b(?:down|up|over|back|out|here|living|based|located|right)\s+)*"
    r"\b(?P<by>in|at|from|near|to|through|around|outside|across)\s+$",
    re.IGNORECASE,
)
"""What leads to a place."""
_OWN = re.compile(
    r"\b(?:(?:my|our)(?: [\w'’-]+){1,3}|(?:i am|i'm|im|i live|i study|i work|we are|studying|living|based|student)"
    r"(?: [\w'’-]+){0,4}?)$",
    re.IGNORECASE,
)
"""Before a place in a sentence that asks: it is the asker's."""
_ORIGIN = "from"
_LARGE = 100_000
"""People of a city that is meant where its country is not told."""
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a sentence, with where the words begin that lead to it, and the preposition among them."""

    name: str
    countries: frozenset[str]
    begin: int
    by: str | None


class WhereaboutsReader:
    """Tells where the writer of a message is, and whether that is where a text holds."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._places = PlaceFinder(gazetteer)

    def read(self, message: str) -> Whereabouts | None:
        """The message without the writer's whereabouts; None where it names none."""
        own: dict[str, _Place] = {}
        sentences = sentences_of(message)
        for sentence, asks in sentences:
            for place in self._named(sentence):
                if not asks or (place.by is not None and _OWN.search(sentence[: place.begin])):
                    own[place.name] = place
        if not own:
            return None
        asked = " ".join(sentence for sentence, asks in sentences if asks)
        within = tuple(place.countries for place in own.values() if place.by != _ORIGIN)
        left = [(sentence, _without(sentence, own), asks) for sentence, asks in sentences]
        # "I study in Poland" says nothing else.
        rest = [
            now for before, now, asks in left if asks or now == before or len(content_words(now)) >= _TELLS
        ]
        return Whereabouts(" ".join(rest), within, _without(asked, own))

    def holds_there(self, told: Whereabouts, texts: Iterable[str]) -> bool:
        """Whether texts may be told to somebody who is there: none names another country, unless it was asked about."""
        for text in texts:
            for place in self._named(text):
                asked_about = re.search(rf"\b{re.escape(place.name)}\b", told.asked)
                if not asked_about and any(place.countries.isdisjoint(one) for one in told.countries):
                    return False
        return True

    def _named(self, sentence: str) -> Iterator[_Place]:
        """Places of a sentence whose country is known."""
        for mention in self._places.find(Scan(sentence), NO_RECORDS):
            countries = self._countries(mention.choice)
            if countries:
                led = _LED.search(sentence[: mention.start])
                begin = led.start() if led else mention.start
                by = led["by"].lower() if led else None
                yield _Place(sentence[mention.start : mention.end], countries, begin, by)

    def _countries(self, choice: PlaceChoice) -> frozenset[str]:
        if choice.countries:
            return frozenset(choice.countries)
        if choice.region is not None:
            return frozenset({choice.region.partition("-")[0]})
        cities = self._gazetteer.cities(choice.city or "")
        return frozenset(city.country for city in cities if city.population >= _LARGE)


def _without(text: str, names: Iterable[str]) -> str:
    """Without the places; where there are several, that they are several is kept: "my boss is in one place"."""
    names = tuple(names)
    for number, name in enumerate(names):
        for match in reversed(list(re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))):
            led = _LED.search(text[: match.start()]) if len(names) == 1 else None
            start, word = (led.start(), "") if led else (match.start(), _SOME[min(number, len(_SOME) - 1)])
            text = text[:start] + word + text[match.end() :]
    return text.strip()
