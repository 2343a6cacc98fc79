"""Reads the arrays of `columns.py` from the tables: all once, and then only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, func, select

from internbot.listings import tables
from internbot.listings.columns import (
    DEGREES,
    EMPLOYMENT,
    NEVER,
    NONE,
    REMOTE,
    SPONSORSHIP,
    STATUSES,
    Codes,
    Columns,
)
from internbot.listings.disciplines import DISCIPLINES

_NEWEST = select(func.coalesce(func.max(tables.listings.c.key), 0), func.count())
"""Asked several times by each question, so made once."""


def current(connection: Connection, before: Columns | None) -> Columns:
    """The records as the connection sees them: `before` itself where nothing changed, else it brought up to date."""
    newest, count = connection.execute(_NEWEST).one()
    if before is not None:
        if (before.newest, len(before)) == (newest, count):
            return before
        if before.newest <= newest:
            made = _advanced(connection, before, count)
            if (made.newest, len(made)) == (newest, count):
                return made
    return replace(_advanced(connection, _nothing(), count), newest=newest)


def _nothing() -> Columns:
    ints = np.empty(0, np.int64)
    arrays: dict[str, Any] = {one.name: ints for one in fields(Columns) if one.type == "Ints"}
    arrays |= {one.name: np.empty(0, np.float64) for one in fields(Columns) if one.type == "Floats"}
    return Columns(newest=0, companies=Codes(), currencies=Codes(), titles=np.empty(0, np.object_), **arrays)


def _advanced(connection: Connection, before: Columns, count: int) -> Columns:
    """With the records of higher keys, and without those that are gone."""
    rows = connection.execute(
        select(tables.listings).where(tables.listings.c.key > before.newest).order_by(tables.listings.c.key)
    ).all()
    degrees: dict[int, int] = {}
    for key, level in _side(connection, tables.degrees, before.newest):
        degrees[key] = degrees.get(key, 0) | 1 << DEGREES.index(level)
    if len(before) + len(rows) != count:
        before = _without_gone(connection, before)
    added = {name: _array(name, values) for name, values in _columns(rows, degrees, before).items()}
    grown: dict[str, Any] = {
        name: np.concatenate((getattr(before, name), values)) for name, values in added.items()
    }
    return replace(
        before,
        newest=max(before.newest, rows[-1].key if rows else 0),
        **grown,
        places=before.places.added(
            (row[0], tuple(row[1:])) for row in _side(connection, tables.places, before.newest)
        ),
        terms=before.terms.added(
            (row[0], tuple(row[1:])) for row in _side(connection, tables.terms, before.newest)
        ),
        skills=before.skills.added(
            (row[0], row[1]) for row in _side(connection, tables.skills, before.newest)
        ),
    )


def _without_gone(connection: Connection, before: Columns) -> Columns:
    key = tables.listings.c.key
    there = connection.scalars(select(key).where(key <= before.newest).order_by(key)).all()
    alive = np.array(there, dtype=np.int64)
    held = np.isin(before.keys, alive, assume_unique=True)
    arrays: dict[str, Any] = {
        one.name: getattr(before, one.name)[held]
        for one in fields(Columns)
        if isinstance(getattr(before, one.name), np.ndarray)
    }
    sides = {name: getattr(before, name).kept(alive) for name in ("places", "terms", "skills")}
    return replace(before, **arrays, **sides)


def _side(connection: Connection, table: Table, after: int) -> Sequence[Any]:
    return connection.execute(select(table).where(table.c.listing > after).order_by(table.c.listing)).all()


def _columns(rows: Sequence[Any], degrees: dict[int, int], before: Columns) -> dict[str, list[Any]]:
    sets = {"": 0}

    def bits(names: str) -> int:
        if names not in sets:
            sets[names] = sum(1 << DISCIPLINES.index(one) for one in names.split() if one in DISCIPLINES)
        return sets[names]

    unknown = float("nan")
    return {
        "keys": [row.key for row in rows],
        "titles": [row.title for row in rows],
        "company": [before.companies.of(row.company) for row in rows],
        "remote": [REMOTE.index(row.remote) for row in rows],
        "employment": [EMPLOYMENT.index(row.employment_type) for row in rows],
        "sponsorship": [SPONSORSHIP.index(row.sponsorship) for row in rows],
        "standing": [STATUSES.index(row.standing) for row in rows],
        "ends": [NEVER if row.ends is None else row.ends for row in rows],
        "experience": [unknown if row.experience is None else row.experience for row in rows],
        "posted": [row.posted.toordinal() if row.posted else NONE for row in rows],
        "expires": [row.expires.toordinal() if row.expires else NONE for row in rows],
        "pay_least": [unknown if row.pay_least is None else row.pay_least for row in rows],
        "pay_most": [unknown if row.pay_most is None else row.pay_most for row in rows],
        "currency": [before.currencies.of(row.currency) for row in rows],
        "pays": [{"yes": 1, "no": 0}.get(row.pays, -1) for row in rows],
        "disciplines": [bits(row.disciplines) for row in rows],
        "degrees": [degrees.get(row.key, 0) for row in rows],
    }


def _array(name: str, values: list[Any]) -> NDArray[Any]:
    if name == "titles":
        return np.array(values, dtype=np.object_)
    return np.array(values, dtype=np.float64 if name in ("experience", "pay_least", "pay_most") else np.int64)
