"""Place strings of postings ("US, WA, Seattle", "NYC", "Remote in USA") as city, region and country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from internbot.listings.gazetteer import City, Gazetteer, place_key
from internbot.listings.place_reading import CLEARLY_LARGER, PlaceReader
from internbot.listings.place_strings import (
    AND,
    CITY_STATE,
    CODE_DASH,
    DASH,
    DASHED,
    SEPARATOR,
    STREET,
    listed_in_brackets,
    said_of_remote,
    with_commas,
    without_mode,
    without_postal_code,
    without_surroundings,
)
from internbot.listings.record import Place, Remote

_MOST_KEPT = 1 << 16
_LARGE = 100_000
"""People of the cities that are looked for in a row of names without separators."""

_LONGEST_NAME = 4
"""Words of the longest name of them."""

_PARTS_OF_ONE = 3
"""Parts of the longest name of one place: city, region, country."""

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
        self._reader = PlaceReader(gazetteer)
        # Lists of thousands of postings name the same few hundred places.
        self._kept = lru_cache(maxsize=_MOST_KEPT)(self._resolve)

    def resolve(self, text: str) -> Resolved:
        """Every place that `text` names, in order, and what it says on remote work."""
        return self._kept(text)

    def _resolve(self, text: str) -> Resolved:
        remote = said_of_remote(text)
        places: list[Place] = []
        for piece in self._pieces(with_commas(text)):
            written = " ".join(piece.split())
            bare = without_mode(piece)
            bare = bare if self._gazetteer.regions(bare) else without_surroundings(bare)
            if bare and place_key(bare) not in _NO_PLACE:
                places.extend(self._parse(written, bare))
            elif written and remote == "unknown":
                places.append(Place(text=written))
        return Resolved(tuple(dict.fromkeys(places)), remote)

    def country(self, text: str | None) -> str | None:
        """The usual name of the country that a field of countries gives by name or code; else the text itself.

        In such a field "DE" and "CA" can only be countries, which they need not be within a place's string.
        """
        code = self._gazetteer.country(text) if text else None
        return self._gazetteer.country_name(code) if code else text

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
        modes: tuple[Remote, ...] = ("hybrid", "yes", "no")
        found = self._settled(list(places.values()))
        return Resolved(found, next((mode for mode in modes if mode in said), "unknown"))

    def _settled(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """A name of cities in several countries is meant in the one where all the other places are."""
        countries = {place.country for place in places if place.country}
        if len(countries) != 1:
            return tuple(places)
        settled: list[Place] = []
        for place in places:
            at_home = [c for c in self._gazetteer.cities(place.city or "") if c.country in countries]
            clear = len(at_home) == 1 or (
                len(at_home) > 1 and at_home[0].population >= CLEARLY_LARGER * at_home[1].population
            )
            open_name = place.city is not None and place.country is None
            settled.append(self._reader.of_city(place.text, at_home[0]) if open_name and clear else place)
        return tuple(settled)

    def _pieces(self, text: str) -> list[str]:
        pieces: list[str] = []
        for piece in SEPARATOR.split(text):
            places = without_mode(piece)
            runs = CITY_STATE.findall(places)
            inner = listed_in_brackets(piece)
            dashed = DASH.split(piece)
            if inner and all(self._reader.interpret(name, [name], sure=True) for name in inner):
                pieces.extend(inner)
            elif len(dashed) > 1 and all("," in part and self._known(part.split(",")[0]) for part in dashed):
                pieces.extend(dashed)
            elif len(runs) > 1 and sum(map(len, runs)) + len(runs) - 1 >= len(places) - 2:
                pieces.extend(runs)
            elif AND.search(piece) and not any(
                AND.search(part) and self._known(part) for part in piece.split(",")
            ):
                pieces.extend(AND.split(piece))
            else:
                pieces.append(piece)
        return pieces

    def _known(self, name: str) -> bool:
        return bool(
            self._gazetteer.country(name) or self._gazetteer.regions(name) or self._gazetteer.cities(name)
        )

    def _parse(self, text: str, bare: str) -> list[Place]:
        """The places of one piece: commas, else dashes, tell its parts apart."""
        if self._gazetteer.is_loose_area(bare) and not self._gazetteer.country(bare):
            return [Place(text=text)]
        coded = DASHED.fullmatch(bare) or CODE_DASH.fullmatch(bare)
        if coded and self._gazetteer.country(coded[1]):
            parts, exact = list(coded.groups()), False
        elif "," not in bare and not self._known(bare) and len(DASH.split(bare)) > 1:
            # "Texas - Austin", but also "Texas - Dallas Metro": only what the gazetteer confirms belongs together.
            parts, exact = [without_surroundings(part) for part in DASH.split(bare)], True
        else:
            named = [name for part in bare.split(",") if (name := self._name(part))]
            # Houses and rooms of an address are no places.
            parts, exact = [name for name in named if self._known(name) or not STREET.match(name)], False
            parts = parts or named
        row = self._pairs(parts)
        parts = [inner for part in parts if part for inner in self._without_country(part, len(parts))]
        if pairs := row or self._pairs(parts) or ([] if exact else self._sharing(parts)):
            return [
                self._reader.interpret(", ".join(pair), pair, sure=False) or Place(text=", ".join(pair))
                for pair in pairs
            ]
        if len(parts) <= 3 and (place := self._reader.interpret(text, parts, sure=exact and len(parts) > 1)):
            return [place]
        places: list[Place] = []
        at = 0
        while at < len(parts):
            for size in (3, 2, 1):
                window = parts[at : at + size]
                place = self._reader.interpret(", ".join(window), window, sure=size > 1)
                if len(window) == size and place is not None:
                    break
            else:
                size, place = 1, Place(text=parts[at])
            places.append(place)
            at += size
        known = [place for place in places if place.country]
        if exact:
            # A wider place beside one that lies in it adds nothing.
            return self._narrowest(known) or [Place(text=text)]
        # Parts of which nothing is known are one name and not many.
        return places if known else self._row(bare.replace(",", " ")) or [Place(text=text)]

    def _name(self, part: str) -> str:
        """One name between commas without what surrounds it; empty where it is none ("Multiple Locations")."""
        name = without_postal_code(part.strip())
        if len(name) == 3 and name[:2].isupper():
            name = name.rstrip(".")
        if not self._known(name):
            name = without_surroundings(name) or name
        return "" if place_key(name) in _NO_PLACE else name

    def _without_country(self, part: str, count: int) -> list[str]:
        """ "TX US" and "Oregon US" as two names; in a longer row "United States Boston" too."""
        words = part.split()
        if self._known(part):
            return [part]
        for at in range(1, len(words)):
            first, rest = " ".join(words[:at]), " ".join(words[at:])
            code = len(first) == 2 and first.isupper()
            country = self._gazetteer.country(rest)
            if country and (code or country in {one.country for one in self._gazetteer.regions(first)}):
                return [first, rest]
            if count > _PARTS_OF_ONE and self._gazetteer.country(first) and self._gazetteer.cities(rest):
                return [first, rest]
        return [part]

    def _sharing(self, parts: Sequence[str]) -> list[tuple[str, str]]:
        """Cities before the one region that they share: "Wayzata, Hopkins, MN"."""
        if len(parts) < _PARTS_OF_ONE:
            return []
        *cities, last = parts
        shared = self._reader.interpret(last, [last], sure=True)
        if (
            shared is None
            or shared.region is None
            or shared.city
            or any(map(self._gazetteer.country, cities))
        ):
            return []
        homes = [[one.region for one in self._gazetteer.cities(city)] for city in cities]
        return [(city, last) for city in cities] if all(shared.region in home for home in homes) else []

    def _pairs(self, parts: Sequence[str]) -> list[tuple[str, str]]:
        """Cities with their states in a row without separators: "Cary, North Carolina Irvine, California"."""
        if len(parts) < 3 or not self._gazetteer.regions(parts[-1]):
            return []
        pairs: list[tuple[str, str]] = []
        city = parts[0]
        for part in parts[1:-1]:
            words = part.split()
            for size in range(min(3, len(words) - 1), 0, -1):
                state = " ".join(words[:size])
                if self._gazetteer.regions(state):
                    pairs.append((city, state))
                    city = " ".join(words[size:])
                    break
            else:
                return []
        return [*pairs, (city, parts[-1])]

    def _narrowest(self, places: Sequence[Place]) -> list[Place]:
        return [
            place
            for place in places
            if not any(
                other != place
                and other.country == place.country
                and (
                    place.region is None
                    or (place.city is None and other.region == place.region and other.city)
                )
                for other in places
            )
        ]

    def _row(self, name: str) -> list[Place]:
        """Large cities that stand in a row without separators; none unless they are all of the text."""
        words = name.split()
        places: list[Place] = []
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
                part = " ".join(words[at : at + size])
                own_state = bool(places) and f"{places[-1].country}-{part}" == places[-1].region
                if own_state or self._is_province(part):
                    at += size
                    break
                if (city := self._large(part)) is not None:
                    places.append(self._reader.of_city(part, city))
                    at += size
                    break
            else:
                return []
        return places if len(places) > 1 else []

    def _is_province(self, name: str) -> bool:
        """Whether a name is first of all that of a state or province, as "Ontario" is, and not of its namesake."""
        cities = self._gazetteer.cities(name)
        regions = [one for one in self._gazetteer.regions(name) if one.country in ("US", "CA")]
        return (
            len(name) > 2
            and bool(regions)
            and not any(c.region == r.code for c in cities[:1] for r in regions)
        )

    def _large(self, name: str) -> City | None:
        cities = self._gazetteer.cities(name)
        return cities[0] if cities and cities[0].population >= _LARGE and name[:1].isupper() else None
