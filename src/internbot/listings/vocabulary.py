"""The words that the records hold: by them a question is known to ask over records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

CityKey = tuple[str, str | None, str | None]
"""Canonical name, region code, country code."""


class ListingVocabulary(Protocol):
    """Names in the records, each with the number of records that hold it.

    `companies` are written as in the records; `title_words` and `skills` are folded, title words also
    singular, and `regions` and `countries` are ISO codes.
    """

    @property
    def total(self) -> int:
        """Number of records."""

    @property
    def companies(self) -> Mapping[str, int]:
        """Company names."""

    @property
    def title_words(self) -> Mapping[str, int]:
        """Words of titles."""

    @property
    def skills(self) -> Mapping[str, int]:
        """Skills."""

    @property
    def cities(self) -> Mapping[CityKey, int]:
        """Cities with their region and country."""

    @property
    def regions(self) -> Mapping[str, int]:
        """Regions."""

    @property
    def countries(self) -> Mapping[str, int]:
        """Countries."""

    def mentions(self, phrase: str) -> bool:
        """Whether any record's text holds `phrase`, endings aside."""


@dataclass(frozen=True, slots=True)
class RecordVocabulary:
    """The vocabulary of a store at one moment."""

    total: int
    companies: Mapping[str, int]
    title_words: Mapping[str, int]
    skills: Mapping[str, int]
    cities: Mapping[CityKey, int]
    regions: Mapping[str, int]
    countries: Mapping[str, int]
    finder: Callable[[str], bool]

    def mentions(self, phrase: str) -> bool:
        """Whether any record's text holds `phrase`, endings aside."""
        return self.finder(phrase)
