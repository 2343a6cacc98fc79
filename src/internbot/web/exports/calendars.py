"""Deadlines of listings as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from internbot.listings.found import FoundListing
from internbot.web.exports.plain_texts import one_line
from internbot.web.links import web_address

_PRODUCT = "-//internbot//deadlines//EN"
_NAME = "Internship deadlines"


def calendar_parts(rows: Iterable[FoundListing], now: datetime) -> Iterator[bytes]:
    """The file piece by piece: an event for each posting that has a deadline and is not closed.

    A deadline that is a day fills that day; one that is an instant is given in UTC.

    Args:
        rows: the records.
        now: when the file is made, with a time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _NAME)
    head, end, tail = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for row in rows:
        if row.listing.expires_at is not None and row.status != "closed":
            yield _event(row, now).to_ical()
    yield end + tail


def _event(row: FoundListing, now: datetime) -> Event:
    listing = row.listing
    expires = listing.expires_at
    event = Event()
    # The same posting keeps its event when the file is fetched again.
    event.add(
        "uid", f"{hashlib.sha256(row.document.encode(errors='surrogatepass')).hexdigest()[:32]}@internbot"
    )
    event.add("dtstamp", now.astimezone(UTC))
    name = ", ".join(one_line(part) for part in (listing.title, listing.company) if part)
    event.add("summary", f"Apply by today: {name}")
    ends = ""
    if isinstance(expires, datetime):
        event.add("dtstart", listing.deadline())
    elif isinstance(expires, date):
        event.add("dtstart", expires)
        event.add("dtend", expires + timedelta(days=1))
        ends = f"The day ends in: {listing.deadline_at()}."
    event.add("transp", "TRANSPARENT")
    places = "; ".join(one_line(place.text) for place in listing.locations)
    if places:
        event.add("location", places)
    address = web_address(listing.apply_url) or web_address(listing.source_url)
    event.add(
        "description", " ".join(filter(None, (ends, "As the posting said when it was last read.", address)))
    )
    if address:
        event.add("url", address)
    return event
