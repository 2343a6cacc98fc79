"""What a query over the records finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from internbot.listings.filters import ListingQuery
from internbot.listings.record import Listing, Status
from internbot.sources.documents import Span


@dataclass(frozen=True, slots=True)
class FoundListing:
    """One record of a result, with its status at the time of the question and where its fields stand."""

    document: str
    listing: Listing
    status: Status
    field_spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Found:
    """A complete result.

    Attributes:
        query: what was asked.
        total: number of all records that meet the filter; `open`, `closed` and `unknown` add up to it.
        rows: the records asked for: open ones first, then undated, then closed ones, unless sorted otherwise.
        groups: number of records by value, most first, where the query groups; where it compares, of each side.
        lifted: names of the conditions without which `nearest` was found; else empty.
        nearest: the result without those conditions, where nothing meets the whole filter.
        currency: the one that pay was compared or sorted in; None where the query is not about pay.
        silent: by the name of a condition, number of the records that meet all others and say nothing on this one.
        unranked: number of the records met that say nothing on what they are sorted by; with a limit, none of `rows`.
        not_compared: number of records that meet the rest of the filter and state pay in another currency, by that
            currency, "unknown" without one or without a period: they are neither counted as paid so nor ranked.
    """

    query: ListingQuery
    total: int
    open: int
    closed: int
    unknown: int
    rows: tuple[FoundListing, ...]
    groups: Mapping[str, int] | None = None
    lifted: tuple[str, ...] = ()
    nearest: Found | None = None
    currency: str | None = None
    silent: Mapping[str, int] = field(default_factory=dict)
    unranked: int = 0
    not_compared: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> Found:
        """What a reader sees: the result, or where it is empty the one without some conditions."""
        return self.nearest or self
