"""Records written into the tables, and taken out of them, many at once; the transaction is the caller's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from internbot.listings import tables, texts
from internbot.listings.disciplines import disciplines_of
from internbot.listings.filters import HOURS
from internbot.listings.record import Listing, Salary
from internbot.listings.words import fold
from internbot.sources.documents import Span

Entry = tuple[str, Listing, Mapping[str, Span]]
"""Id of a document, its record, and where the record's fields stand in the document's text."""

_PORTION = 500
"""Parameters of one statement that any database takes, and rows that are worth a statement of their own."""

Row = dict[str, Any]


def write(connection: Connection, entries: Iterable[Entry]) -> None:
    """Keep records under their documents' ids, in place of what was kept under them; the last one of an id wins."""
    remaining = iter(entries)
    while portion := {entry[0]: entry for entry in islice(remaining, _PORTION)}:
        erase(connection, list(portion))
        _insert(connection, list(portion.values()))


def erase(connection: Connection, documents: Sequence[str]) -> None:
    """Forget the records of documents; nothing happens for those that have none."""
    table = tables.listings
    for part in _portions(documents):
        keys = connection.scalars(select(table.c.key).where(table.c.document.in_(part))).all()
        if not keys:
            continue
        for side in (tables.records, tables.places, tables.terms, tables.degrees, tables.skills):
            connection.execute(delete(side).where(side.c.listing.in_(keys)))
        texts.erase(connection, keys)
        connection.execute(delete(table).where(table.c.key.in_(keys)))


def _insert(connection: Connection, entries: Sequence[Entry]) -> None:
    table = tables.listings
    connection.execute(insert(table), [_listing(document, listing) for document, listing, _ in entries])
    documents = [document for document, _, _ in entries]
    made = select(table.c.document, table.c.key).where(table.c.document.in_(documents))
    keys = {document: int(key) for document, key in connection.execute(made)}
    rows: dict[Table, list[Row]] = {}
    for document, listing, spans in entries:
        for side, row in _sides(keys[document], listing, spans):
            rows.setdefault(side, []).append(row)
    for side, many in rows.items():
        connection.execute(insert(side), many)
    texts.write(connection, [(keys[document], listing) for document, listing, _ in entries])


def _listing(document: str, listing: Listing) -> Row:
    ends = listing.ends()
    expires = listing.expires_at
    return {
        "document": document,
        "title": listing.title,
        "company": listing.company,
        "disciplines": " ".join(disciplines_of(listing.title)),
        "remote": listing.remote,
        "employment_type": listing.employment_type,
        "experience": listing.experience_years,
        "sponsorship": listing.sponsorship,
        "standing": listing.active if listing.active != "unknown" or expires is None else "open",
        "posted": listing.posted_at,
        "expires": expires.date() if isinstance(expires, datetime) else expires,
        "ends": int(ends.timestamp()) if ends else None,
        **_pay(listing.salary),
    }


def _sides(key: int, listing: Listing, spans: Mapping[str, Span]) -> Iterator[tuple[Table, Row]]:
    yield (
        tables.records,
        {
            "listing": key,
            "record": listing.model_dump_json(exclude_defaults=True),
            "spans": json.dumps({name: (span.start, span.end) for name, span in spans.items()}),
        },
    )
    for place in listing.locations:
        if place.city or place.region or place.country:
            where = {"city": place.city, "region": place.region, "country": place.country}
            yield tables.places, {"listing": key, **where}
    for term in listing.term:
        yield tables.terms, {"listing": key, "season": term.season, "year": term.year}
    for level in listing.degree_levels:
        yield tables.degrees, {"listing": key, "level": level}
    for skill in listing.skills:
        yield tables.skills, {"listing": key, "skill": fold(skill)}


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _PORTION):
        yield values[at : at + _PORTION]


def _pay(salary: Salary | None) -> Row:
    """Pay as amounts of a full-time year, so that periods compare; only where currency and period are stated."""
    amounts = [amount for amount in (salary.min, salary.max) if amount is not None] if salary else []
    row: Row = {"pay_least": None, "pay_most": None, "currency": None, "pays": None}
    if salary is None:
        return row
    row["pays"] = "yes" if max(amounts) > 0 else "no"
    if salary.currency is None or salary.per is None or salary.per == "total":
        return row
    year = HOURS["year"] / HOURS[salary.per]
    least, most = (None if amount is None else amount * year for amount in (salary.min, salary.max))
    return row | {"pay_least": least, "pay_most": most, "currency": salary.currency}


def kept_entry(document: str, record: str, spans: str) -> Entry:
    """The entry that a row of `tables.records` was written from."""
    places = {name: Span(*ends) for name, ends in json.loads(spans).items()}
    return document, Listing.model_validate_json(record), places
