"""The records of the listings as programs and pages ask for them: conditions in, complete results out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC
from typing import Any

from internbot.answering.listing_results import listing_result
from internbot.clock import Clock
from internbot.index.catalog import Catalog
from internbot.listings.facets import FacetValue, facet_values
from internbot.listings.filter_text import FilterText
from internbot.listings.filters import GroupKey, ListingFilter, ListingQuery, Order
from internbot.listings.found import Found
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.query import QueryReader
from internbot.listings.store import ListingStore


class Records:
    """Finds records by conditions, plain words, filters or queries."""

    def __init__(
        self, store: ListingStore, catalog: Catalog, queries: QueryReader, gazetteer: Gazetteer, clock: Clock
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._queries = queries
        self._gazetteer = gazetteer
        self._filter_text = FilterText(gazetteer)
        self._clock = clock

    def find(
        self,
        where: str | ListingFilter | ListingQuery = "",
        *,
        order: Order | None = None,
        first: int | None = 10,
        offset: int = 0,
    ) -> Found:
        """The records that match, completely counted, with a page of them, each with the day it was last seen on.

        Args:
            where: conditions (`place=Seattle status=open`), a question in plain words, a filter or a query.
            order: instead of the one that a question asks for.
            first: how many rows to return, None for all.
            offset: rows to leave out before them.

        Raises:
            InvalidRequest: a condition names what is not known; the message says what is.
        """
        query = self.query(where)
        if order is not None:
            query = query.ordered(order)
        return self._seen(self._store.find(query, self._clock(), first=first, offset=offset))

    def result(
        self,
        where: str = "",
        *,
        order: Order | None = None,
        first: int | None = 10,
        offset: int = 0,
    ) -> dict[str, Any]:
        """What `find` finds as JSON, with the day of the last look at the sources; arguments and errors as there."""
        found = self.find(where, order=order, first=first, offset=offset)
        checked = self._catalog.counts().checked
        return {
            **listing_result(found, self.filter_text),
            "checked_on": checked.date().isoformat() if checked else None,
        }

    def _seen(self, found: Found) -> Found:
        """The same with the days of the last looks, which are kept beside the documents: they change daily."""
        nearest = found.nearest and self._seen(found.nearest)
        moments = self._catalog.last_seen([one.document for one in found.rows])
        days = {document: moment.astimezone(UTC).date() for document, moment in moments.items()}
        rows = [
            replace(one, listing=one.listing.model_copy(update={"last_seen_at": days.get(one.document)}))
            for one in found.rows
        ]
        return replace(found, rows=tuple(rows), nearest=nearest)

    def query(self, where: str | ListingFilter | ListingQuery) -> ListingQuery:
        """What `find` asks for the same `where`; arguments and errors as there."""
        if isinstance(where, ListingQuery):
            return where
        if isinstance(where, ListingFilter):
            return ListingQuery(filter=where)
        vocabulary = self._store.vocabulary()
        if self._filter_text.is_one(where):
            return ListingQuery(filter=self._filter_text.read(where, vocabulary))
        return self._queries.read(where, vocabulary, self._clock().date()).query

    def facets(
        self, where: str | ListingFilter | ListingQuery = "", *, most: int = 50
    ) -> dict[GroupKey, tuple[FacetValue, ...]]:
        """What the records that match can be narrowed by; each facet counts without its own conditions.

        Args:
            where: as for `find`, with its errors.
            most: values of a facet, those of most records first.
        """
        wanted = self.query(where).filter
        counts = self._store.facets(wanted, self._clock(), most=most)
        return facet_values(counts, wanted, self._gazetteer)

    def filter_text(self, wanted: ListingFilter) -> str:
        """A filter as one line, for an address; `find` reads it as the same filter."""
        return self._filter_text.write(wanted)

    def posting(self, named: str) -> str | None:
        """The id of the one listing that has this id or address."""
        if self.find(ListingFilter(documents=(named,)), first=1).rows:
            return named
        heads = self._catalog.at_address(named, "listing")
        return heads[0].id if len(heads) == 1 else None

    def closed(self, documents: Collection[str]) -> set[str]:
        """Those of the documents that are listings and are closed now."""
        if not documents:
            return set()
        wanted = ListingFilter(documents=tuple(documents), status=("closed",))
        return {row.document for row in self._store.find(wanted, self._clock(), first=None).rows}
