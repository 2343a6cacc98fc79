"""One filter at one moment: which records meet which of its conditions, counted, ordered and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from internbot.listings import tables, texts
from internbot.listings.columns import STATUSES, Columns, Ints, Mask
from internbot.listings.conditions import masks, status_at, together
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery, SortKey
from internbot.listings.found import Found, FoundListing
from internbot.listings.orders import Ranking, counted
from internbot.listings.record import Status
from internbot.listings.writing import kept_entry

_PORTION = 500
_MOST_RANKED = 2_000
"""Matches up to which words are ranked by how well they match; above it the newest come first."""

_SORTED_BY: Mapping[SortKey, str] = {
    "pay": "pay", "deadline": "closes", "experience": "experience", "posted": "posted",
}  # fmt: skip
"""The condition on the same field, by what records are sorted by."""

FACETS: Mapping[GroupKey, tuple[str, ...]] = {
    "status": ("status",),
    "field": ("disciplines",),
    "city": ("places",),
    "region": ("places",),
    "country": ("places",),
    "company": ("companies",),
    "employment_type": ("employment_types",),
    "term": ("terms",),
    "remote": ("remote",),
    "degree": ("degrees",),
    "sponsorship": ("sponsorship",),
}
"""What a filter can be narrowed by, with the conditions that a facet's own counts leave aside."""


class Look:
    """One filter at one moment: which records meet which of its conditions."""

    def __init__(
        self, connection: Connection, columns: Columns, wanted: ListingFilter, now: datetime
    ) -> None:
        self._connection = connection
        self._columns = columns
        self._masks = masks(connection, columns, wanted, now)
        self._status = status_at(columns, now)

    def find(self, query: ListingQuery, first: int | None, offset: int) -> Found:
        """The result of the query, whose conditions are all, or some, of those looked at."""
        met = self._met(query.filter)
        counts = np.bincount(self._status[met], minlength=len(STATUSES))
        total = int(counts.sum())
        currency = self._currency(query, met)
        ranking = Ranking(
            self._columns,
            self._status,
            query.sort,
            descending=query.descending,
            currency=currency,
            best=self._best(query),
        )
        shown = met
        if query.limit is not None and query.sort != "relevance":
            shown = ranking.among_the_first(met, query.limit)
        elif query.limit is not None:
            first = min(query.limit, first) if first is not None else query.limit
        return Found(
            query=query,
            total=total,
            open=int(counts[STATUSES.index("open")]),
            closed=int(counts[STATUSES.index("closed")]),
            unknown=int(counts[STATUSES.index("unknown")]),
            rows=self._rows(ranking.page(shown, first, offset)),
            groups=self._groups(query.group_by, met) if query.group_by else None,
            currency=currency,
            silent=self._silent(query.filter, met),
            unranked=self._unranked(query.sort, met),
            not_compared=self._not_compared(query, currency) if currency else {},
        )

    def count(self, wanted: ListingFilter) -> int:
        """The number of records that meet a filter."""
        return int(np.count_nonzero(self._met(wanted)))

    def facet(self, by: GroupKey, own: Sequence[str], most: int) -> Mapping[str, int]:
        """The counts of a facet, without its own conditions."""
        met = together(self._columns, (mask for name, mask in self._masks.items() if name not in own))
        return dict(list(self._groups(by, met).items())[:most])

    def _met(self, wanted: ListingFilter) -> Mask:
        return together(self._columns, (self._masks[name] for name in wanted.conditions()))

    def _best(self, query: ListingQuery) -> Ints:
        """Rows that match the words of the query, best first, where they are few enough to be ranked."""
        held = [self._masks[name] for name in ("titles", "skills", "words") if getattr(query.filter, name)]
        if query.sort != "relevance" or not held:
            return np.empty(0, np.int64)
        if np.count_nonzero(together(self._columns, held)) > _MOST_RANKED:
            return np.empty(0, np.int64)
        keys = texts.ranked(self._connection, texts.required(query.filter))
        return np.searchsorted(self._columns.keys, keys)

    def _currency(self, query: ListingQuery, met: Mask) -> str | None:
        """The one currency that amounts are compared in: the filter's, else what most of the records state."""
        if query.filter.pay is not None:
            return query.filter.pay.currency
        if query.sort != "pay":
            return None
        stated = self._groups("currency", met)
        return next((name for name in stated if name != "unknown"), None)

    def _silent(self, wanted: ListingFilter, met: Mask) -> dict[str, int]:
        counts: dict[str, int] = {}
        for name in wanted.conditions():
            unsaid = self._columns.silent(name)
            if unsaid is not None and (
                count := np.count_nonzero(self._met(wanted.without(name)) & unsaid & ~met)
            ):
                counts[name] = int(count)
        return counts

    def _unranked(self, sort: SortKey, met: Mask) -> int:
        unsaid = self._columns.silent(_SORTED_BY[sort]) if sort in _SORTED_BY else None
        return int(np.count_nonzero(met & unsaid)) if unsaid is not None else 0

    def _not_compared(self, query: ListingQuery, currency: str) -> dict[str, int]:
        met = self._met(query.filter.without("pay")) & (self._columns.pays == 1)
        return {name: n for name, n in self._groups("currency", met).items() if name != currency}

    def _groups(self, by: GroupKey, met: Mask) -> dict[str, int]:
        named: dict[str, int] = {}
        for value, count in counted(self._columns, met, by, self._status).items():
            name = group_name(value)
            named[name] = named.get(name, 0) + count
        return dict(sorted(named.items(), key=lambda row: (-row[1], row[0])))

    def _rows(self, rows: Ints) -> tuple[FoundListing, ...]:
        keys = [int(key) for key in self._columns.keys[rows]]
        kept = _records(self._connection, keys)
        status = (STATUSES[number] for number in self._status[rows])
        return tuple(_found(kept[key], state) for key, state in zip(keys, status, strict=True))


def group_name(value: Any) -> str:
    """The name of a value in `Found.groups` and in facets."""
    if value is None:
        return "unknown"
    if isinstance(value, tuple):
        season_or_city, *rest = value
        year = rest[0] if len(rest) == 1 else None
        return f"{season_or_city} {year}" if year else str(season_or_city)
    return str(value)


def _records(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Document, and JSON of record and spans, by key, read in portions that any database takes."""
    table, owner = tables.records.c, tables.listings.c
    columns = select(table.listing, owner.document, table.record, table.spans).join(
        tables.listings, owner.key == table.listing
    )
    kept: dict[int, tuple[str, str, str]] = {}
    for at in range(0, len(keys), _PORTION):
        portion = keys[at : at + _PORTION]
        for key, document, record, spans in connection.execute(columns.where(table.listing.in_(portion))):
            kept[key] = (document, record, spans)
    return kept


def _found(kept: tuple[str, str, str], status: Status) -> FoundListing:
    document, listing, places = kept_entry(*kept)
    return FoundListing(document, listing, status, places)
