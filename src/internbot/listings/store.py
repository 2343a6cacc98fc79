"""Records kept in SQL, and every filter answered over all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, case, func, literal_column, select

from internbot.listings import statements, tables
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery, SortKey
from internbot.listings.record import Listing, Status
from internbot.listings.vocabulary import RecordVocabulary
from internbot.listings.words import singular, words_of
from internbot.listings.writing import Entry, erase, write
from internbot.sources.documents import Span

_PORTION = 500
_MOST_RANKED = 5_000
"""Matches up to which words are ranked by how well they match; above it the newest come first."""

# What to lift first where nothing matches: the kind of post, then what changes with time, then what narrows.
_LIFTED_FIRST = (
    "employment_types", "status", "closes", "undated", "posted", "terms", "sponsorship", "remote",
    "experience", "not_degrees", "degrees", "words", "skills", "titles", "companies", "places",
)  # fmt: skip


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
        groups: number of records by value, most first, where the query groups.
        lifted: names of the conditions without which `nearest` was found; else empty.
        nearest: the result without those conditions, where nothing meets the whole filter.
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


class ListingStore:
    """The records of all listing documents. Writes belong to the caller's transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vocabulary: tuple[tuple[int, int], RecordVocabulary] | None = None
        with engine.begin() as connection:
            tables.create(connection)

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
            found = self._find(connection, asked, now, first, offset)
            if found.total or not asked.filter.conditions():
                return found
            for lifted in _liftings(asked.filter):
                wider = asked.model_copy(update={"filter": asked.filter.without(*lifted)})
                nearest = self._find(connection, wider, now, first, 0)
                if nearest.total:
                    return replace(found, lifted=lifted, nearest=nearest)
        return found

    def vocabulary(self) -> RecordVocabulary:
        """The words that the records hold now; built again only after a change."""
        table = tables.listings.c
        with self._engine.connect() as connection:
            newest, count = connection.execute(
                select(func.coalesce(func.max(table.key), 0), func.count())
            ).one()
            kept = self._vocabulary
            if kept is None or kept[0] != (newest, count):
                kept = ((newest, count), _read_vocabulary(connection, self.mentions))
                self._vocabulary = kept
        return kept[1]

    def mentions(self, phrase: str) -> bool:
        """Whether any record's text holds `phrase`."""
        matching = statements.matching(statements.required(ListingFilter(words=(phrase,))))
        with self._engine.connect() as connection:
            return connection.execute(matching.limit(1)).first() is not None

    def _find(
        self, connection: Connection, query: ListingQuery, now: datetime, first: int | None, offset: int
    ) -> Found:
        table = tables.listings.c
        met = statements.conditions(query.filter, now)
        status = statements.status_at(now)
        counted = select(status, func.count()).select_from(tables.listings).where(*met).group_by(status)
        counts = {state: int(count) for state, count in connection.execute(counted)}
        total = sum(counts.values())
        order = _order(query.sort, query.descending, status)
        rows = select(table.key, table.document, status).where(*met)
        text = statements.required(query.filter)
        if text and query.sort == "relevance" and total <= _MOST_RANKED:
            match = literal_column("listing_texts").op("MATCH")(bindparam(None, text, unique=True))
            rows = rows.join(tables.texts, tables.texts.c.rowid == table.key).where(match)
            order.insert(1, literal_column("bm25(listing_texts, 10, 5, 3)"))
        by = _sort_column(query.sort)
        if query.limit is not None and by is not None:
            rows = rows.where(_among_the_first(query, by, met))
        elif query.limit is not None:
            first = min(query.limit, first) if first is not None else query.limit
        page = (
            connection.execute(rows.order_by(*order, table.key).limit(first).offset(offset)).all()
            if total
            else []
        )
        kept = _records(connection, [key for key, _, _ in page])
        return Found(
            query=query,
            total=total,
            open=counts.get("open", 0),
            closed=counts.get("closed", 0),
            unknown=counts.get("unknown", 0),
            rows=tuple(_found(document, *kept[key], state) for key, document, state in page),
            groups=_groups(connection, query.group_by, met, status) if query.group_by else None,
        )


