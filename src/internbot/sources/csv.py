"""CSV files: a document a row, one `Field: value` a line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from internbot.errors import SourceError
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.records import own_identity, record_document
from internbot.sources.text_decoding import decode

_SUFFIXES = {".csv": "", ".tsv": "\t"}
_DELIMITERS = ",;\t|"
_SAMPLE = 20  # lines that the delimiter is told from
_MOST_FAILURES = 100  # rows reported one by one; the rest is counted


@dataclass(frozen=True, slots=True)
class _Row:
    """Values of a row, or the reason why it has none, and its line in the file, from 1."""

    line: int
    values: list[str]
    problem: str = ""


class CsvReader:
    """Reads tables whose first row names the columns; the delimiter is told from the first lines.

    A row's id is the file's key, `#` and its `id` column where all rows differ in it, else its number from 1.
    """

    name = "csv"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name or media type."""
        return item.suffix in _SUFFIXES or item.media_type in ("text/csv", "text/tab-separated-values")

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each row, and a failure with its line for each that cannot be read."""
        text = decode(item.raw)
        delimiter = _SUFFIXES.get(item.suffix) or _delimiter(text)
        rows = _rows(text, delimiter)
        header = next(rows, None)
        if header is None:
            raise SourceError("holds no text")
        names = _names(header)
        identities = _identities(text, delimiter, names)
        failures = number = 0
        for number, row in enumerate(rows, 1):
            try:
                record = _record(row, names)
                identity = own_identity(record) if identities else str(number)
                raw = delimiter.join(row.values).encode("utf-8", "replace")
                yield record_document(item, record, identity, raw)
            except SourceError as error:
                failures += 1
                if failures <= _MOST_FAILURES:
                    yield Failure(f"{item.key}:{row.line}", f"line {row.line}: {error}")
        if failures > _MOST_FAILURES:
            yield Failure(
                item.key,
                f"{failures - _MOST_FAILURES} more rows cannot be read, for reasons like those above",
            )
        if not number:
            raise SourceError("has a row of column names but no rows below it")


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the same number of values, and into most."""

    def rate(delimiter: str) -> tuple[int, int]:
        sample = io.StringIO("\n".join(text[:65_536].split("\n")[:_SAMPLE]))
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        return (count, width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=rate)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Rows that are not blank; after one that cannot be parsed, reading goes on at the next line."""
    lines = enumerate(text.split("\n"), 1)
    reached = 0

    def counted() -> Iterator[str]:
        nonlocal reached
        for reached, line in lines:  # noqa: B007
            yield line + "\n"

    reader = csv.reader(counted(), delimiter=delimiter, strict=False)
    while True:
        begin = reached + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(
                begin, [], f"cannot be parsed up to line {reached} ({error}); is a quotation mark not closed?"
            )
            reader = csv.reader(counted(), delimiter=delimiter, strict=False)
            continue
        if any(value.strip() for value in values):
            yield _Row(begin, values)


def _names(header: _Row) -> list[str]:
    if header.problem:
        raise SourceError(f"has no row of column names that can be read: it {header.problem}")
    names = [" ".join(name.split()) for name in header.values]
    if sum(bool(name) for name in names) * 2 <= len(names):
        raise SourceError("has no column names in its first row; put them there")
    seen: Counter[str] = Counter()
    unique = []
    for place, name in enumerate(names, 1):
        name = name or f"column {place}"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return unique


def _record(row: _Row, names: list[str]) -> dict[str, object]:
    if row.problem:
        raise SourceError(row.problem)
    extra = row.values[len(names) :]
    if any(value.strip() for value in extra):
        raise SourceError(
            f"has {len(row.values)} values for {len(names)} columns; quote values that hold the delimiter"
        )
    return dict(zip(names, row.values, strict=False))


def _identities(text: str, delimiter: str, names: list[str]) -> bool:
    """Whether an id column tells all rows apart."""
    if not own_identity(dict.fromkeys(names, "x")):
        return False
    seen: set[str] = set()
    rows = _rows(text, delimiter)
    next(rows)
    for row in rows:
        identity = own_identity(dict(zip(names, row.values, strict=False)))
        if row.problem or len(row.values) > len(names):
            continue
        if not identity or identity in seen:
            return False
        seen.add(identity)
    return True
