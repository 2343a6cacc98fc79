"""The parts of a place's name ("US", "WA", "Seattle"), in any order, read as one city, region or country."""

from __future__ import annotations

from collections.abc import Sequence

from internbot.listings.gazetteer import City, Gazetteer, Region, place_key
from internbot.listings.place_names import REGION_ALIASES
from internbot.listings.place_strings import NO_COMMA
from internbot.listings.record import Place

CLEARLY_LARGER = 2
"""How many times the people of the next one a city has that is meant by its name alone."""


class PlaceReader:
    """Reads parts of names with a gazetteer; None where they name nothing together."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def interpret(self, text: str, parts: Sequence[str], *, sure: bool) -> Place | None:
        """The best reading of one to three parts; with `sure`, only readings that the gazetteer confirms."""
        if len(parts) == 1:
            return self._single(text, parts[0])
        orders = (tuple(parts), tuple(reversed(parts)))
        for narrow, *wide in orders:
            for city in self._gazetteer.cities(narrow):
                if self._within(city, wide):
                    return self.of_city(text, city)
        if len(parts) == 2:
            for first, second in orders:
                country = self._gazetteer.country(second)
                region = self._region(first, country) if country else None
                if region:
                    return self._of_region(text, region)
        for narrow, *wide in orders:
            for city in self._gazetteer.misspelt(narrow):
                if self._within(city, wide):
                    return self.of_city(text, city)
        if sure:
            return None
        for narrow, *wide in orders:
            country = self._gazetteer.country(wide[-1]) if len(wide[-1]) > 2 or len(wide) > 1 else None
            if country and len(wide[-1]) == 2 and self._region(wide[0], country) is None:
                # "Wayzata, Hopkins, MN" is not in Mongolia.
                home = self._region(wide[-1], None)
                if home and home.country != country:
                    return self._of_region(text, home, self._town(narrow))
            region = self._region(wide[0], country)
            if region and (len(wide) == 1 or region.country == country):
                return self._of_region(text, region, self._town(narrow))
            if country is None and len(wide) == 1:
                country = self._gazetteer.country(wide[0])
            if country and not self._gazetteer.country(narrow):
                zone = self._gazetteer.zone(country=country)
                return Place(text=text, city=self._town(narrow), country=country, zone=zone)
        return None

    def _within(self, city: City, wide: Sequence[str]) -> bool:
        return all(
            self._gazetteer.country(part) == city.country
            or any(region.code == city.region for region in self._gazetteer.regions(part))
            or f"{city.country}-{part.upper()}" == city.region
            for part in wide
        )

    def _region(self, name: str, country: str | None) -> Region | None:
        for code in (country,) if country else ("US", "CA"):
            if found := self._gazetteer.regions(f"{code}-{name}"):
                return found[0]
        found = tuple(r for r in self._gazetteer.regions(name) if country in (None, r.country))
        return (
            found[0] if found and (country or found[0].country in ("US", "CA") or len(found) == 1) else None
        )

    def _single(self, text: str, name: str) -> Place | None:
        cities = self._gazetteer.cities(name)
        country = self._gazetteer.country(name)
        regions = self._gazetteer.regions(name)
        if cities and self._gazetteer.is_alias(name):
            return self.of_city(text, cities[0])
        if len(name) == 2 and name.isupper() and name not in ("US", "UK"):
            region = self._region(name, None)
            if region is not None:
                return self._of_region(text, region)
        if country and regions and country not in {r.country for r in regions}:
            return Place(text=text)
        same = [c for c in cities if c.country == country] if country else []
        if country and not same:
            return Place(text=text, country=country, zone=self._gazetteer.zone(country=country))
        if same:
            return self.of_city(text, same[0])
        if home := [r for r in regions if r.country in ("US", "CA")]:
            # "Washington" and "Ontario" are first of all a state and a province.
            if not any(c.region == r.code for c in cities[:1] for r in home):
                return self._of_region(text, home[0]) if len(home) == 1 else Place(text=text)
        elif regions and not cities:
            return self._of_region(text, regions[0]) if len(regions) == 1 else Place(text=text)
        if len(cities) > 1 and cities[1].population * CLEARLY_LARGER > cities[0].population:
            # Cambridge alone may be either: its name is known, where it lies is not.
            same_country = cities[0].country if cities[0].country == cities[1].country else None
            return Place(text=text, city=cities[0].name, country=same_country)
        if cities:
            return self.of_city(text, cities[0])
        if found := NO_COMMA.fullmatch(name):
            parts = [found["town"], found["code"], *filter(None, [found["country"]])]
            if place := self.interpret(text, parts, sure=True):
                return place
        meant = self._gazetteer.misspelt(name)
        if meant:
            return self.of_city(text, meant[0]) if len({c.name for c in meant}) == 1 else None
        return self._worded(text, name.split())

    def _worded(self, text: str, words: list[str]) -> Place | None:
        """A name without separators that its country begins or ends: "US NY New York", "Auburn Hills Michigan USA"."""
        for size in (2, 1):
            first, last = " ".join(words[:size]), " ".join(words[-size:])
            for country, rest in ((first, words[size:]), (last, words[:-size])):
                if not rest or not self._gazetteer.country(country):
                    continue
                splits = [
                    [" ".join(rest)],
                    *([" ".join(rest[:n]), " ".join(rest[n:])] for n in range(1, len(rest))),
                ]
                for parts in splits:
                    if place := self.interpret(text, [*parts, country], sure=True):
                        return place
                    if len(parts) == 2 and (
                        place := self.interpret(text, [*parts[::-1], country], sure=True)
                    ):
                        return place
        return None

    def _town(self, name: str) -> str | None:
        wide = self._gazetteer.country(name) or place_key(name) in REGION_ALIASES
        return name if len(name) > 2 and not wide else None

    def of_city(self, text: str, city: City) -> Place:
        """The place of a city, as `text` writes it."""
        zone = self._gazetteer.zone(city=city)
        return Place(text=text, city=city.name, region=city.region, country=city.country, zone=zone)

    def _of_region(self, text: str, region: Region, town: str | None = None) -> Place:
        zone = self._gazetteer.zone(region=region.code)
        return Place(text=text, city=town, region=region.code, country=region.country, zone=zone)
