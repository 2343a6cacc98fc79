"""Places that a question names; what is ambiguous is settled by what the records hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz, process

from internbot.listings.cues import spelled_out
from internbot.listings.disciplines import discipline_named
from internbot.listings.filters import PlaceChoice
from internbot.listings.gazetteer import Gazetteer, place_key
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import Word

Kind = Literal["city", "region", "country"]

_LONGEST = 4
_LARGE = 100_000
_SAME_NAME = 86  # of 100; "banagalore" and "bangalore" are at 95, "seatle" and "seattle" at 92
_PREPOSITIONS = frozenset(
    {"in", "near", "around", "outside", "from", "at", "of", "to", "within", "across", "for"}
)
_CLOSE_PREPOSITIONS = frozenset({"in", "near", "around", "outside", "within", "across", "not"})
_ALIAS = re.compile(r"nyc|usa|uae")
_ARTICLES = frozenset({"the", "greater", "downtown"})
# English words that are also places or their codes.
_NEVER = re.compile(
    r"a|an?d?|any|are|as|at|be|by|do|for|from|general|go|i|is|it|march|may|me|most|my|no|nice|of|on|one|or|our"
    r"|person|reading|so|split|spring|the|this|to|us|we|which|who|you|mobile|total|fact|addition|order|case"
    r"|particular|short|data|field|office|industry|tech|business|finance|marketing|science|research|software"
    r"|college|school|time|progress|person|state|province|region|county|district|cv|tv|pm|am"
)
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "state": "region", "states": "region", "province": "region", "provinces": "region", "region": "region",
        "city": "city", "cities": "city", "town": "city", "country": "country", "nation": "country",
    }
)  # fmt: skip
"""Before a name ("the state of New York") or after it ("Ontario province"): what sort of place it is."""
_JOINED = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place and where the question names it."""

    choice: PlaceChoice
    start: int
    end: int


