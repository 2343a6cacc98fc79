"""What a result can be narrowed by, as lists of links: each chooses a value, or lets go of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from internbot.listings import facets as counted
from internbot.listings.filters import GroupKey, ListingFilter

_FIRST = 6
_LABELS: Mapping[GroupKey, str] = {
    "status": "Status",
    "city": "City",
    "country": "Country",
    "company": "Company",
    "employment_type": "Kind",
    "term": "Term",
    "field": "Field of work",
    "remote": "Remote",
    "degree": "Degree",
    "sponsorship": "Visa sponsorship",
}
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value: how many records it would show, and the address that chooses it or lets go of it."""

    label: str
    count: str
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: what is chosen and what most records have, then the rest."""

    key: str
    label: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]


def facets(
    values: Mapping[GroupKey, Sequence[counted.FacetValue]], address: Callable[[ListingFilter], str]
) -> tuple[Facet, ...]:
    """The facets in their order; one that has nothing to choose is left out.

    Args:
        values: of each facet, most first.
        address: of the page with a filter.
    """
    made = []
    for key, label in _LABELS.items():
        links = [
            FacetLink(_shown(key, one), f"{one.count:,}", one.chosen, address(one.filter))
            for one in sorted(values.get(key, ()), key=lambda one: (not one.chosen, one.value == _UNKNOWN))
        ]
        if links:
            first = max(_FIRST, sum(link.chosen for link in links))
            made.append(Facet(key, label, tuple(links[:first]), tuple(links[first:])))
    return tuple(made)


def _shown(key: GroupKey, one: counted.FacetValue) -> str:
    if one.value == _UNKNOWN:
        return "Undated" if key == "status" else "Not stated"
    return one.label[:1].upper() + one.label[1:]
