"""A filter's conditions, each as the set of records that meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from internbot.listings import tables, texts
from internbot.listings.columns import (
    DEGREES,
    EMPLOYMENT,
    NONE,
    REMOTE,
    SPONSORSHIP,
    STATUSES,
    CityKey,
    Columns,
    Floats,
    Ints,
    Mask,
)
from internbot.listings.disciplines import DISCIPLINES
from internbot.listings.filters import HOURS, Days, ListingFilter, PayRange, PlaceChoice, TermChoice
from internbot.listings.gazetteer import place_key
from internbot.listings.words import fold

_TEXT = ("titles", "skills", "words")
"""Conditions that one full-text query answers together."""
_SLACK = 1e-6
"""Of an amount; 5,200 a month is 30 an hour."""


def status_at(columns: Columns, now: datetime) -> Ints:
    """The status of each record at `now`, as an index into `STATUSES`; the same rule as `Listing.status`."""
    over = columns.ends <= int(now.timestamp())
    return np.where(over, STATUSES.index("closed"), columns.standing)


def masks(connection: Connection, columns: Columns, wanted: ListingFilter, now: datetime) -> dict[str, Mask]:
    """The records that meet each condition of the filter, by the condition's name; empty for an empty filter."""
    found = dict(_masks(connection, columns, wanted, now))
    held = [name for name in _TEXT if getattr(wanted, name)]
    for name in held:
        one = ListingFilter().model_copy(update={name: getattr(wanted, name)})
        found[name] = columns.rows_of(texts.matching(connection, texts.required(one)))
    return found


def together(columns: Columns, met: Iterable[Mask]) -> Mask:
    """The records that meet all of some conditions."""
    all_met = np.ones(len(columns), np.bool_)
    for one in met:
        all_met &= one
    return all_met


def _masks(
    connection: Connection, columns: Columns, wanted: ListingFilter, now: datetime
) -> Iterator[tuple[str, Mask]]:
    if wanted.documents:
        table = tables.listings.c
        keys = connection.scalars(select(table.key).where(table.document.in_(wanted.documents))).all()
        yield "documents", columns.rows_of(np.array(keys, dtype=np.int64))
    if wanted.companies:
        yield "companies", _company(columns, wanted.companies)
    if wanted.not_companies:
        yield "not_companies", ~_company(columns, wanted.not_companies)
    if wanted.places:
        yield "places", _in_places(columns, wanted.places)
    if wanted.not_places:
        yield "not_places", ~_in_places(columns, wanted.not_places)
    if wanted.disciplines:
        yield "disciplines", columns.disciplines & _bits(DISCIPLINES, wanted.disciplines) != 0
    if wanted.not_disciplines:
        yield "not_disciplines", columns.disciplines & _bits(DISCIPLINES, wanted.not_disciplines) == 0
    if wanted.remote:
        yield "remote", _among(columns.remote, REMOTE, wanted.remote)
    if wanted.employment_types:
        yield "employment_types", _among(columns.employment, EMPLOYMENT, wanted.employment_types)
    if wanted.not_employment_types:
        yield "not_employment_types", ~_among(columns.employment, EMPLOYMENT, wanted.not_employment_types)
    if wanted.terms:
        yield "terms", _in_terms(columns, wanted.terms)
    if wanted.not_terms:
        yield "not_terms", ~_in_terms(columns, wanted.not_terms)
    if wanted.degrees:
        yield "degrees", columns.degrees & _bits(DEGREES, wanted.degrees) != 0
    if wanted.not_degrees:
        yield "not_degrees", columns.degrees & _bits(DEGREES, wanted.not_degrees) == 0
    if wanted.experience:
        years = wanted.experience
        yield "experience", _between(columns.experience, years.least, years.most)
    if wanted.sponsorship:
        yield "sponsorship", _among(columns.sponsorship, SPONSORSHIP, wanted.sponsorship)
    if wanted.status:
        yield "status", _among(status_at(columns, now), STATUSES, wanted.status)
    if wanted.pay:
        yield "pay", _paying(columns, wanted.pay)
    if wanted.paid is not None:
        yield "paid", columns.pays == int(wanted.paid)
    if wanted.posted:
        yield "posted", _on_days(columns.posted, wanted.posted)
    if wanted.closes:
        yield "closes", _on_days(columns.expires, wanted.closes)
    if wanted.stated:
        yield "stated", together(columns, (~columns.unstated(one) for one in wanted.stated))
    if wanted.not_stated:
        yield "not_stated", together(columns, map(columns.unstated, wanted.not_stated))
    if wanted.not_titles:
        yield "not_titles", _without(connection, columns, map(texts.in_title, wanted.not_titles))
    if wanted.not_words:
        yield "not_words", _without(connection, columns, map(texts.phrase, wanted.not_words))