class PlaceFinder:
    """Finds the places of a question."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._last: tuple[ListingVocabulary, dict[str, PlaceChoice]] | None = None

    def find(self, scan: Scan, vocabulary: ListingVocabulary) -> Iterator[PlaceMention]:
        """Places in the unread words, from left to right; "Portland, Oregon" is one."""
        words = scan.words
        known = self._names(vocabulary)
        at = 0
        while at < len(words):
            if words[at].folded in _ARTICLES and self._kind_of(scan, words, at + 1):
                at += 1
            kind = self._kind_of(scan, words, at)
            if kind is not None:
                # "The states of Washington and New York" are two.
                for mention, after in self._of_that_kind(scan, words, at, kind, vocabulary):
                    yield mention
                    at = after
            found = self._at(scan, words, at, known, vocabulary) if at < len(words) else None
            if found is None:
                at += 1
                continue
            choice, size = found
            after = at + size
            if choice.countries and self._kind_of(scan, words, after) == "region":
                at = after  # "the US state of Georgia"
                continue
            kind = _KINDS.get(words[after].folded) if after < len(words) else None
            if kind is not None and self._kind_of(scan, words, after) is None:
                name = scan.text[words[at].start : words[after - 1].end]
                meant = self._of_kind(name, kind, vocabulary)
                if meant is not None:
                    yield PlaceMention(meant, words[at].start, words[after].end)
                    at = after + 1
                    continue
            end = words[at + size - 1].end
            after = at + size
            if after < len(words) and re.fullmatch(r"\s*,?\s*", scan.text[end : words[after].start]):
                narrowed = self._narrowed(scan, choice, words, after, vocabulary)
                if narrowed:
                    choice, more = narrowed
                    end, after = words[after + more - 1].end, after + more
            yield PlaceMention(choice, words[at].start, end)
            at = after

    @staticmethod
    def _kind_of(scan: Scan, words: Sequence[Word], at: int) -> Kind | None:
        """The sort of place that "state of" and the like say, where they stand at `at` before a name."""
        if (
            at + 2 >= len(words)
            or words[at + 1].folded != "of"
            or not scan.free(words[at].start, words[at].end)
        ):
            return None
        return _KINDS.get(words[at].folded)

    def _of_that_kind(
        self, scan: Scan, words: Sequence[Word], at: int, kind: Kind, vocabulary: ListingVocabulary
    ) -> Iterator[tuple[PlaceMention, int]]:
        """The places after "state of", each with where to read on."""
        start, name_at = at, at + 2
        while name_at < len(words):
            for size in range(min(_LONGEST, len(words) - name_at), 0, -1):
                first, last = words[name_at], words[name_at + size - 1]
                if scan.free(first.start, last.end) and (
                    choice := self._of_kind(scan.text[first.start : last.end], kind, vocabulary)
                ):
                    break
            else:
                return
            after = name_at + size
            yield PlaceMention(choice, words[start].start, last.end), after
            if not words[at].folded.endswith("s") or after >= len(words):
                return
            start = name_at = after + 1 if words[after].folded in _JOINED else after

    def _of_kind(self, name: str, kind: Kind, vocabulary: ListingVocabulary) -> PlaceChoice | None:
        """The place of that name and sort; of several, one that records are in, then one in North America."""
        if kind == "country":
            code = self._gazetteer.country(name)
            return PlaceChoice(label=self._gazetteer.country_name(code), countries=(code,)) if code else None
        if kind == "city":
            cities = self._gazetteer.cities(name)
            return PlaceChoice(label=cities[0].name, city=cities[0].name) if cities else None
        regions = self._gazetteer.regions(name)
        held = sorted(
            regions, key=lambda one: (-vocabulary.regions.get(one.code, 0), one.country not in ("US", "CA"))
        )
        return PlaceChoice(label=held[0].name, region=held[0].code) if held else None

    def _at(
        self,
        scan: Scan,
        words: Sequence[Word],
        at: int,
        known: Mapping[str, PlaceChoice],
        vocabulary: ListingVocabulary,
    ) -> tuple[PlaceChoice, int] | None:
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            span = words[at : at + size]
            if not scan.free(span[0].start, span[-1].end):
                continue
            name = scan.text[span[0].start : span[-1].end]
            key = place_key(name)
            country = size == 1 and _is_country(key, span[0], scan)
            if size == 1 and _NEVER.fullmatch(key) and not country:
                continue
            before = self._before(words, at)
            if size == 1 and (discipline_named(name) or spelled_out(key) != key):
                continue
            if len(key) <= 3 and not (name.isupper() or country or _ALIAS.fullmatch(key)):
                continue
            if key in known:
                return known[key], size
            settled = self._elsewhere(name, before, at, vocabulary)
            if settled:
                return settled, size
        if self._before(words, at) in _CLOSE_PREPOSITIONS:
            for size in (3, 2):
                span = words[at : at + size]
                if len(span) == size and scan.free(span[0].start, span[-1].end):
                    meant = self._misspelt_name(place_key(scan.text[span[0].start : span[-1].end]), known)
                    if meant is not None:
                        return meant, size
        word = words[at]
        named = word.text[:1].isupper() and at > 0
        if len(word.folded) >= 5 and (named or self._before(words, at) in _CLOSE_PREPOSITIONS):
            if (
                _NEVER.fullmatch(word.folded)
                or not scan.free(word.start, word.end)
                or vocabulary.title_words.get(word.folded)
            ):
                return None
            meant = self._misspelt(word.folded, known, vocabulary)
            return (meant, 1) if meant else None
        return None

    def _before(self, words: Sequence[Word], at: int) -> str:
        while at > 0 and words[at - 1].folded in _ARTICLES:
            at -= 1
        return words[at - 1].folded if at > 0 else ""

    def _names(self, vocabulary: ListingVocabulary) -> dict[str, PlaceChoice]:
        """Names of the places that the records hold, and the place that each means here."""
        if self._last and self._last[0] is vocabulary:
            return self._last[1]
        weighed: dict[str, tuple[int, PlaceChoice]] = {}

        def offer(name: str, weight: int, choice: PlaceChoice) -> None:
            key = place_key(name)
            # As many records in Indiana as in India: then "IN" is the state, as American postings write it.
            tie = choice.region is None or len(key) > 2
            held = weighed.get(key)
            state = held is not None and held[1].region is not None and len(key) <= 2
            if key and (held is None or held[0] < weight or (held[0] == weight and tie and not state)):
                weighed[key] = (weight, choice)

        cities: dict[str, int] = {}
        for (city, _, _), count in vocabulary.cities.items():
            cities[city] = cities.get(city, 0) + count
        for city, count in cities.items():
            offer(city, count, PlaceChoice(label=city, city=city))
        for code, count in vocabulary.regions.items():
            name = self._gazetteer.region_name(code)
            for alias in (name, *self._gazetteer.region_aliases(code)):
                offer(alias, count, PlaceChoice(label=name, region=code))
        for code, count in vocabulary.countries.items():
            name = self._gazetteer.country_name(code)
            for alias in self._gazetteer.country_aliases(code):
                offer(alias, count, PlaceChoice(label=name, countries=(code,)))
        for alias, name in self._gazetteer.city_aliases().items():
            if name in cities:
                offer(alias, cities[name], PlaceChoice(label=name, city=name))
        names = {key: choice for key, (_, choice) in weighed.items()}
        self._last = (vocabulary, names)
        return names

    def _elsewhere(
        self, name: str, before: str, at: int, vocabulary: ListingVocabulary
    ) -> PlaceChoice | None:
        """A place that no record holds, so that asking for it finds nothing rather than everything."""
        key = place_key(name)
        named = name[:1].isupper() and (at > 0 or before in _PREPOSITIONS)
        if (not named and before not in _CLOSE_PREPOSITIONS) or before == "at":
            return None  # What somebody works at is a company.
        if area := self._gazetteer.area(name):
            return PlaceChoice(label=area[0], countries=tuple(sorted(area[1])))
        if len(key) > 2 or name.isupper():
            country = self._gazetteer.country(name)
            regions = self._gazetteer.regions(f"US-{name}") if name.isupper() and len(key) == 2 else ()
            regions = regions or (self._gazetteer.regions(name) if len(key) > 3 else ())
            if regions and (not country or regions[0].country in ("US", "CA")):
                region = next((r for r in regions if r.country in ("US", "CA")), regions[0])
                cities = self._gazetteer.cities(name)
                # "Portland" is no parish of Jamaica; Hamburg is in the region of its name either way.
                abroad = region.country not in ("US", "CA") and cities and cities[0].region != region.code
                larger = cities and cities[0].population > (_LARGE if abroad else 2_000_000)
                if not larger:
                    return PlaceChoice(label=region.name, region=region.code)
            if country:
                return PlaceChoice(label=self._gazetteer.country_name(country), countries=(country,))
        if len(key) <= 2 or vocabulary.title_words.get(key) or key in vocabulary.skills:
            return None
        meant = next((c for c in self._gazetteer.cities(name) if c.population >= _LARGE or named), None)
        return PlaceChoice(label=meant.name, city=meant.name) if meant else None

    def _misspelt_name(self, key: str, known: Mapping[str, PlaceChoice]) -> PlaceChoice | None:
        """A name of several words: "los angelos"."""
        several = [name for name in known if " " in name]
        best = process.extractOne(key, several, scorer=fuzz.ratio, score_cutoff=_SAME_NAME)
        if best:
            return known[best[0]]
        large = {name: city for name, city in self._gazetteer.large_cities.items() if " " in name}
        best = process.extractOne(key, large.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_NAME + 4)
        return PlaceChoice(label=large[best[0]].name, city=large[best[0]].name) if best else None

    def _misspelt(
        self, word: str, known: Mapping[str, PlaceChoice], vocabulary: ListingVocabulary
    ) -> PlaceChoice | None:
        names = [name for name in known if len(name) > 3]
        best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=_SAME_NAME)
        if best:
            return known[best[0]]
        if vocabulary.mentions(word):
            return None
        large = self._gazetteer.large_cities
        best = process.extractOne(word, large.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_NAME + 4)
        return PlaceChoice(label=large[best[0]].name, city=large[best[0]].name) if best else None

    def _narrowed(
        self, scan: Scan, choice: PlaceChoice, words: Sequence[Word], at: int, vocabulary: ListingVocabulary
    ) -> tuple[PlaceChoice, int] | None:
        """The city as narrowed by the region or country that follows it, and how many words that takes."""
        if not choice.city:
            return None
        for size in range(min(3, len(words) - at), 0, -1):
            name = scan.text[words[at].start : words[at + size - 1].end]
            if len(name) <= 3 and not name.isupper():
                continue
            country = self._gazetteer.country(name)
            regions = {r.code: r for r in self._gazetteer.regions(name)}
            regions |= {r.code: r for c in ("US", "CA") for r in self._gazetteer.regions(f"{c}-{name}")}
            held = [key for key in vocabulary.cities if key[0] == choice.city]
            for _, region, holder in held:
                if region in regions:
                    label = f"{choice.city}, {self._gazetteer.region_name(region)}"
                    return PlaceChoice(label=label, city=choice.city, region=region), size
                if holder and holder == country:
                    label = f"{choice.city}, {self._gazetteer.country_name(holder)}"
                    return PlaceChoice(label=label, city=choice.city, countries=(holder,)), size
            cities = self._gazetteer.cities(choice.city)
            # "New York, Washington and Colorado" are three; a city that the gazetteer does not hold may lie anywhere.
            home = next((one.region for one in cities if one.region in regions), None)
            if regions and (home or not cities):
                region = home or next(iter(regions))
                label = f"{choice.city}, {regions[region].name}"
                return PlaceChoice(label=label, city=choice.city, region=region), size
            if country and (not cities or any(one.country == country for one in cities)):
                label = f"{choice.city}, {self._gazetteer.country_name(country)}"
                return PlaceChoice(label=label, city=choice.city, countries=(country,)), size
        return None


def _is_country(key: str, word: Word, scan: Scan) -> bool:
    """Whether "us" is the United States: in capitals, or behind "the"; elsewhere it is a pronoun."""
    return key == "us" and (word.text.isupper() or scan.text[: word.start].lower().endswith("the "))
