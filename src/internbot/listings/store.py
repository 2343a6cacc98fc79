"""Records kept in SQL, and every filter answered over all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, select

from internbot.listings import tables, texts
from internbot.listings.columns import STATUSES, Columns, Ints, Mask, current
from internbot.listings.conditions import masks, status_at, together
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery, SortKey
from internbot.listings.orders import Ranking, counted
from internbot.listings.record import Listing, Status
from internbot.listings.vocabulary import RecordVocabulary, VocabularyBuilder
from internbot.listings.writing import Entry, erase, write
from internbot.sources.documents import Span

_PORTION = 500
_MOST_RANKED = 2_000
"""Matches up to which words are ranked by how well they match; above it the newest come first."""

# What to lift first where nothing matches: the kind of post, then what changes with time, then what narrows.
_LIFTED_FIRST = (
    "employment_types", "status", "closes", "undated", "posted", "terms", "pay", "paid", "sponsorship", "remote",
    "experience", "not_degrees", "degrees", "words", "skills", "disciplines", "titles", "companies", "places",
)  # fmt: skip

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


class ListingStore:
    """The records of all listing documents. Writes belong to the caller's transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._columns: Columns | None = None
        self._vocabulary = VocabularyBuilder(self.mentions)
        with engine.begin() as connection:
            older = tables.create(connection)
            write(connection, (_entry(*row) for row in older))

    def put(
        self,
        connection: Connection,
        document: str,
        listing: Listing,
        field_spans: Mapping[str, Span] | None = None,
    ) -> None:
        """Keep a record under its document's id, in place of what was kept under it."""
        write(connection, [(document, listing, field_spans or {})])

    def put_many(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Keep many records: (document's id, record, where its fields stand), each in place of what was kept.

        Thousands a second; the entries are taken in portions, and where an id comes twice the last one counts.
        """
        write(connection, entries)

    def remove(self, connection: Connection, document: str) -> None:
        """Forget the record of a document; nothing happens where there is none."""
        erase(connection, [document])

    def remove_many(self, connection: Connection, documents: Sequence[str]) -> None:
        """Forget the records of documents; nothing happens for those that have none."""
        erase(connection, documents)

    def close_many(self, connection: Connection, documents: Sequence[str]) -> None:
        """Records of documents that left their source: none of them is open any more. A later `put` opens it again."""
        table = tables.listings.c
        joined = tables.listings.join(tables.records, tables.records.c.listing == table.key)
        columns = select(table.document, tables.records.c.record, tables.records.c.spans).select_from(joined)
        for at in range(0, len(documents), _PORTION):
            held = connection.execute(columns.where(table.document.in_(documents[at : at + _PORTION]))).all()
            entries = [_entry(*row) for row in held]
            write(
                connection,
                ((key, one.model_copy(update={"active": "closed"}), at) for key, one, at in entries),
            )

    def get(self, document: str, now: datetime) -> FoundListing | None:
        """The record of a document; None where it has none."""
        found = self.find(ListingFilter(documents=(document,)), now)
        return found.rows[0] if found.rows else None

    def find(
        self, query: ListingQuery | ListingFilter, now: datetime, *, first: int | None = None, offset: int = 0
    ) -> Found:
        """All records that meet the query at the instant `now`.

        Args:
            query: what is asked; its own `limit` takes in everything that ties with the last one, and with a
                limit only records are returned whose field to sort by is known.
            now: with a time zone; decides what is open.
            first: how many rows to return at most, None for all; the counts are always complete.
            offset: rows to leave out at the start.
        """
        asked = ListingQuery(filter=query) if isinstance(query, ListingFilter) else query
        with self._engine.connect() as connection:
            look = _Look(connection, self._current(connection), asked.filter, now)
            found = look.find(asked, first, offset)
            if asked.mode == "compare" and (sides := asked.filter.alternatives()):
                columns = self._current(connection)
                counts = {
                    name: _Look(connection, columns, side, now).count(side) for name, side in sides.items()
                }
                found = replace(found, groups=counts)
            if found.total or not asked.filter.conditions():
                return found
            for lifted in _liftings(asked.filter):
                wider = asked.model_copy(update={"filter": asked.filter.without(*lifted)})
                nearest = look.find(wider, first, 0)
                if nearest.total:
                    return replace(found, lifted=lifted, nearest=nearest)
        return found

    def facets(
        self, wanted: ListingFilter, now: datetime, *, most: int = 50
    ) -> Mapping[GroupKey, Mapping[str, int]]:
        """Number of records by value of each of `FACETS`, as they would be without the facet's own conditions.

        The values are those of `group_by`, most first, at most `most` of them, which always include the chosen ones.
        """
        with self._engine.connect() as connection:
            look = _Look(connection, self._current(connection), wanted, now)
            return {facet: look.facet(facet, own, most) for facet, own in FACETS.items()}

    def vocabulary(self) -> RecordVocabulary:
        """The words that the records hold now; after a change, only what changed is read."""
        with self._engine.connect() as connection:
            columns = self._current(connection)
        with self._lock:
            return self._vocabulary.of(columns)

    def mentions(self, phrase: str) -> bool:
        """Whether any record's text holds `phrase`."""
        with self._engine.connect() as connection:
            return texts.any_matching(connection, texts.required(ListingFilter(words=(phrase,))))

    def _current(self, connection: Connection) -> Columns:
        with self._lock:
            held = current(connection, self._columns)
            if self._columns is None or held.newest >= self._columns.newest:
                self._columns = held
            return held


class _Look:
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


def _entry(document: str, record: str, spans: str) -> Entry:
    places = {name: Span(*ends) for name, ends in json.loads(spans).items()}
    return document, Listing.model_validate_json(record), places


def _found(kept: tuple[str, str, str], status: Status) -> FoundListing:
    document, listing, places = _entry(*kept)
    return FoundListing(document, listing, status, places)


def _liftings(asked: ListingFilter) -> list[tuple[str, ...]]:
    """What to lift, one condition at a time before several."""
    held = [name for name in _LIFTED_FIRST if name in asked.conditions()]
    return [(name,) for name in held] + [tuple(held[:count]) for count in range(2, len(held) + 1)]
