"""Records kept in SQL, and every filter answered over all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from internbot.listings import statements, tables
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery, SortKey
from internbot.listings.gazetteer import place_key
from internbot.listings.record import Listing, PayPeriod, Salary, Status
from internbot.listings.vocabulary import RecordVocabulary
from internbot.listings.words import fold, singular, words_of
from internbot.sources.documents import Span

_PERIODS_A_YEAR: dict[PayPeriod, int] = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}
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
        self._vocabulary: tuple[int, RecordVocabulary] | None = None
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
        self._delete(connection, document)
        spans = {name: (span.start, span.end) for name, span in (field_spans or {}).items()}
        ends = listing.ends()
        expires = listing.expires_at
        values = {
            "document": document,
            "title": listing.title,
            "company": listing.company,
            "company_key": fold(listing.company) if listing.company else None,
            "remote": listing.remote,
            "employment_type": listing.employment_type,
            "experience": listing.experience_years,
            "sponsorship": listing.sponsorship,
            "active": listing.active,
            "posted": listing.posted_at,
            "expires": expires.date() if isinstance(expires, datetime) else expires,
            "ends": int(ends.timestamp()) if ends else None,
            "pay_a_year": _pay_a_year(listing.salary),
            "record": listing.model_dump_json(exclude_defaults=True),
            "spans": json.dumps(spans),
        }
        key = connection.execute(insert(tables.listings).values(values)).inserted_primary_key[0]  # type: ignore[index]
        _insert_all(connection, tables.places, [
            {"listing": key, "city": p.city, "city_key": place_key(p.city) if p.city else None,
             "region": p.region, "country": p.country}
            for p in listing.locations if p.city or p.region or p.country
        ])  # fmt: skip
        _insert_all(
            connection,
            tables.terms,
            [{"listing": key, "season": t.season, "year": t.year} for t in listing.term],
        )
        _insert_all(
            connection, tables.degrees, [{"listing": key, "level": level} for level in listing.degree_levels]
        )
        _insert_all(
            connection, tables.skills, [{"listing": key, "skill": fold(skill)} for skill in listing.skills]
        )
        places = [place.text for place in listing.locations]
        body = "\n".join(
            (listing.description or "", *listing.responsibilities, *listing.qualifications, *places)
        )
        text = {
            "title": listing.title,
            "company": listing.company or "",
            "skills": "\n".join(listing.skills),
            "body": body,
        }
        connection.execute(insert(tables.texts).values(rowid=key, **text))
        self._touch(connection)

    def remove(self, connection: Connection, document: str) -> None:
        """Forget the record of a document; nothing happens where there is none."""
        if self._delete(connection, document):
            self._touch(connection)

    def get(self, document: str, now: datetime) -> FoundListing | None:
        """The record of a document; None where it has none."""
        table = tables.listings.c
        columns = (table.document, table.record, table.spans, statements.status_at(now))
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(table.document == document)).one_or_none()
        return _found(*row) if row else None

    def find(
        self, query: ListingQuery | ListingFilter, now: datetime, *, first: int | None = None, offset: int = 0
    ) -> Found:
        """All records that meet the query at the instant `now`.

        Args:
            query: what is asked; its own `limit` takes in everything that ties with the last one.
            now: with a time zone; decides what is open.
            first: how many rows to return at most, None for all; the counts are always complete.
            offset: rows to leave out at the start.
        """
        asked = ListingQuery(filter=query) if isinstance(query, ListingFilter) else query
        with self._engine.connect() as connection:
            found = self._find(connection, asked, now, first, offset)
            if found.total or not asked.filter.conditions():
                return found
            for lifted in self._liftings(asked.filter):
                wider = asked.model_copy(update={"filter": asked.filter.without(*lifted)})
                nearest = self._find(connection, wider, now, first, 0)
                if nearest.total:
                    return replace(found, lifted=lifted, nearest=nearest)
        return found

    def vocabulary(self) -> RecordVocabulary:
        """The words that the records hold now."""
        with self._engine.connect() as connection:
            revision = connection.execute(select(tables.revisions.c.revision)).scalar() or 0
            kept = self._vocabulary
            if kept is None or kept[0] != revision:
                kept = self._vocabulary = (revision, self._read_vocabulary(connection))
        return kept[1]

    def mentions(self, phrase: str) -> int:
        """Number of records whose text holds `phrase` anywhere."""
        wanted = statements.required(ListingFilter(words=(phrase,)))
        with self._engine.connect() as connection:
            matching = statements.matching(wanted)
            counted = (
                select(func.count()).select_from(tables.listings).where(tables.listings.c.key.in_(matching))
            )
            return int(connection.execute(counted).scalar_one())

    def _find(
        self, connection: Connection, query: ListingQuery, now: datetime, first: int | None, offset: int
    ) -> Found:
        table = tables.listings.c
        met = statements.conditions(query.filter, now)
        status = statements.status_at(now)
        counted = select(status, func.count()).select_from(tables.listings).where(*met).group_by(status)
        counts = {state: int(count) for state, count in connection.execute(counted)}
        order = _order(query.sort, query.descending, status)
        columns = (table.document, table.record, table.spans, status)
        rows = select(*columns).where(*met).order_by(*order, table.key)
        if text := statements.required(query.filter):
            rows = rows.join(tables.texts, tables.texts.c.rowid == table.key).where(
                literal_column("listing_texts").op("MATCH")(bindparam(None, text, unique=True))
            )
            if query.sort == "relevance":
                rows = rows.order_by(None).order_by(
                    order[0], literal_column("bm25(listing_texts, 10, 5, 3)"), *order[1:], table.key
                )
        key = _sort_column(query.sort)
        if query.limit is not None and key is not None:
            rows = rows.where(_among_the_first(query, key, met))
        elif query.limit is not None:
            first = min(query.limit, first) if first is not None else query.limit
        found = connection.execute(rows.limit(first).offset(offset)).all() if first != 0 else []
        return Found(
            query=query,
            total=sum(counts.values()),
            open=counts.get("open", 0),
            closed=counts.get("closed", 0),
            unknown=counts.get("unknown", 0),
            rows=tuple(_found(*row) for row in found),
            groups=self._groups(connection, query.group_by, met, status) if query.group_by else None,
        )

    def _groups(
        self,
        connection: Connection,
        by: GroupKey,
        met: Sequence[ColumnElement[bool]],
        status: ColumnElement[str],
    ) -> dict[str, int]:
        table, at = tables.listings, tables.places
        single = {
            "company": table.c.company,
            "remote": table.c.remote,
            "employment_type": table.c.employment_type,
            "sponsorship": table.c.sponsorship,
            "status": status,
        }
        many = {
            "city": (at, at.c.city),
            "region": (at, at.c.region),
            "country": (at, at.c.country),
            "degree": (tables.degrees, tables.degrees.c.level),
            "term": (tables.terms, tables.terms.c.season + func.coalesce(" " + tables.terms.c.year, "")),
        }
        if by in single:
            value = single[by]
            counted = select(value, func.count()).select_from(table).where(*met).group_by(value)
        else:
            side, value = many[by]
            joined = table.outerjoin(side, side.c.listing == table.c.key)
            counted = (
                select(value, func.count(func.distinct(table.c.key)))
                .select_from(joined)
                .where(*met)
                .group_by(value)
            )
        rows = [
            (str(value) if value is not None else "unknown", int(n))
            for value, n in connection.execute(counted)
        ]
        return dict(sorted(rows, key=lambda row: (-row[1], row[0])))

    @staticmethod
    def _liftings(asked: ListingFilter) -> list[tuple[str, ...]]:
        held = [name for name in _LIFTED_FIRST if name in asked.conditions()]
        one = [(name,) for name in held]
        return one + [tuple(held[:count]) for count in range(2, len(held) + 1)]

    def _read_vocabulary(self, connection: Connection) -> RecordVocabulary:
        table, at = tables.listings.c, tables.places.c
        rows = connection.execute(select(table.title, table.company)).all()
        titles: Counter[str] = Counter()
        for title, _ in rows:
            titles.update({singular(word.folded) for word in words_of(title)})
        counted = func.count(func.distinct(at.listing))
        cities = connection.execute(
            select(at.city, at.region, at.country, counted)
            .where(at.city.is_not(None))
            .group_by(at.city, at.region, at.country)
        )
        regions = connection.execute(
            select(at.region, counted).where(at.region.is_not(None)).group_by(at.region)
        )
        countries = connection.execute(
            select(at.country, counted).where(at.country.is_not(None)).group_by(at.country)
        )
        held = connection.execute(select(tables.skills.c.skill, func.count()).group_by(tables.skills.c.skill))
        return RecordVocabulary(
            total=len(rows),
            companies=Counter(company for _, company in rows if company),
            title_words=titles,
            skills={skill: int(n) for skill, n in held},
            cities={(city, region, country): int(n) for city, region, country, n in cities},
            regions={code: int(n) for code, n in regions},
            countries={code: int(n) for code, n in countries},
            counter=self.mentions,
        )

    def _delete(self, connection: Connection, document: str) -> bool:
        table = tables.listings
        key = connection.execute(select(table.c.key).where(table.c.document == document)).scalar()
        if key is None:
            return False
        for side in (tables.places, tables.terms, tables.degrees, tables.skills):
            connection.execute(delete(side).where(side.c.listing == key))
        connection.execute(delete(tables.texts).where(tables.texts.c.rowid == key))
        connection.execute(delete(table).where(table.c.key == key))
        return True

    @staticmethod
    def _touch(connection: Connection) -> None:
        raised = update(tables.revisions).values(revision=tables.revisions.c.revision + 1)
        if connection.execute(raised).rowcount == 0:
            connection.execute(insert(tables.revisions).values(id=1, revision=1))


def _found(document: str, record: str, spans: str, status: Status) -> FoundListing:
    places = {name: Span(*ends) for name, ends in json.loads(spans).items()}
    return FoundListing(document, Listing.model_validate_json(record), status, places)


def _insert_all(connection: Connection, table: object, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)  # type: ignore[arg-type]


def _pay_a_year(salary: Salary | None) -> float | None:
    amount = (salary.max or salary.min) if salary else None
    if salary is None or salary.per is None or amount is None or salary.per not in _PERIODS_A_YEAR:
        return None
    return amount * _PERIODS_A_YEAR[salary.per]


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
    table = tables.listings.c
    rank = case((status == "open", 0), (status == "unknown", 1), else_=2)
    newest = table.posted.desc().nulls_last()
    column = _sort_column(sort)
    if column is None:
        return [rank, newest, table.title]
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
