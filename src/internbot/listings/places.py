"""Place strings of postings ("US, WA, Seattle", "NYC", "Remote in USA") as city, region and country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from internbot.listings.gazetteer import City, Gazetteer, Region, place_key
from internbot.listings.record import Place, Remote

_SPLIT = re.compile(r"\s*(?:[;|•\n]|\s/\s|/(?=[A-Z]))\s*")
_AND = re.compile(r"\s+(?:and|or|&)\s+")
_CITY_STATE = re.compile(r"[A-Z][\w.'’ -]*?,\s*[A-Z]{2}(?=\s+[A-Z][a-z]|$)")
_MODE = re.compile(
    r"(?i)\b(?:(?:fully|100\s*%)\s+)?(?:remote(?:ly)?|hybrid|on-?\s?site|in-office)\b(?:\s+(?:in|from|within))?"
)
_DASHED = re.compile(r"([A-Z]{2,3})-([A-Z]{2,3})-(.+)")
_NOISE = re.compile(r"(?i)^(?:locations?\b:?|greater\s+)\s*|\s+(?:area|metro(?:politan)?(?:\s+area)?)$|[()]")
_CLEARLY_LARGER = 2
_NO_PLACE = frozenset(
    {"multiple", "multiple locations", "various", "anywhere", "worldwide", "global", "tbd", "n a"}
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a place string holds: its places, and whether it says that the work is remote."""

    places: tuple[Place, ...]
    remote: Remote


class PlaceResolver:
    """Resolves the place strings of postings; what is not known keeps its text and nothing else."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def resolve(self, text: str) -> Resolved:
        """Every place that `text` names, in order, and what it says on remote work."""
        lowered = text.lower()
        remote: Remote = (
            "hybrid" if "hybrid" in lowered else "yes" if re.search(r"\bremote", lowered) else "unknown"
        )
        places: list[Place] = []
        for piece in self._pieces(text):
            bare = _NOISE.sub("", _MODE.sub(" ", piece)).strip(" ,-–—:")
            if bare and place_key(bare) not in _NO_PLACE:
                places.extend(self._parse(" ".join(piece.split()), bare))
            elif piece.strip() and remote == "unknown":
                places.append(Place(text=" ".join(piece.split())))
        return Resolved(tuple(dict.fromkeys(places)), remote)

    def resolve_all(self, texts: Iterable[str]) -> Resolved:
        """Every place that the texts name together, each city once, and what they say on remote work."""
        places: dict[object, Place] = {}
        said: set[Remote] = set()
        for text in texts:
            resolved = self.resolve(text)
            said.add(resolved.remote)
            for place in resolved.places:
                places.setdefault(
                    (place.city, place.region, place.country) if place.city else place.text, place
                )
        remote: Remote = "hybrid" if "hybrid" in said else "yes" if "yes" in said else "unknown"
        return Resolved(tuple(places.values()), remote)

    def _pieces(self, text: str) -> list[str]:
        pieces = []
        for piece in _SPLIT.split(text):
            runs = _CITY_STATE.findall(piece)
            if len(runs) > 1 and sum(map(len, runs)) + len(runs) - 1 >= len(piece.strip()) - 2:
                pieces.extend(runs)
            elif _AND.search(piece) and not self._known(piece):
                pieces.extend(_AND.split(piece))
            else:
                pieces.append(piece)
        return pieces

    def _known(self, name: str) -> bool:
        bare = name.split(",")[0]
        return bool(
            self._gazetteer.country(bare) or self._gazetteer.regions(bare) or self._gazetteer.cities(bare)
        )

    def _parse(self, text: str, bare: str) -> list[Place]:
        dashed = _DASHED.fullmatch(bare)
        parts = (
            list(dashed.groups()) if dashed else [part.strip() for part in bare.split(",") if part.strip()]
        )
        if len(parts) <= 3 and (place := self._interpret(text, parts, sure=False)):
            return [place]
        places: list[Place] = []
        at = 0
        while at < len(parts):
            for size in (3, 2, 1):
                window = parts[at : at + size]
                place = self._interpret(", ".join(window), window, sure=size > 1)
                if len(window) == size and place is not None:
                    break
            else:
                size, place = 1, Place(text=parts[at])
            places.append(place)
            at += size
        # Parts of which nothing is known are one name and not many.
        return places if any(p.country for p in places) else [Place(text=text)]

    def _interpret(self, text: str, parts: Sequence[str], *, sure: bool) -> Place | None:
        """The best reading of one to three parts; with `sure`, only readings that the gazetteer confirms."""
        if len(parts) == 1:
            return self._single(text, parts[0])
        orders = (tuple(parts), tuple(reversed(parts)))
        for narrow, *wide in orders:
            for city in self._gazetteer.cities(narrow):
                if self._within(city, wide):
                    return self._of_city(text, city)
        if len(parts) == 2:
            for first, second in orders:
                country = self._gazetteer.country(second)
                region = self._region(first, country) if country else None
                if region:
                    return self._of_region(text, region)
        if sure:
            return None
        for narrow, *wide in orders:
            country = self._gazetteer.country(wide[-1]) if len(wide[-1]) > 2 or len(wide) > 1 else None
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
        if len(name) == 2 and name.isupper() and name not in ("US", "UK") and not cities:
            region = self._region(name, None)
            if region is not None:
                return self._of_region(text, region)
        if country and regions and country not in {r.country for r in regions}:
            return Place(text=text)
        same = [c for c in cities if c.country == country] if country else []
        if country and not same:
            return Place(text=text, country=country, zone=self._gazetteer.zone(country=country))
        if same:
            return self._of_city(text, same[0])
        if regions and not any(c.region == r.code for c in cities[:1] for r in regions):
            home = [r for r in regions if r.country in ("US", "CA")] or list(regions)
            return self._of_region(text, home[0]) if len(home) == 1 else Place(text=text)
        if len(cities) > 1 and cities[1].population * _CLEARLY_LARGER > cities[0].population:
            # Cambridge alone may be either: its name is known, where it lies is not.
            same_country = cities[0].country if cities[0].country == cities[1].country else None
            return Place(text=text, city=cities[0].name, country=same_country)
        return self._of_city(text, cities[0]) if cities else None

    def _town(self, name: str) -> str | None:
        return name if len(name) > 2 and not self._gazetteer.country(name) else None

    def _of_city(self, text: str, city: City) -> Place:
        zone = self._gazetteer.zone(city=city)
        return Place(text=text, city=city.name, region=city.region, country=city.country, zone=zone)

    def _of_region(self, text: str, region: Region, town: str | None = None) -> Place:
        zone = self._gazetteer.zone(region=region.code)
        return Place(text=text, city=town, region=region.code, country=region.country, zone=zone)
