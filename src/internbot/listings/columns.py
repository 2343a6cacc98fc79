"""The conditions' fields of all records as arrays; `loading.py` reads them from the tables.

A filter over fifty thousand rows costs a database tens of milliseconds for each count, order and facet; over arrays,
all of them together cost a few. The tables stay the truth: each use first asks them, within its own transaction,
whether anything is newer.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from internbot.listings.filters import StatedField
from internbot.listings.gazetteer import place_key
from internbot.listings.record import DegreeLevel, EmploymentType, Remote, Sponsorship, Status
from internbot.listings.words import fold

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
CityKey = tuple[str, str | None, str | None]
"""Canonical name, region code, country code."""
T = TypeVar("T", bound=Hashable)

STATUSES: tuple[Status, ...] = ("open", "unknown", "closed")
"""In the order in which they are shown."""
REMOTE: tuple[Remote, ...] = get_args(Remote)
EMPLOYMENT: tuple[EmploymentType, ...] = get_args(EmploymentType)
SPONSORSHIP: tuple[Sponsorship, ...] = get_args(Sponsorship)
DEGREES: tuple[DegreeLevel, ...] = get_args(DegreeLevel)
_ON: Mapping[str, StatedField] = {
    "terms": "term", "degrees": "degree", "experience": "experience", "pay": "pay", "posted": "posted",
    "closes": "deadline",
}  # fmt: skip
"""By a condition, the field that it is on."""
NEVER = np.iinfo(np.int64).max
NONE = 0
"""The day of a record that has none; no day is the ordinal 0."""


class Codes(Generic[T]):
    """Values numbered in the order in which they came; numbers are never taken back, so that arrays may share it."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}

    def of(self, value: T | None) -> int:
        """The number of a value, -1 of None."""
        if value is None:
            return -1
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


@dataclass(frozen=True)
class Many(Generic[T]):
    """A field of which a record may have several values: pairs of a record's key and a value's number."""

    codes: Codes[T]
    keys: Ints
    numbers: Ints

    @classmethod
    def empty(cls) -> Many[T]:
        """Of no records."""
        return cls(Codes(), np.empty(0, np.int64), np.empty(0, np.int64))

    def added(self, pairs: Iterable[tuple[int, T]]) -> Many[T]:
        """With the values of more records, whose keys are higher than all before."""
        rows = [(key, self.codes.of(value)) for key, value in dict.fromkeys(pairs)]
        if not rows:
            return self
        both = np.array(rows, dtype=np.int64)
        return Many(
            self.codes, np.concatenate((self.keys, both[:, 0])), np.concatenate((self.numbers, both[:, 1]))
        )

    def kept(self, alive: Ints) -> Many[T]:
        """Without the values of records whose keys are not among `alive`, in ascending order."""
        held = np.isin(self.keys, alive, assume_unique=False)
        return Many(self.codes, self.keys[held], self.numbers[held])

    @cached_property
    def counts(self) -> dict[T, int]:
        """Number of records by value."""
        return {
            self.codes.values[number]: int(n)
            for number, n in enumerate(np.bincount(self.numbers, minlength=0))
            if n
        }