def in_currency(columns: Columns, currency: str) -> Mask:
    """The records whose pay is stated in a currency, and for a period."""
    if currency not in columns.currencies.values:
        return np.zeros(len(columns), np.bool_)
    met: Mask = columns.currency == columns.currencies.of(currency)
    return met


def _company(columns: Columns, names: Iterable[str]) -> Mask:
    keys = {fold(name) for name in names}
    met = np.array([*(key in keys for key in columns.company_keys), False])
    return met[columns.company]  # -1, the unknown, is the last


def _in_places(columns: Columns, choices: Iterable[PlaceChoice]) -> Mask:
    wanted = np.zeros(len(columns.city_keys), np.bool_)
    for choice in choices:
        city = place_key(choice.city) if choice.city else None
        for at, (key, place) in enumerate(zip(columns.city_keys, columns.places.codes.values, strict=False)):
            wanted[at] |= (city is None or key == city) and _is_in(place, choice)
    return columns.having(columns.places, wanted)


def _is_in(place: CityKey, choice: PlaceChoice) -> bool:
    _, region, country = place
    return (not choice.countries or country in choice.countries) and (
        choice.region is None or region == choice.region
    )


def _in_terms(columns: Columns, choices: Iterable[TermChoice]) -> Mask:
    alternatives = tuple(choices)
    wanted = _marks(
        columns.terms.codes.values,
        lambda term: any(
            (one.season is None or term[0] == one.season) and (one.year is None or term[1] == one.year)
            for one in alternatives
        ),
    )
    return columns.having(columns.terms, wanted)


def _paying(columns: Columns, pay: PayRange) -> Mask:
    """All that is stated lies in the range; "up to 40" promises no 30."""
    year = HOURS["year"] / HOURS[pay.per]
    met = in_currency(columns, pay.currency)
    if pay.least is not None:
        met = met & (columns.pay_least >= pay.least * year * (1 - _SLACK))
    if pay.most is not None:
        met = met & (columns.pay_most <= pay.most * year * (1 + _SLACK))
    return met


def _without(connection: Connection, columns: Columns, queries: Iterable[str]) -> Mask:
    met = np.ones(len(columns), np.bool_)
    for query in queries:
        met &= ~columns.rows_of(texts.matching(connection, query))
    return met


def _marks(values: list[Any], met: Any) -> Mask:
    return np.fromiter((met(value) for value in values), np.bool_, len(values))


def _bits(names: tuple[str, ...], wanted: Iterable[str]) -> int:
    return sum(1 << names.index(one) for one in set(wanted))


def _among(column: Ints, names: tuple[str, ...], wanted: Iterable[str]) -> Mask:
    met = np.zeros(len(names), np.bool_)
    met[[names.index(one) for one in wanted]] = True
    return met[column]


def _between(column: Floats, least: float | None, most: float | None) -> Mask:
    met = ~np.isnan(column)
    if least is not None:
        met &= column >= least
    if most is not None:
        met &= column <= most
    return met


def _on_days(column: Ints, days: Days) -> Mask:
    first, last = days.first or date.min, days.last or date.max
    met: Mask = (column != NONE) & (column >= first.toordinal()) & (column <= last.toordinal())
    return met
