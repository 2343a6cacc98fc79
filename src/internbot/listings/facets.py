"""What a result can be narrowed by: the values of each facet with their counts, and the filter that each leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from internbot.listings.disciplines import DISCIPLINES
from internbot.listings.filters import GroupKey, ListingFilter, PlaceChoice, TermChoice
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.looks import FACETS
from internbot.listings.record import Term
from internbot.listings.rendering import named


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet.

    Attributes:
        value: as in `Found.groups`.
        label: for the reader.
        count: number of records, as it would be with this value and without the facet's other values.
        chosen: whether the filter holds it.
        filter: the filter with the value chosen, or no longer chosen where it was.
    """

    value: str
    label: str
    count: int
    chosen: bool
    filter: ListingFilter


def facet_values(
    counts: Mapping[GroupKey, Mapping[str, int]], wanted: ListingFilter, gazetteer: Gazetteer
) -> dict[GroupKey, tuple[FacetValue, ...]]:
    """The facets of `ListingStore.facets` with labels and filters; those that no condition asks for are left out."""
    facets: dict[GroupKey, tuple[FacetValue, ...]] = {}
    for facet, values in counts.items():
        condition = FACETS[facet][0]
        made = []
        for value, count in values.items():
            choice = _choice(facet, value, gazetteer)
            if choice is None:
                continue
            chosen = choice in getattr(wanted, condition)
            other = wanted.without_value(condition, choice) if chosen else wanted.adding(condition, choice)
            label = choice.label if isinstance(choice, PlaceChoice) else _label(facet, value)
            made.append(FacetValue(value, label, count, chosen, other))
        facets[facet] = tuple(made)
    return facets


def named_groups(groups: Mapping[str, int], by: GroupKey, gazetteer: Gazetteer) -> dict[str, int]:
    """The groups of a result with countries and regions under their names, as places stand in a told filter.

    Args:
        groups: number of records by value, as in `Look.find`.
        by: what the values are of.
        gazetteer: names the codes.
    """
    if by not in ("country", "region"):
        return dict(groups)
    name_of = gazetteer.country_name if by == "country" else gazetteer.region_name
    names = {value: name_of(value) for value in groups}
    shared = {name for name, held in Counter(names.values()).items() if held > 1}
    return {
        f"{name}, {gazetteer.country_name(value.partition('-')[0])}" if name in shared else name: groups[
            value
        ]
        for value, name in names.items()
    }


def _choice(facet: GroupKey, value: str, gazetteer: Gazetteer) -> Any:
    """The value of the facet's condition; None for "unknown" where that is no value of it."""
    if facet in ("status", "remote", "employment_type", "sponsorship"):
        return value
    if value == "unknown":
        return None
    if facet == "city":
        return PlaceChoice(label=value, city=value)
    if facet == "region":
        return PlaceChoice(label=gazetteer.region_name(value), region=value)
    if facet == "country":
        return PlaceChoice(label=gazetteer.country_name(value), countries=(value,))
    if facet == "term":
        term = Term.parse(value)
        return TermChoice(season=term.season, year=term.year) if term else None
    return value


def _label(facet: GroupKey, value: str) -> str:
    if facet == "field" and value in DISCIPLINES:
        return value.replace("_", " ")
    return value if facet in ("company", "term") else named(value)
