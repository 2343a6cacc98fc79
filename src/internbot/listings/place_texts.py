"""A chosen place as text that reads as the same place: "Seattle", "region:US-WA", "city:Paris|FR"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from internbot.errors import InvalidRequest
from internbot.listings.filters import PlaceChoice
from internbot.listings.gazetteer import Gazetteer, place_key
from internbot.listings.place_mentions import PlaceFinder
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary

_CLOSE = 70
_CITY = re.compile(r"city:(?P<city>[^|]+)(?:\|(?P<where>[A-Z]{2}(?:-[A-Z0-9]{1,3})?))?", re.DOTALL)
_REGION = re.compile(r"region:(?P<code>[A-Z]{2}-[A-Z0-9]{1,3})")
_COUNTRIES = re.compile(r"country:(?P<codes>[A-Z]{2}(?:\+[A-Z]{2})*)")


class PlaceTexts:
    """Writes and reads places. Only a name that can be nothing else stands alone, so that it means the same always."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._finder = PlaceFinder(gazetteer)

    def write(self, choice: PlaceChoice) -> str:
        """The text of a place."""
        if self._plain(choice):
            return choice.label
        if choice.city:
            where = choice.region or "".join(choice.countries[:1])
            return f"city:{choice.city}|{where}" if where else f"city:{choice.city}"
        if choice.region:
            return f"region:{choice.region}"
        return f"country:{'+'.join(choice.countries)}"

    def read(self, text: str, vocabulary: ListingVocabulary) -> PlaceChoice:
        """The place that a text stands for; a name of several is settled by what the records hold.

        Raises:
            InvalidRequest: neither the records nor the gazetteer know it; names what is near.
        """
        if (match := _CITY.fullmatch(text)) is not None:
            return self._city(match["city"], match["where"])
        if (match := _REGION.fullmatch(text)) is not None:
            return PlaceChoice(label=self._gazetteer.region_name(match["code"]), region=match["code"])
        if (match := _COUNTRIES.fullmatch(text)) is not None:
            return self._countries(tuple(match["codes"].split("+")))
        only = self._only(text)
        if only is not None:
            return only
        # "in" makes it a place where the word alone might be anything.
        found = list(self._finder.find(Scan(f"in {text}"), vocabulary))
        if len(found) == 1 and found[0].start <= 3 and found[0].end == len(text) + 3:
            return found[0].choice
        names = sorted({city for city, _, _ in vocabulary.cities}, key=str)
        near = [
            name
            for name, _, _ in process.extract(text, names, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=5)
        ]
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise InvalidRequest(f"no place is known by the name {text!r}{hint}")

    def _plain(self, choice: PlaceChoice) -> bool:
        return self._only(choice.label) == choice

    def _only(self, name: str) -> PlaceChoice | None:
        """The one place that a name can be, whatever the records hold; None where it can be none or several."""
        if len(name) <= 3:
            return None
        meanings: list[PlaceChoice] = []
        if country := self._gazetteer.country(name):
            meanings.append(self._countries((country,)))
        if area := self._gazetteer.area(name):
            meanings.append(PlaceChoice(label=area[0], countries=tuple(sorted(area[1]))))
        meanings += [PlaceChoice(label=one.name, region=one.code) for one in self._gazetteer.regions(name)]
        cities = {one.name for one in self._gazetteer.cities(name)}
        meanings += [PlaceChoice(label=one, city=one) for one in cities]
        return meanings[0] if len(meanings) == 1 and place_key(meanings[0].label) == place_key(name) else None

    def _city(self, city: str, where: str | None) -> PlaceChoice:
        if where is None:
            return PlaceChoice(label=city, city=city)
        if "-" in where:
            return PlaceChoice(label=f"{city}, {self._gazetteer.region_name(where)}", city=city, region=where)
        return PlaceChoice(
            label=f"{city}, {self._gazetteer.country_name(where)}", city=city, countries=(where,)
        )

    def _countries(self, codes: tuple[str, ...]) -> PlaceChoice:
        if len(codes) == 1:
            return PlaceChoice(label=self._gazetteer.country_name(codes[0]), countries=codes)
        return PlaceChoice(label=" or ".join(map(self._gazetteer.country_name, codes)), countries=codes)
