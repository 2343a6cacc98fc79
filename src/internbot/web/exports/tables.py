"""Listings as CSV: one row a record, dates in ISO form, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from internbot.answering.record_wording import fact
from internbot.listings.found import FoundListing
from internbot.listings.record import Listing
from internbot.web.exports.plain_texts import cell
from internbot.web.links import web_address

COLUMNS = (
    "title", "company", "places", "remote", "kind", "term", "degrees", "experience_years", "sponsorship",
    "pay", "skills", "posted", "closes", "closes_in", "status", "apply_url", "source_url", "id",
)  # fmt: skip
_STATUS = {"open": "open", "closed": "closed", "unknown": "undated"}


def csv_lines(rows: Iterable[FoundListing]) -> Iterator[str]:
    """The file line by line (RFC 4180, with CRLF), its head first; what is not known is an empty cell."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows:
        yield _line([cell(value) for value in _values(row)])


def _values(row: FoundListing) -> tuple[str, ...]:
    listing = row.listing
    return (
        listing.title,
        listing.company or "",
        "; ".join(place.text for place in listing.locations),
        fact(listing, "remote") or "",
        fact(listing, "employment_type") or "",
        fact(listing, "term") or "",
        fact(listing, "degree_levels") or "",
        f"{listing.experience_years:g}" if listing.experience_years is not None else "",
        fact(listing, "sponsorship") or "",
        fact(listing, "salary") or "",
        fact(listing, "skills") or "",
        _iso(listing.posted_at),
        _iso(listing.expires_at),
        _zone(listing),
        _STATUS[row.status],
        web_address(listing.apply_url) or "",
        web_address(listing.source_url) or "",
        row.document,
    )


def _iso(value: datetime | date | None) -> str:
    return value.isoformat() if value else ""


def _zone(listing: Listing) -> str:
    """Where the closing day ends."""
    timed = isinstance(listing.expires_at, datetime) and listing.expires_at.tzinfo is not None
    return listing.deadline_at() if listing.expires_at and not timed else ""


def _line(values: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(list(values))
    return written.getvalue()