@dataclass(frozen=True)
class Columns:
    """The records at one moment, a row each, in the order of their keys.

    Attributes:
        newest: the highest key that was ever used; with `len`, it tells whether anything changed.
        company: numbers of `companies`, -1 unknown; likewise `currency`.
        standing: index into `STATUSES` before `ends`, which are seconds since 1970.
        experience: least years, NaN unknown; likewise pay, in amounts of a full-time year.
        posted: ordinal of the day, `NONE` unknown; likewise `expires`.
        degrees: bits by the index in `DEGREES`; likewise `disciplines`.
        pays: 1 where pay is stated, 0 where none is paid, -1 unknown.
    """

    newest: int
    companies: Codes[str]
    currencies: Codes[str]
    keys: Ints
    titles: NDArray[np.object_]
    company: Ints
    remote: Ints
    employment: Ints
    sponsorship: Ints
    standing: Ints
    ends: Ints
    experience: Floats
    posted: Ints
    expires: Ints
    pay_least: Floats
    pay_most: Floats
    currency: Ints
    pays: Ints
    disciplines: Ints
    degrees: Ints
    places: Many[CityKey] = field(default_factory=Many.empty)
    terms: Many[tuple[str, int | None]] = field(default_factory=Many.empty)
    skills: Many[str] = field(default_factory=Many.empty)

    def __len__(self) -> int:
        return len(self.keys)

    def rows_of(self, keys: Ints) -> Mask:
        """The records with these keys; those of no record count for nothing."""
        met = np.zeros(len(self), np.bool_)
        if len(self) and len(keys):
            at = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
            met[at[self.keys[at] == keys]] = True
        return met

    def having(self, many: Many[T], wanted: Mask) -> Mask:
        """The records with any of the values that `wanted` marks by number."""
        return self.rows_of(many.keys[wanted[many.numbers]])

    def unstated(self, name: StatedField) -> Mask:
        """The records that leave a field out."""
        if name in ("term", "skill"):
            return ~self.rows_of((self.terms if name == "term" else self.skills).keys)
        if name == "experience":
            return np.asarray(np.isnan(self.experience), np.bool_)
        unknown: dict[StatedField, tuple[Ints, int]] = {
            "company": (self.company, -1),
            "degree": (self.degrees, 0),
            "pay": (self.pays, -1),
            "posted": (self.posted, NONE),
            "deadline": (self.expires, NONE),
        }
        values, none = unknown[name]
        return np.asarray(values == none, np.bool_)

    def silent(self, condition: str) -> Mask | None:
        """The records that say nothing on what a condition of a filter is about; None for one that is on words."""
        choices: dict[str, tuple[Ints, int]] = {
            "remote": (self.remote, REMOTE.index("unknown")),
            "employment_types": (self.employment, EMPLOYMENT.index("unknown")),
            "sponsorship": (self.sponsorship, SPONSORSHIP.index("unknown")),
        }
        if condition in choices:
            values, none = choices[condition]
            return np.asarray(values == none, np.bool_)
        field = _ON.get(condition)
        return self.unstated(field) if field else None

    @cached_property
    def company_keys(self) -> tuple[str, ...]:
        """The form under which each of `companies` is compared."""
        return tuple(map(fold, self.companies.values))

    @cached_property
    def city_keys(self) -> tuple[str | None, ...]:
        """The form under which the city of each of the places' values is compared."""
        return tuple(place_key(place[0]) if place[0] else None for place in self.places.codes.values)

    @cached_property
    def cities(self) -> Many[CityKey]:
        """Cities with their region and country."""
        return self._wider(lambda place: place if place[0] else None)

    @cached_property
    def regions(self) -> Many[str]:
        """Codes of regions, once a record."""
        return self._wider(lambda place: place[1])

    @cached_property
    def countries(self) -> Many[str]:
        """Codes of countries, once a record."""
        return self._wider(lambda place: place[2])

    def _wider(self, part: Any) -> Many[Any]:
        codes: Codes[Any] = Codes()
        number = np.array([codes.of(part(place)) for place in self.places.codes.values], dtype=np.int64)
        if not len(number):
            return Many(codes, np.empty(0, np.int64), np.empty(0, np.int64))
        numbers = number[self.places.numbers]
        known = numbers >= 0
        pairs = np.unique(np.stack((self.places.keys[known], numbers[known]), axis=1), axis=0)
        return Many(codes, pairs[:, 0], pairs[:, 1])

    @cached_property
    def experience_rank(self) -> Ints:
        """Place of each record's experience among all that occur; NaN comes last."""
        return _rank(self.experience)

    @cached_property
    def pay_rank(self) -> tuple[Ints, Ints]:
        """Place of the least and of the most pay among all amounts of the least, and of the most."""
        least = np.where(np.isnan(self.pay_least), self.pay_most, self.pay_least)
        most = np.where(np.isnan(self.pay_most), self.pay_least, self.pay_most)
        return _rank(least), _rank(most)


def _rank(values: Floats) -> Ints:
    _, places = np.unique(values, return_inverse=True)
    return places.astype(np.int64)
