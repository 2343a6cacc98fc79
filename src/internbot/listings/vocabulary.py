"""The words that the records hold: by them a question is known to ask over records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from internbot.listings.columns import CityKey, Columns
from internbot.listings.words import singular, words_of


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

    @property
    def currencies(self) -> Mapping[str, int]:
        """Currencies of pay, ISO 4217 codes."""

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
    currencies: Mapping[str, int]
    finder: Callable[[str], bool]

    def mentions(self, phrase: str) -> bool:
        """Whether any record's text holds `phrase`, endings aside."""
        return self.finder(phrase)


NO_RECORDS = RecordVocabulary(0, {}, {}, {}, {}, {}, {}, {}, lambda _phrase: False)
"""Of no records: for places in texts that are on none."""


class VocabularyBuilder:
    """Makes the vocabulary of the records; the words of titles are counted once a record, when it comes or goes."""

    def __init__(self, mentions: Callable[[str], bool]) -> None:
        self._mentions = mentions
        self._last: tuple[Columns, RecordVocabulary] | None = None
        self._titles: Counter[str] = Counter()

    def of(self, columns: Columns) -> RecordVocabulary:
        """The vocabulary of these records; the same object for the same records."""
        if self._last is not None and self._last[0] is columns:
            return self._last[1]
        self._count_titles(columns)
        companies = np.bincount(columns.company[columns.company >= 0])
        currencies = np.bincount(columns.currency[columns.currency >= 0])
        vocabulary = RecordVocabulary(
            total=len(columns),
            companies={columns.companies.values[n]: int(companies[n]) for n in np.flatnonzero(companies)},
            title_words=self._titles,
            skills=columns.skills.counts,
            cities=columns.cities.counts,
            regions=columns.regions.counts,
            countries=columns.countries.counts,
            currencies={columns.currencies.values[n]: int(currencies[n]) for n in np.flatnonzero(currencies)},
            finder=self._mentions,
        )
        self._last = (columns, vocabulary)
        return vocabulary

    def _count_titles(self, columns: Columns) -> None:
        before = self._last[0] if self._last is not None else None
        counts = Counter(self._titles)
        if before is not None and before.newest <= columns.newest:
            gone = ~np.isin(before.keys, columns.keys, assume_unique=True)
            come = columns.keys > before.newest
            counts.subtract(_words(before.titles[gone]))
            counts.update(_words(columns.titles[come]))
            counts = +counts
        else:
            counts = _words(columns.titles)
        self._titles = counts


def _words(titles: Iterable[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for title, n in Counter(titles).items():
        for word in {singular(word.folded) for word in words_of(title)}:
            words[word] += n
    return words
