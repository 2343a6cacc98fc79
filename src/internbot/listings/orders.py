"""Records in the order that is asked for, and the number of them by value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from internbot.listings.columns import (
    DEGREES,
    EMPLOYMENT,
    NONE,
    REMOTE,
    SPONSORSHIP,
    STATUSES,
    Columns,
    Ints,
    Many,
    Mask,
)
from internbot.listings.conditions import in_currency
from internbot.listings.disciplines import DISCIPLINES
from internbot.listings.filters import GroupKey, SortKey

# An order is one number a record, put together from: closed, value unknown, value, status, days since posted, row.
_ROW_BITS, _POSTED_BITS, _STATUS_BITS, _VALUE_BITS = 23, 16, 2, 20
_EPOCH = 726_000
"""The first ordinal that fits in `_POSTED_BITS`: some day of 1988."""
_CLOSED = STATUSES.index("closed")


class Ranking:
    """The order of all records by one field; closed ones come last, then those whose field is unknown.

    Attributes:
        number: of each record, the smaller the earlier; no two are the same.
        known: the records whose field is known.
    """

    def __init__(
        self,
        columns: Columns,
        status: Ints,
        sort: SortKey,
        *,
        descending: bool,
        currency: str | None,
        best: Ints,
    ) -> None:
        """Rank the records.

        Args:
            columns: the records.
            status: of each, as an index into `STATUSES`.
            sort: the field; relevance is by status, then by place in `best`, then newest first.
            descending: the largest first.
            currency: the one that pay is compared in.
            best: rows of the records that match words, best first.
        """
        value, self.known = _values(columns, sort, descending=descending, currency=currency)
        if sort == "relevance":
            value = np.full(len(columns), len(best), np.int64)
            value[best] = np.arange(len(best))
        elif descending:
            value = (1 << _VALUE_BITS) - 1 - value
        lead = (
            ((status == _CLOSED).astype(np.int64), 1),
            ((~self.known).astype(np.int64), 1),
        )
        by_value = (np.where(self.known, value, 0), _VALUE_BITS)
        by_status = (status, _STATUS_BITS)
        youngest = (1 << _POSTED_BITS) - 2
        age = np.clip(youngest - (columns.posted - _EPOCH), 0, youngest)
        self._value = _packed(*lead, by_value)
        self.number = _packed(
            *lead,
            *((by_status, by_value) if sort == "relevance" else (by_value, by_status)),
            (np.where(columns.posted == NONE, youngest + 1, age), _POSTED_BITS),
            (np.arange(len(columns)), _ROW_BITS),
        )

    def page(self, met: Mask, first: int | None, offset: int) -> Ints:
        """The rows of a page of the records in `met`, in order."""
        rows = np.flatnonzero(met)
        end = len(rows) if first is None else min(len(rows), offset + first)
        if offset >= end:
            return np.empty(0, np.int64)
        number = self.number[rows]
        if end < len(rows):
            part = np.argpartition(number, end - 1)[:end]
            rows, number = rows[part], number[part]
        return rows[np.argsort(number)][offset:end]

    def among_the_first(self, met: Mask, limit: int) -> Mask:
        """The first of `met` whose field is known, with all that tie with the last of them."""
        known = met & self.known
        rows = np.flatnonzero(known)
        if not len(rows):
            return known
        values = self._value[rows]
        at = min(limit, len(rows)) - 1
        tied: Mask = known & (self._value <= np.partition(values, at)[at])
        return tied


def _values(columns: Columns, sort: SortKey, *, descending: bool, currency: str | None) -> tuple[Ints, Mask]:
    if sort == "experience":
        return columns.experience_rank, ~np.isnan(columns.experience)
    if sort == "posted":
        return np.clip(columns.posted, 0, (1 << _VALUE_BITS) - 1), columns.posted != NONE
    if sort == "deadline":
        return np.clip(columns.expires, 0, (1 << _VALUE_BITS) - 1), columns.expires != NONE
    if sort == "pay":
        known = in_currency(columns, currency) if currency else np.zeros(len(columns), np.bool_)
        return columns.pay_rank[1 if descending else 0], known
    return np.zeros(len(columns), np.int64), np.ones(len(columns), np.bool_)


def _packed(*parts: tuple[Ints, int]) -> Ints:
    number = np.zeros(len(parts[0][0]), np.int64)
    for values, bits in parts:
        number = (number << bits) | values
    return number


def counted(columns: Columns, met: Mask, by: GroupKey, status: Ints) -> dict[Any, int]:
    """Number of the records in `met` by value, None where it is unknown; a record with several values counts for each.

    Values are texts, but those of cities, which are `CityKey`s, and of terms, which are season and year.
    """
    single: dict[GroupKey, tuple[Ints, Callable[[int], Any]]] = {
        "company": (columns.company, columns.companies.values.__getitem__),
        "currency": (columns.currency, columns.currencies.values.__getitem__),
        "remote": (columns.remote, REMOTE.__getitem__),
        "employment_type": (columns.employment, EMPLOYMENT.__getitem__),
        "sponsorship": (columns.sponsorship, SPONSORSHIP.__getitem__),
        "status": (status, STATUSES.__getitem__),
    }
    if by in single:
        column, value = single[by]
        numbers = np.bincount(column[met] + 1)
        return {value(n - 1) if n else None: int(count) for n, count in enumerate(numbers) if count}
    if by in ("degree", "field"):
        names: tuple[str, ...] = DEGREES if by == "degree" else DISCIPLINES
        bits = (columns.degrees if by == "degree" else columns.disciplines)[met]
        return _told(
            ((name, int(np.count_nonzero(bits & (1 << n)))) for n, name in enumerate(names)),
            int(np.count_nonzero(bits == 0)),
        )
    several: dict[GroupKey, Many[Any]] = {
        "city": columns.cities,
        "region": columns.regions,
        "country": columns.countries,
        "term": columns.terms,
        "skill": columns.skills,
    }
    many = several[by]
    at = np.searchsorted(columns.keys, many.keys)
    held = met[at] if len(columns) else np.zeros(0, np.bool_)
    counts = np.bincount(many.numbers[held], minlength=len(many.codes.values))
    having = np.zeros(len(columns), np.bool_)
    having[at[held]] = True
    values = ((many.codes.values[n], int(counts[n])) for n in np.flatnonzero(counts))
    return _told(values, int(np.count_nonzero(met)) - int(np.count_nonzero(having)))


def _told(values: Iterable[tuple[Any, int]], unknown: int) -> dict[Any, int]:
    counts = {value: n for value, n in values if n}
    return counts | {None: unknown} if unknown else counts
