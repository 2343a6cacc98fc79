"""A record written into the tables, and taken out of them; the transaction is the caller's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from internbot.listings import tables
from internbot.listings.gazetteer import place_key
from internbot.listings.record import Listing, PayPeriod, Salary
from internbot.listings.words import fold
from internbot.sources.documents import Span

_PERIODS_A_YEAR: dict[PayPeriod, int] = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}


def write(connection: Connection, document: str, listing: Listing, field_spans: Mapping[str, Span]) -> None:
    """Keep a record under its document's id, in place of what was kept under it."""
    erase(connection, document)
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
    }
    result = connection.execute(insert(tables.listings).values(values))
    key = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
    spans = json.dumps({name: (span.start, span.end) for name, span in field_spans.items()})
    record = {"listing": key, "record": listing.model_dump_json(exclude_defaults=True), "spans": spans}
    connection.execute(insert(tables.records), record)
    places = [
        {
            "listing": key,
            "city": place.city,
            "city_key": place_key(place.city) if place.city else None,
            "region": place.region,
            "country": place.country,
        }
        for place in listing.locations
        if place.city or place.region or place.country
    ]
    _insert_all(connection, tables.places, places)
    terms = [{"listing": key, "season": term.season, "year": term.year} for term in listing.term]
    _insert_all(connection, tables.terms, terms)
    _insert_all(
        connection, tables.degrees, [{"listing": key, "level": level} for level in listing.degree_levels]
    )
    _insert_all(
        connection, tables.skills, [{"listing": key, "skill": fold(skill)} for skill in listing.skills]
    )
    written = [place.text for place in listing.locations]
    body = (listing.description or "", *listing.responsibilities, *listing.qualifications, *written)
    text = {
        "rowid": key,
        "title": listing.title,
        "company": listing.company or "",
        "skills": "\n".join(listing.skills),
        "body": "\n".join(body),
    }
    connection.execute(insert(tables.texts), text)


def erase(connection: Connection, document: str) -> None:
    """Forget the record of a document; nothing happens where there is none."""
    table = tables.listings
    key = connection.execute(select(table.c.key).where(table.c.document == document)).scalar()
    if key is None:
        return
    for side in (tables.records, tables.places, tables.terms, tables.degrees, tables.skills):
        connection.execute(delete(side).where(side.c.listing == key))
    connection.execute(delete(tables.texts).where(tables.texts.c.rowid == key))
    connection.execute(delete(table).where(table.c.key == key))


def _insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def _pay_a_year(salary: Salary | None) -> float | None:
    amount = (salary.max or salary.min) if salary else None
    if salary is None or salary.per is None or amount is None or salary.per not in _PERIODS_A_YEAR:
        return None
    return amount * _PERIODS_A_YEAR[salary.per]
