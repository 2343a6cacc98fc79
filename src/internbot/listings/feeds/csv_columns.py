"""CSV lists of jobs: columns known by their names, or named by a line `# internbot: title = ...` above the header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.internship_lists import lists_internships
from internbot.listings.feeds.named_fields import FIELDS, NamedFields
from internbot.listings.feeds.named_spans import named_spans
from internbot.listings.feeds.numeric_days import day_order
from internbot.listings.feeds.row_ids import with_lasting_ids
from internbot.listings.places import PlaceResolver
from internbot.sources.csv import CsvReader, CsvRecord, CsvTable, failures_counted
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.records import record_document


class CsvColumnsReader:
    """Reads such lists: the text of each row stays the rendering of all its columns, and its record is attached.

    Rows that are one job become one document, rendered from its record.
    """

    name = "csv_columns"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places
        self._tables = CsvReader()

    def accepts(self, item: Item) -> bool:
        """Tables whose columns are those of a list of jobs, or whose first line names them."""
        if not self._tables.accepts(item):
            return False
        try:
            table = CsvTable.of(item)
        except SourceError:
            return False
        return bool(table.settings) or NamedFields.guessed(table.names) is not None

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each job, and a failure with its line for each row that cannot be read.

        Raises:
            SourceError: the first line names a field or a column that there is not.
        """
        yield from failures_counted(item, self._read(item))

    def _read(self, item: Item) -> Iterator[Document | Failure]:
        table = CsvTable.of(item)
        rows = list(table.records())
        if not rows:
            raise SourceError("has a row of column names but no rows below it")
        fields = _fields(table, rows)
        drafts: list[Draft] = []
        by_raw: dict[bytes, CsvRecord] = {}
        for row in rows:
            draft = None
            if not row.problem:
                draft = fields.draft(row.values, row.identity, row.raw, self._places, self.name)
            if draft is None:
                reason = row.problem or "has no title"
                yield Failure(f"{item.key}:{row.line}", f"line {row.line}: {reason}")
                continue
            by_raw.setdefault(row.raw, row)
            drafts.append(draft)
        of_internships = lists_internships(draft.title for draft in drafts)
        drafts = [replace(draft, of_internships=of_internships) for draft in drafts]
        for draft in self._drafting.merged(with_lasting_ids(drafts)):
            try:
                yield self._document(item, draft, by_raw.get(draft.raw), fields)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _document(self, item: Item, draft: Draft, row: CsvRecord | None, fields: NamedFields) -> Document:
        if row is None:  # several rows that are one job
            return self._drafting.document(item, draft)
        document = record_document(item, row.values, draft.id, row.raw)
        spans = named_spans(document, row.values, fields, draft.paths)
        return self._drafting.attached(document, draft, spans)


def _fields(table: CsvTable, rows: Sequence[CsvRecord]) -> NamedFields:
    fields = _configured(table) if table.settings else NamedFields.guessed(table.names)
    if fields is None:
        raise SourceError("has no columns of a list of jobs")
    columns = [fields.columns[name] for name in ("posted", "expires") if name in fields.columns]
    days = (str(row.values.get(column) or "").strip() for row in rows for column in columns)
    return replace(fields, day_order=day_order(days))


def _configured(table: CsvTable) -> NamedFields:
    known: Mapping[str, str] = {" ".join(name.lower().split()): name for name in table.names}
    columns = {}
    for field, column in table.settings.items():
        if field not in FIELDS:
            raise SourceError(
                f"its first line names {field!r}, which is no field; fields are {', '.join(sorted(FIELDS))}"
            )
        if column.lower() not in known:
            raise SourceError(f"its first line names the column {column!r}, which the table does not have")
        columns[field] = known[column.lower()]
    fields = NamedFields.configured(columns, table.names)
    if "title" not in fields.columns:
        raise SourceError("its first line does not say which column is the title: `# internbot: title = ...`")
    return fields