def _records(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """JSON of record and spans by key, read in portions that any database takes."""
    table = tables.records.c
    columns = select(table.listing, table.record, table.spans)
    kept: dict[int, tuple[str, str]] = {}
    for at in range(0, len(keys), _PORTION):
        portion = keys[at : at + _PORTION]
        for key, record, spans in connection.execute(columns.where(table.listing.in_(portion))):
            kept[key] = (record, spans)
    return kept


def _found(document: str, record: str, spans: str, status: Status) -> FoundListing:
    places = {name: Span(*ends) for name, ends in json.loads(spans).items()}
    return FoundListing(document, Listing.model_validate_json(record), status, places)


def _liftings(asked: ListingFilter) -> list[tuple[str, ...]]:
    """What to lift, one condition at a time before several."""
    held = [name for name in _LIFTED_FIRST if name in asked.conditions()]
    return [(name,) for name in held] + [tuple(held[:count]) for count in range(2, len(held) + 1)]


def _groups(
    connection: Connection, by: GroupKey, met: Sequence[ColumnElement[bool]], status: ColumnElement[str]
) -> dict[str, int]:
    table, at = tables.listings, tables.places
    single: dict[str, ColumnElement[Any]] = {
        "company": table.c.company,
        "remote": table.c.remote,
        "employment_type": table.c.employment_type,
        "sponsorship": table.c.sponsorship,
        "status": status,
    }
    term = tables.terms.c.season + func.coalesce(" " + tables.terms.c.year, "")
    many: dict[str, tuple[Any, ColumnElement[Any]]] = {
        "city": (at, at.c.city),
        "region": (at, at.c.region),
        "country": (at, at.c.country),
        "degree": (tables.degrees, tables.degrees.c.level),
        "term": (tables.terms, term),
    }
    if by in single:
        value = single[by]
        counted = select(value, func.count()).select_from(table).where(*met).group_by(value)
    else:
        side, value = many[by]
        joined = table.outerjoin(side, side.c.listing == table.c.key)
        counts = func.count(func.distinct(table.c.key))
        counted = select(value, counts).select_from(joined).where(*met).group_by(value)
    rows = [
        (str(value) if value is not None else "unknown", int(n)) for value, n in connection.execute(counted)
    ]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def _read_vocabulary(connection: Connection, mentions: Callable[[str], bool]) -> RecordVocabulary:
    table, at = tables.listings.c, tables.places.c
    titles: Counter[str] = Counter()
    total = 0
    for title, n in connection.execute(select(table.title, func.count()).group_by(table.title)):
        total += n
        for word in {singular(word.folded) for word in words_of(title)}:
            titles[word] += n
    named = select(table.company, func.count()).where(table.company.is_not(None)).group_by(table.company)
    cities = select(at.city, at.region, at.country, func.count()).where(at.city.is_not(None))
    skills = select(tables.skills.c.skill, func.count()).group_by(tables.skills.c.skill)

    def counted(column: ColumnElement[Any]) -> dict[str, int]:
        rows = connection.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
        return {value: int(n) for value, n in rows}

    return RecordVocabulary(
        total=total,
        companies={name: int(n) for name, n in connection.execute(named)},
        title_words=titles,
        skills={skill: int(n) for skill, n in connection.execute(skills)},
        cities={
            (city, region, country): int(n)
            for city, region, country, n in connection.execute(
                cities.group_by(at.city, at.region, at.country)
            )
        },
        regions=counted(at.region),
        countries=counted(at.country),
        finder=mentions,
    )


def _sort_column(sort: SortKey) -> ColumnElement[Any] | None:
    table = tables.listings.c
    columns: dict[SortKey, ColumnElement[Any]] = {
        "deadline": table.expires,
        "posted": table.posted,
        "experience": table.experience,
        "pay": table.pay_a_year,
    }
    return columns.get(sort)


def _order(sort: SortKey, descending: bool, status: ColumnElement[str]) -> list[ColumnElement[Any]]:
    rank = case((status == "open", 0), (status == "unknown", 1), else_=2)
    newest = tables.listings.c.posted.desc().nulls_last()
    column = _sort_column(sort)
    if column is None:
        return [rank, newest]
    by = column.desc() if descending else column.asc()
    return [by.nulls_last(), rank, newest]


def _among_the_first(
    query: ListingQuery, key: ColumnElement[Any], met: Sequence[ColumnElement[bool]]
) -> ColumnElement[bool]:
    known = select(key).where(*met, key.is_not(None))
    ranked = known.order_by(key.desc() if query.descending else key.asc())
    last = ranked.limit(1).offset((query.limit or 1) - 1).scalar_subquery()
    furthest = select(func.min(key) if query.descending else func.max(key)).where(*met).scalar_subquery()
    edge = func.coalesce(last, furthest)
    return key >= edge if query.descending else key <= edge
