"""What a request asks of the listings: conditions, order and page, from the address and back into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from internbot.errors import InvalidRequest
from internbot.listings.filter_text import FIELDS
from internbot.listings.filters import ORDERS, ListingFilter, ListingQuery, Order
from internbot.listings.found import FoundListing
from internbot.records import Records

LONGEST_WORDS = 300
LONGEST_WHERE = 4_000
PAGE_ROWS = 25
_LAST_PAGE = 4_000
_SIGN = re.compile(r"\s*(?:!=|>=|<=|>|<)")
_PORTION = 500
"""Records that an export reads at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, understood.

    Attributes:
        query: filter and order.
        words: the words of the search box, which are already part of the filter.
        uninterpreted: those of them that no condition covers.
        page: from 1.
    """

    query: ListingQuery
    words: str = ""
    uninterpreted: tuple[str, ...] = ()
    page: int = 1

    @property
    def offset(self) -> int:
        """Rows before the page."""
        return (self.page - 1) * PAGE_ROWS


def asked(parameters: QueryParams, records: Records) -> Asked:
    """The request of a page or an export.

    Args:
        parameters: `where` (textual form), the fields of that form by their names, `q` (plain words), `sort` (an
            order's name), `page`; others are ignored.
        records: reads and writes filters.

    Raises:
        InvalidRequest: a parameter is too long, or cannot be read; the message names it.
    """
    where = " ".join(filter(None, (parameters.get("where", "").strip(), *_conditions(parameters))))
    words = " ".join(parameters.get("q", "").split())
    for name, text, longest in (("where", where, LONGEST_WHERE), ("q", words, LONGEST_WORDS)):
        if len(text) > longest:
            raise InvalidRequest(f"{name} has {len(text):,} characters; the limit is {longest:,}")
    query = records.query(where)
    uninterpreted = query.uninterpreted
    if words:
        told = records.query(words)
        uninterpreted = (*uninterpreted, *told.uninterpreted)
        merged = query.filter.model_copy(update=_given(told.filter))
        query = told.model_copy(update={"filter": merged})
    query = ListingQuery(
        filter=query.filter, sort=query.sort, descending=query.descending, fields=query.fields
    )
    query = query.ordered(order_of(parameters.get("sort"), query.order))
    return Asked(query, words, uninterpreted, page_of(parameters.get("page")))


def _conditions(parameters: QueryParams) -> Iterator[str]:
    """The parameters that name fields, such as `place=Seattle` or `pay=>=30USD/hour`, in the textual form."""
    for name, value in parameters.multi_items():
        if name in FIELDS and value.strip():
            sign = _SIGN.match(value)
            text = value[sign.end() :] if sign else value
            quoted = re.sub(r'(["\\])', r"\\\1", text.strip())
            yield f'{name}{sign.group().strip() if sign else "="}"{quoted}"'


def order_of(name: str | None, otherwise: Order = "relevance") -> Order:
    """An order by its name.

    Raises:
        InvalidRequest: there is none of that name.
    """
    if not name:
        return otherwise
    found = next((order for order in ORDERS if order == name), None)
    if found is None:
        raise InvalidRequest(f"sort must be one of {', '.join(ORDERS)}, not {name[:40]!r}")
    return found


def page_of(text: str | None) -> int:
    """The number of a page.

    Raises:
        InvalidRequest: it is none.
    """
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and 1 <= int(text) <= _LAST_PAGE):
        raise InvalidRequest(f"page must be a number from 1 to {_LAST_PAGE:,}")
    return int(text)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the listings, all relative to the server.

    Attributes:
        records: writes filters.
        order: that every address keeps.
    """

    records: Records
    order: Order = "relevance"
    path: str = field(default="/listings")

    def of(self, wanted: ListingFilter, page: int = 1) -> str:
        """The page with a filter."""
        where = self.records.filter_text(wanted)
        parameters = {
            "where": where,
            "sort": self.order if self.order != "relevance" else "",
            "page": str(page) if page > 1 else "",
        }
        query = urlencode(
            {name: value for name, value in parameters.items() if value}, errors="surrogatepass"
        )
        return f"{self.path}?{query}" if query else self.path

    def at(self, path: str) -> Addresses:
        """The same addresses below another path, as of an export."""
        return replace(self, path=path)


def rows_of(records: Records, query: ListingQuery) -> Iterator[FoundListing]:
    """All records of a query in their order, each once, read in portions."""
    seen: set[str] = set()
    offset = 0
    while True:
        rows = records.find(query, first=_PORTION, offset=offset).rows
        # Records that change between two portions may move from one into the other.
        yield from _new(rows, seen)
        offset += _PORTION
        if len(rows) < _PORTION:
            return


def _new(rows: Iterable[FoundListing], seen: set[str]) -> Iterator[FoundListing]:
    for row in rows:
        if row.document not in seen:
            seen.add(row.document)
            yield row


def _given(told: ListingFilter) -> dict[str, object]:
    return {name: getattr(told, name) for name in told.conditions()}
