"""The listings to browse: facets, search in plain words, orders, pages; all in the address, none of it script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from fastapi import FastAPI, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse, Response, StreamingResponse

from internbot.answering.listing_answers import chips
from internbot.answering.record_wording import FACTS, asked_fields, fact
from internbot.assistant import Assistant
from internbot.errors import InvalidRequest, NotFound
from internbot.listings.condition_names import label
from internbot.listings.filters import ListingFilter, ListingQuery, Order, RecordField
from internbot.listings.found import Found, FoundListing
from internbot.listings.record import Listing
from internbot.web.dates import in_short, in_words
from internbot.web.exports.calendars import calendar_parts
from internbot.web.exports.tables import csv_lines
from internbot.web.links import record_path
from internbot.web.listing_facets import facets
from internbot.web.listing_requests import LONGEST_WORDS, PAGE_ROWS, Addresses, Asked, asked, rows_of
from internbot.web.listing_table import STATUS_WORDS
from internbot.web.record_page import record_fields
from internbot.web.source_page import PAGE_HEADERS, templates

_EXAMPLE = "remote data internships that close this month"
_FIRST_PLACES = 3
_ORDER_LABELS: Mapping[Order, str] = {
    "relevance": "Best match",
    "closing-soonest": "Closing soonest",
    "newest": "Newest",
    "best-paid": "Best paid",
    "least-experience": "Least experience",
}


@dataclass(frozen=True, slots=True)
class _Cell:
    label: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    record: str
    status: str
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Note:
    """A line for the reader, with a link where something follows from it."""

    text: str
    link: str = ""
    address: str = ""


def add_listings_pages(app: FastAPI, assistant: Assistant, root: str = "") -> None:
    """Adds `/listings`, its exports `/listings.csv` and `/listings.ics`, and a page for each record below it.

    `root` is the path that the server is shown at.
    """
    pages = templates(root)

    def answered(request: Request, make: Callable[[Asked], Response]) -> Response:
        try:
            return make(asked(request.query_params, assistant.records))
        except InvalidRequest as error:
            return _problem(pages, "This search cannot be read", str(error), 422)

    @app.get("/listings", include_in_schema=False)
    def listings(request: Request) -> Response:
        def page(wanted: Asked) -> Response:
            found = assistant.records.find(wanted.query, first=PAGE_ROWS, offset=wanted.offset)
            shown = pages.get_template("listings.html").render(_page(assistant, wanted, found, root))
            return HTMLResponse(shown, 200, PAGE_HEADERS)

        return answered(request, page)

    @app.get("/listings.csv", include_in_schema=False)
    def table(request: Request) -> Response:
        def file(wanted: Asked) -> Response:
            lines = (
                line.encode(errors="replace") for line in csv_lines(rows_of(assistant.records, wanted.query))
            )
            return StreamingResponse(
                lines, headers=_download("listings.csv"), media_type="text/csv; charset=utf-8"
            )

        return answered(request, file)

    @app.get("/listings.ics", include_in_schema=False)
    def calendar(request: Request) -> Response:
        def file(wanted: Asked) -> Response:
            parts = calendar_parts(rows_of(assistant.records, wanted.query), assistant.clock())
            named = _download("deadlines.ics")
            return StreamingResponse(parts, headers=named, media_type="text/calendar; charset=utf-8")

        return answered(request, file)

    @app.get("/listings/{document:path}", include_in_schema=False)
    def record(request: Request, document: str) -> Response:
        key = request.query_params.get("id") or document
        query = ListingQuery(filter=ListingFilter(documents=(key,)))
        rows = assistant.records.find(query, first=1).rows if key else ()
        try:
            stored = assistant.show(key) if rows else None
        except NotFound:
            stored = None
        if stored is None or not rows:
            told = "It may have been removed since the page was made, or the address is incomplete."
            return _problem(pages, "There is no such listing", told, 404)
        shown = pages.get_template("record.html").render(record_fields(rows[0], stored, root))
        return HTMLResponse(shown, 200, PAGE_HEADERS)


def _problem(pages: Environment, what: str, why: str, status: int) -> Response:
    shown = pages.get_template("bad_listings.html").render(what=what, why=why)
    return HTMLResponse(shown, status, PAGE_HEADERS)


def _download(name: str) -> dict[str, str]:
    return {**PAGE_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}


def _page(assistant: Assistant, wanted: Asked, found: Found, root: str) -> dict[str, Any]:
    query = wanted.query
    addresses = Addresses(assistant.records, query.order, f"{root}/listings")
    extra = _extra(query)
    pages = max(1, -(-found.total // PAGE_ROWS))
    checked = assistant.overview().checked_on
    first = wanted.offset + 1
    rows = _rows(found.rows, extra, root)
    return {
        "heading": "Listings",
        "words": "",
        "longest": LONGEST_WORDS,
        "example": _EXAMPLE,
        "where": assistant.records.filter_text(query.filter),
        "sort": query.order,
        "totals": totals(found),
        "total": found.total,
        "notes": _notes(wanted, found, addresses),
        "chips": chips(query.filter, addresses.of),
        "csv": addresses.at(f"{root}/listings.csv").of(query.filter),
        "ics": addresses.at(f"{root}/listings.ics").of(query.filter),
        "orders": [
            {
                "label": label,
                "current": order == query.order,
                "address": replace(addresses, order=order).of(query.filter),
            }
            for order, label in _ORDER_LABELS.items()
        ],
        "columns": ("Title", *(cell.label for cell in rows[0].cells)) if rows else (),
        "rows": rows,
        "caption": f"Postings {first:,} to {first + len(found.rows) - 1:,} of {found.total:,}",
        "page": wanted.page,
        "pages": pages,
        "previous": addresses.of(query.filter, wanted.page - 1) if wanted.page > 1 else None,
        "next": addresses.of(query.filter, wanted.page + 1) if wanted.page < pages else None,
        "checked": f"Checked on {in_words(checked)}." if checked else "Nothing has been read yet.",
        "facets": facets(assistant.records.facets(query.filter), addresses.of),
    }


def totals(found: Found) -> str:
    """Such as "37 match, 30 open, 5 undated, 2 closed"."""
    if not found.total:
        return "None match"
    parts = [f"{found.total:,} match" if found.total > 1 else "1 matches"]
    states = ((found.open, "open"), (found.unknown, "undated"), (found.closed, "closed"))
    return ", ".join([*parts, *(f"{count:,} {state}" for count, state in states if count)])


def _notes(wanted: Asked, found: Found, addresses: Addresses) -> list[_Note]:
    notes = []
    if wanted.uninterpreted:
        words = ", ".join(f"“{word}”" for word in wanted.uninterpreted)
        notes.append(_Note(f"Not used to search: {words}."))
    if found.nearest is not None:
        lifted = ", ".join(label(name) for name in found.lifted)
        wider = addresses.of(wanted.query.filter.without(*found.lifted))
        notes.append(_Note(f"Without the condition on {lifted}:", f"see {found.nearest.total:,}", wider))
    if found.not_compared:
        others = ", ".join(f"{count:,} in {name}" for name, count in found.not_compared.items())
        notes.append(_Note(f"Pay is only compared in {found.currency}. Left out: {others}."))
    if "unknown" not in wanted.query.filter.sponsorship and wanted.query.filter.sponsorship:
        notes.append(_Note("Postings that do not say whether they sponsor visas are not counted."))
    return notes


def _extra(query: ListingQuery) -> tuple[RecordField, ...]:
    """Columns beside the fixed ones: what the filter or the order is about."""
    return tuple(
        name for name in asked_fields(query) if name in FACTS and name not in ("remote", "employment_type")
    )[:2]


def _rows(found: Sequence[FoundListing], extra: Iterable[RecordField], root: str) -> list[_Row]:
    """The rows of a page; a term that none of them has gets no column."""
    termed = any(one.listing.term for one in found)
    rows = []
    for one in found:
        listing = one.listing
        cells = [
            _Cell("Company", "company", listing.company or ""),
            _Cell("Place", "place", places(listing)),
            *([_Cell("Term", "term", "; ".join(map(str, listing.term)))] if termed else []),
            *(_Cell(FACTS[name], "fact", _fact(listing, name)) for name in extra),
            _Cell("Closes", "closes", _closes(listing)),
            _Cell("Status", "status", STATUS_WORDS[one.status]),
        ]
        rows.append(_Row(listing.title, record_path(one.document, root=root), one.status, tuple(cells)))
    return rows


def _fact(listing: Listing, name: RecordField) -> str:
    if name == "posted_at":
        return in_short(listing.posted_at) if listing.posted_at else ""
    return fact(listing, name) or ""


def places(listing: Listing) -> str:
    """The first places of a record, how many more it has, and whether it is remote."""
    texts = [place.text for place in listing.locations]
    others = len(texts) - _FIRST_PLACES
    told = "; ".join([*texts[:_FIRST_PLACES], *([f"{others} more"] if others > 0 else [])])
    remote = {"yes": "remote", "hybrid": "hybrid"}.get(listing.remote)
    if remote and remote not in told.lower():
        return f"{told} ({remote})" if told else remote
    return told


def _closes(listing: Listing) -> str:
    expires = listing.expires_at
    day: date | None = expires.date() if isinstance(expires, datetime) else expires
    return in_short(day) if day else ""
