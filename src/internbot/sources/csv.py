"""CSV files: a document a row, one `Field: value` a line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from internbot.errors import SourceError
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.records import own_identity, record_document
from internbot.sources.text_decoding import decode

_SUFFIXES = {".csv": "", ".tsv": "\t"}
_SETTING = re.compile(r"[ \t]*#\s*internbot\s*:([^\n]*)(?:\n|$)", re.IGNORECASE)
_DELIMITERS = ",;\t|"
_SAMPLE = 20  # lines that the delimiter is told from
_MOST_FAILURES = 100  # rows reported one by one; the rest is counted


@dataclass(frozen=True, slots=True)
class _Row:
    """Values of a row, or the reason why it has none, and its line in the file, from 1."""

    line: int
    values: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """A row by its columns.

    Attributes:
        line: in the file, from 1.
        values: by column; empty where `problem` says why the row cannot be read.
        identity: the row's own id where all rows have one that differs, else its number from 1.
        raw: its values, joined again.
    """

    line: int
    values: dict[str, object]
    identity: str
    raw: bytes
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table whose first row names the columns.

    Attributes:
        names: of the columns, made unique.
        settings: what lines such as `# internbot: title = Position; company = Firm` above the header say.
    """

    names: tuple[str, ...]
    settings: Mapping[str, str]
    _text: str
    _delimiter: str
    _first_line: int

    @classmethod
    def of(cls, item: Item) -> CsvTable:
        """The table of an item; its rows are read later, one by one.

        Raises:
            SourceError: it holds no row of column names that can be read.
        """
        settings, text, skipped = _split_settings(decode(item.raw))
        delimiter = _SUFFIXES.get(item.suffix) or _delimiter(text)
        header = next(_rows(text, delimiter), None)
        if header is None:
            raise SourceError("holds no text")
        return cls(tuple(_names(header)), settings, text, delimiter, skipped)

    def records(self) -> Iterator[CsvRecord]:
        """The rows below the header that are not blank."""
        names = list(self.names)
        identities = _identities(self._text, self._delimiter, names)
        rows = _rows(self._text, self._delimiter)
        next(rows, None)
        for number, row in enumerate(rows, 1):
            raw = self._delimiter.join(row.values).encode("utf-8", "replace")
            line = row.line + self._first_line
            try:
                values = _record(row, names)
            except SourceError as error:
                yield CsvRecord(line, {}, str(number), raw, str(error))
                continue
            yield CsvRecord(line, values, own_identity(values) if identities else str(number), raw)


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
        yield from failures_counted(item, _documents(item, CsvTable.of(item)))


def _documents(item: Item, table: CsvTable) -> Iterator[Document | Failure]:
    empty = True
    for row in table.records():
        empty = False
        try:
            if row.problem:
                raise SourceError(row.problem)
            yield record_document(item, row.values, row.identity, row.raw)
        except SourceError as error:
            yield Failure(f"{item.key}:{row.line}", f"line {row.line}: {error}")
    if empty:
        raise SourceError("has a row of column names but no rows below it")


def failures_counted(item: Item, found: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """`found` with at most a hundred failures, and then one that says how many more there were."""
    failures = 0
    for one in found:
        failures += isinstance(one, Failure)
        if isinstance(one, Document) or failures <= _MOST_FAILURES:
            yield one
    if failures > _MOST_FAILURES:
        yield Failure(
            item.key, f"{failures - _MOST_FAILURES} more rows cannot be read, for reasons like those above"
        )


def _split_settings(text: str) -> tuple[dict[str, str], str, int]:
    """What the lines above the header set, the text below them, and how many lines they are."""
    settings: dict[str, str] = {}
    skipped = 0
    while found := _SETTING.match(text):
        for pair in re.split(r"[;,]", found[1]):
            name, _, value = pair.partition("=")
            if name.strip() and value.strip():
                settings[name.strip().lower()] = " ".join(value.split())
        text = text[found.end() :]
        skipped += 1
    return settings, text, skipped


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
