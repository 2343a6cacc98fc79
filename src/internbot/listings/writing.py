"""Records written into the tables, and taken out of them, many at once; the transaction is the caller's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from internbot.listings import tables
from internbot.listings.gazetteer import place_key
from internbot.listings.record import Listing, PayPeriod, Salary
from internbot.listings.words import fold
from internbot.sources.documents import Span

Entry = tuple[str, Listing, Mapping[str, Span]]
"""Id of a document, its record, and where the record's fields stand in the document's text."""

_PORTION = 500
"""Parameters of one statement that any database takes, and rows that are worth a statement of their own."""
_PERIODS_A_YEAR: dict[PayPeriod, int] = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}

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
        connection.execute(delete(tables.texts).where(tables.texts.c.rowid.in_(keys)))
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


def _listing(document: str, listing: Listing) -> Row:
    ends = listing.ends()
    expires = listing.expires_at
    return {
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
            yield (
                tables.places,
                {
                    "listing": key,
                    "city": place.city,
                    "city_key": place_key(place.city) if place.city else None,
                    "region": place.region,
                    "country": place.country,
                },
            )
    for term in listing.term:
        yield tables.terms, {"listing": key, "season": term.season, "year": term.year}
    for level in listing.degree_levels:
        yield tables.degrees, {"listing": key, "level": level}
    for skill in listing.skills:
        yield tables.skills, {"listing": key, "skill": fold(skill)}
    written = [place.text for place in listing.locations]
    body = (listing.description or "", *listing.responsibilities, *listing.qualifications, *written)
    yield (
        tables.texts,
        {
            "rowid": key,
            "title": listing.title,
            "company": listing.company or "",
            "skills": "\n".join(listing.skills),
            "body": "\n".join(body),
        },
    )


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _PORTION):
        yield values[at : at + _PORTION]


def _pay_a_year(salary: Salary | None) -> float | None:
    if salary is None or salary.per is None or salary.per == "total":
        return None
    amount = salary.max if salary.max is not None else salary.min
    return None if amount is None else amount * _PERIODS_A_YEAR[salary.per]
