"""Records kept in SQL, and every filter answered over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Engine, select

from internbot.listings import tables, texts
from internbot.listings.columns import Columns
from internbot.listings.facets import named_groups
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery
from internbot.listings.found import Found, FoundListing
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.loading import current
from internbot.listings.looks import FACETS, Look
from internbot.listings.record import Listing
from internbot.listings.vocabulary import RecordVocabulary, VocabularyBuilder
from internbot.listings.writing import Entry, erase, kept_entry, write
from internbot.sources.documents import Span

_PORTION = 500
# What to lift first where nothing matches: the kind of post, then what changes with time, then what narrows.
_LIFTED_FIRST = (
    "employment_types", "status", "closes", "stated", "not_stated", "posted", "terms", "pay", "paid", "sponsorship",
    "remote", "experience", "not_degrees", "degrees", "words", "skills", "disciplines", "titles", "companies", "places",
)  # fmt: skip


class ListingStore:
    """The records of all listing documents. Writes belong to the caller's transaction."""

    def __init__(self, engine: Engine, gazetteer: Gazetteer | None = None) -> None:
        """Open the records, or make the tables for them.

        Args:
            engine: of the database.
            gazetteer: names the countries and regions that a result is grouped by; without it their codes stand.
        """
        self._engine = engine
        self._gazetteer = gazetteer
        self._lock = Lock()
        self._columns: Columns | None = None
        self._vocabulary = VocabularyBuilder(self.mentions)
        with engine.begin() as connection:
            older = tables.create(connection)
            write(connection, (kept_entry(*row) for row in older))

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
            entries = [kept_entry(*row) for row in held]
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
            look = Look(connection, self._current(connection), asked.filter, now)
            found = self._named(look.find(asked, first, offset))
            if asked.mode == "compare" and (sides := asked.filter.alternatives()):
                columns = self._current(connection)
                counts = {
                    name: Look(connection, columns, side, now).count(side) for name, side in sides.items()
                }
                found = replace(found, groups=counts)
            if found.total or not asked.filter.conditions():
                return found
            for lifted in _liftings(asked.filter):
                wider = asked.model_copy(update={"filter": asked.filter.without(*lifted)})
                nearest = self._named(look.find(wider, first, 0))
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
            look = Look(connection, self._current(connection), wanted, now)
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

    def _named(self, found: Found) -> Found:
        by = found.query.group_by
        if self._gazetteer is None or found.groups is None or by is None:
            return found
        return replace(found, groups=named_groups(found.groups, by, self._gazetteer))

    def _current(self, connection: Connection) -> Columns:
        with self._lock:
            held = current(connection, self._columns)
            if self._columns is None or held.newest >= self._columns.newest:
                self._columns = held
            return held


def _liftings(asked: ListingFilter) -> list[tuple[str, ...]]:
    """What to lift, one condition at a time before several."""
    held = [name for name in _LIFTED_FIRST if name in asked.conditions()]
    return [(name,) for name in held] + [tuple(held[:count]) for count in range(2, len(held) + 1)]
