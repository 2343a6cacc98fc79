"""The catalog: what was ingested, in one database, and what the search indexes have still to be told.

It is the only truth: the vector and keyword indexes hold nothing that cannot be made again from it, and hear of a
change through the `outbox`, which is written in the same transaction as the change. A process that is killed in between
finds the outbox at its next start.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from internbot.chunking import Chunk, Unit
from internbot.embeddings.base import Vectors
from internbot.errors import DataFolderError, NotFound
from internbot.index import packing
from internbot.index.packing import TokenCodes
from internbot.index.schema import chunks, documents, items, meta, metadata, outbox, snapshots, sources
from internbot.sources.documents import Block, Document, DocumentKind, Failure, Span

_MANY = 500
"""Rows that one statement names at once; SQLite takes some thousands of parameters at most."""

_T = TypeVar("_T")
Change = Literal["added", "updated"]


@dataclass(frozen=True, slots=True)
class ChunkVectors:
    """What an embedding model made of a chunk, as it is kept.

    Attributes:
        passage: shape (dimensions,), unit length.
        units: one row a unit, unit length, shape (units, dimensions).
        tokens: None for a model that gives no vectors of tokens.
    """

    passage: Vectors
    units: Vectors
    tokens: TokenCodes | None


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with what the indexes need of it.

    Attributes:
        embedding_key: hash of everything that the vectors were made from.
        vectors: of the passage, its units and its tokens.
    """

    chunk: Chunk
    embedding_key: str
    vectors: ChunkVectors


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it is kept."""

    id: str
    title: str
    text: str
    kind: DocumentKind
    url: str | None
    published: date | None
    retrieved: datetime
    license_note: str | None
    sha256: str
    source: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What is said of a document beside a quote from it."""

    row: int
    id: str
    title: str
    kind: DocumentKind
    url: str | None
    published: date | None
    retrieved: datetime
    sha256: str


@dataclass(frozen=True)
class StoredChunk:
    """A chunk as it is kept, with its document's head. Its units are read only where they are looked at."""

    id: int
    document: DocumentHead
    ordinal: int
    span: Span
    text: str
    path: tuple[str, ...]
    page: int | None
    packed_units: bytes
    vectors: ChunkVectors

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What it is made of, in order; offsets count in the document's text."""
        return packing.unpack_units(self.packed_units)

    def unit_text(self, unit: Unit) -> str:
        """The characters of one of its units."""
        return self.text[unit.span.start - self.span.start : unit.span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is remembered of an item: enough to know that nothing has to be done."""

    row: int
    sha256: str
    reader: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What is remembered of a document: enough to know whether it has to be written again.

    Attributes:
        row: its number in the catalog.
        key: the id that users see.
        local_id: the id that its source gives it.
        item: row of the item that it was read from.
        fingerprint: see `fingerprint`.
        missing: it has left its source.
    """

    row: int
    key: str
    local_id: str
    item: int
    fingerprint: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is stored, and when it was last looked at."""

    articles: int
    listings: int
    chunks: int
    checked: datetime | None


def fingerprint(document: Document, recipe: str) -> str:
    """Hash of all that is stored of a document, but for when it was retrieved, and of how it is split."""
    said = {
        "recipe": recipe,
        "title": document.title,
        "kind": document.kind,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "license": document.license_note,
        "metadata": dict(sorted(document.metadata.items())),
        "text": document.sha256,
        "blocks": hashlib.sha256(packing.pack_blocks(document.blocks)).hexdigest(),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def open_engine(url: str) -> Engine:
    """A database engine; SQLite gets its write-ahead log, so that readers never wait for the writer.

    Whatever is read within one connection is of one moment, also while a writer commits.
    """
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":

        @sa.event.listens_for(engine, "connect")
        def _configure(connection: Any, _record: Any) -> None:
            connection.isolation_level = None  # sqlite3 would begin a transaction at the first change only
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
                connection.execute(f"PRAGMA {pragma}")

        @sa.event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN")

    return engine


class Catalog:
    """Documents, chunks and what is known of their sources.

    Raises:
        DataFolderError: the database cannot be opened.
    """

    def __init__(self, engine: Engine, dimensions: int) -> None:
        self.engine = engine
        self._dimensions = dimensions
        try:
            metadata.create_all(engine)
        except sa.exc.DatabaseError as error:
            raise DataFolderError(
                f"the catalog at {engine.url.database} cannot be opened ({error.orig}); "
                "move the data folder away and ingest again"
            ) from error

    @classmethod
    def in_file(cls, path: Path, dimensions: int) -> Catalog:
        """The embedded home: one SQLite file."""
        return cls(open_engine(f"sqlite:///{path}"), dimensions)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; all of it is kept, or nothing."""
        with self.engine.begin() as connection:
            yield connection
            rise = meta.update().where(meta.c.key == "generation").values(value=meta.c.value + 1)
            if not connection.execute(rise).rowcount:
                connection.execute(meta.insert().values(key="generation", value=1))

    def generation(self) -> int:
        """A number that rises with every change; caches compare it."""
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(meta.c.value).where(meta.c.key == "generation")) or 0

    # Sources and items

    def source(self, uri: str, name: str) -> int:
        """Row of a source, made where it is new."""
        with self.engine.begin() as connection:
            row = connection.scalar(sa.select(sources.c.id).where(sources.c.uri == uri))
            if row is None:
                result = connection.execute(sources.insert().values(uri=uri, name=name))
                row = result.inserted_primary_key[0] if result.inserted_primary_key else 0
            return int(row)

    def item_states(self, source: int) -> dict[str, ItemState]:
        """What is remembered of each item of a source, by key."""
        query = sa.select(items).where(items.c.source_id == source)
        with self.engine.connect() as connection:
            return {
                row.key: ItemState(
                    row.id,
                    row.sha256,
                    row.reader,
                    tuple(Failure(key, reason) for key, reason in row.failures),
                )
                for row in connection.execute(query)
            }

    def start_item(self, connection: Connection, source: int, key: str, retrieved: datetime) -> int:
        """Row of an item that is about to be written, marked as not complete."""
        row = connection.scalar(sa.select(items.c.id).where(items.c.source_id == source, items.c.key == key))
        values = {"sha256": "", "reader": "", "retrieved": retrieved, "failures": []}
        if row is not None:
            connection.execute(items.update().where(items.c.id == row).values(**values))
            return int(row)
        result = connection.execute(items.insert().values(source_id=source, key=key, **values))
        return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0

    def finish_item(
        self,
        connection: Connection,
        item: int,
        sha256: str,
        reader: str,
        failures: Sequence[Failure],
        left: Sequence[int],
    ) -> None:
        """Remember that an item is completely written.

        Args:
            left: rows of documents that it held before and holds no longer. They are missing from this moment on: when
                the process is killed, the next run takes the item for unchanged and looks at it no more.
        """
        for part in _parts(left):
            connection.execute(documents.update().where(documents.c.id.in_(part)).values(missing=True))
        told = [[failure.key, failure.reason] for failure in failures]
        connection.execute(
            items.update().where(items.c.id == item).values(sha256=sha256, reader=reader, failures=told)
        )

    def touch_items(self, rows: Sequence[int], retrieved: datetime) -> None:
        """Remember that items were looked at and had not changed."""
        if not rows:
            return
        with self.writing() as connection:
            for part in _parts(rows):
                connection.execute(items.update().where(items.c.id.in_(part)).values(retrieved=retrieved))

    def forget_items(self, rows: Sequence[int]) -> None:
        """Items have left their source: they are read again when they are back, however long their documents stay."""
        with self.engine.begin() as connection:
            for part in _parts(rows):
                held = sa.select(documents.c.item_id).where(documents.c.item_id.in_(part))
                connection.execute(items.delete().where(items.c.id.in_(part), items.c.id.not_in(held)))
                connection.execute(items.update().where(items.c.id.in_(part)).values(sha256=""))

    def known(self, source: int) -> list[KnownDocument]:
        """All documents of a source."""
        query = (
            sa.select(
                documents.c.id,
                documents.c.key,
                documents.c.local_id,
                documents.c.item_id,
                documents.c.fingerprint,
                documents.c.missing,
            )
            .join(items, items.c.id == documents.c.item_id)
            .where(items.c.source_id == source)
        )
        with self.engine.connect() as connection:
            return [KnownDocument(*row) for row in connection.execute(query)]

    def mark_missing(self, rows: Sequence[int]) -> None:
        """Remember that documents have left their source."""
        with self.engine.begin() as connection:
            for part in _parts(rows):
                connection.execute(documents.update().where(documents.c.id.in_(part)).values(missing=True))

    # Documents and chunks

    def vectors_for(self, keys: Iterable[str]) -> dict[str, ChunkVectors]:
        """Vectors that were already computed for the same text, by embedding key."""
        found: dict[str, ChunkVectors] = {}
        columns = (chunks.c.embedding_key, chunks.c.vector, chunks.c.unit_vectors, chunks.c.token_codes)
        with self.engine.connect() as connection:
            for part in _parts(list(dict.fromkeys(keys))):
                for row in connection.execute(sa.select(*columns).where(chunks.c.embedding_key.in_(part))):
                    found[row.embedding_key] = self._vectors(row)
        return found

    def _vectors(self, row: Any) -> ChunkVectors:
        return ChunkVectors(
            packing.unpack_vector(row.vector),
            packing.unpack_directions(row.unit_vectors, self._dimensions),
            None if row.token_codes is None else TokenCodes.unpack(row.token_codes, self._dimensions),
        )

    def put_document(
        self,
        connection: Connection,
        source: int,
        item: int,
        document: Document,
        mark: str,
        embedded: Sequence[EmbeddedChunk],
    ) -> tuple[str, Change]:
        """Write a document and its chunks; chunks that did not change keep their numbers.

        Args:
            mark: its fingerprint.

        Returns:
            The id that users see, and whether it is new.
        """
        row = connection.execute(
            sa.select(documents.c.id, documents.c.key, documents.c.item_id)
            .join(items, items.c.id == documents.c.item_id)
            .where(items.c.source_id == source, documents.c.local_id == document.id)
        ).first()
        values = {
            "local_id": document.id,
            "item_id": item,
            "kind": document.kind,
            "title": document.title,
            "url": document.url,
            "published": document.published,
            "retrieved": document.retrieved,
            "license_note": document.license_note,
            "sha256": document.sha256,
            "fingerprint": mark,
            "blocks": packing.pack_blocks(document.blocks),
            "metadata": document.metadata,
            "raw": document.raw,
            "missing": False,
        }
        if (
            connection.scalar(sa.select(snapshots.c.sha256).where(snapshots.c.sha256 == document.sha256))
            is None
        ):
            connection.execute(snapshots.insert().values(sha256=document.sha256, text=document.text))
        if row is None:
            key = self._free_key(connection, source, document.id)
            result = connection.execute(documents.insert().values(key=key, **values))
            number = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
            change: Change = "added"
        else:
            key, number, change = row.key, row.id, "updated"
            connection.execute(documents.update().where(documents.c.id == number).values(**values))
            if row.item_id != item:
                # The item that it came from before may still hold it, and is to be asked should this one lose it.
                connection.execute(items.update().where(items.c.id == row.item_id).values(sha256=""))
        self._put_chunks(connection, number, embedded)
        return key, change

    def _free_key(self, connection: Connection, source: int, local_id: str) -> str:
        """The id itself, or where another source has it already, the id below the source's name."""
        name = connection.scalar(sa.select(sources.c.name).where(sources.c.id == source)) or "source"
        candidates = [local_id, f"{name}/{local_id}", *(f"{name}~{n}/{local_id}" for n in range(2, 1000))]
        for key in candidates:
            if connection.scalar(sa.select(documents.c.id).where(documents.c.key == key)) is None:
                return key
        raise DataFolderError(f"a thousand sources are named {name} and hold {local_id}; rename one")

    def _put_chunks(self, connection: Connection, document: int, embedded: Sequence[EmbeddedChunk]) -> None:
        stored: dict[str, list[int]] = defaultdict(list)
        query = sa.select(chunks.c.id, chunks.c.embedding_key).where(chunks.c.document_id == document)
        for row in connection.execute(query.order_by(chunks.c.ordinal)):
            stored[row.embedding_key].append(row.id)
        for ordinal, one in enumerate(embedded):
            place = {
                "ordinal": ordinal,
                "start": one.chunk.span.start,
                "end": one.chunk.span.end,
                "page": one.chunk.page,
                "path": list(one.chunk.path),
                "units": packing.pack_units(one.chunk.units),
            }
            same = stored.get(one.embedding_key)
            if same:
                connection.execute(chunks.update().where(chunks.c.id == same.pop(0)).values(**place))
                continue
            result = connection.execute(
                chunks.insert().values(
                    document_id=document,
                    tokens=one.chunk.tokens,
                    text=one.chunk.text,
                    embedding_key=one.embedding_key,
                    vector=packing.pack_vector(one.vectors.passage),
                    unit_vectors=packing.pack_directions(one.vectors.units),
                    token_codes=one.vectors.tokens.pack() if one.vectors.tokens else None,
                    **place,
                )
            )
            number = result.inserted_primary_key[0] if result.inserted_primary_key else 0
            connection.execute(outbox.insert().values(chunk=number, action="put"))
        self._drop_chunks(connection, [row for rows in stored.values() for row in rows])

    def _drop_chunks(self, connection: Connection, rows: Sequence[int]) -> None:
        for part in _parts(rows):
            connection.execute(chunks.delete().where(chunks.c.id.in_(part)))
            connection.execute(outbox.insert(), [{"chunk": row, "action": "drop"} for row in part])

    def remove_documents(self, connection: Connection, rows: Sequence[int]) -> None:
        """Take documents out of everything: chunks, indexes, snapshots."""
        for part in _parts(rows):
            held = connection.scalars(sa.select(chunks.c.id).where(chunks.c.document_id.in_(part))).all()
            self._drop_chunks(connection, held)
            connection.execute(documents.delete().where(documents.c.id.in_(part)))
        connection.execute(
            snapshots.delete().where(snapshots.c.sha256.not_in(sa.select(documents.c.sha256).distinct()))
        )

    # What the search indexes have still to be told

    def pending(self, limit: int) -> tuple[list[tuple[int, StoredChunk]], list[tuple[int, int]]]:
        """Oldest entries of the outbox.

        Returns:
            (entry, chunk) to put, and (entry, chunk number) to drop; a chunk that is gone again is to be dropped.
        """
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(outbox).order_by(outbox.c.id).limit(limit)).all()
        held = {chunk.id: chunk for chunk in self.chunks({row.chunk for row in rows if row.action == "put"})}
        puts = [(row.id, held[row.chunk]) for row in rows if row.action == "put" and row.chunk in held]
        drops = [(row.id, row.chunk) for row in rows if row.action != "put" or row.chunk not in held]
        return puts, drops

    def settle(self, entries: Sequence[int]) -> None:
        """The search indexes have been told."""
        with self.engine.begin() as connection:
            for part in _parts(entries):
                connection.execute(outbox.delete().where(outbox.c.id.in_(part)))

    # Reading

    def counts(self) -> Counts:
        """How much is stored."""
        with self.engine.connect() as connection:
            counted = sa.select(documents.c.kind, sa.func.count()).group_by(documents.c.kind)
            kinds: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
            number = connection.scalar(sa.select(sa.func.count()).select_from(chunks)) or 0
            checked = connection.scalar(sa.select(sa.func.max(items.c.retrieved)))
        return Counts(kinds.get("article", 0), kinds.get("listing", 0), number, _aware(checked))

    def document(self, key: str) -> StoredDocument:
        """A document by the id that users see.

        Raises:
            NotFound: there is none.
        """
        query = (
            sa.select(documents, snapshots.c.text, sources.c.uri)
            .join(snapshots, snapshots.c.sha256 == documents.c.sha256)
            .join(items, items.c.id == documents.c.item_id)
            .join(sources, sources.c.id == items.c.source_id)
            .where(documents.c.key == key)
        )
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(
                f"no document is called {key!r}; `internbot search` prints the ids of what it finds"
            )
        return StoredDocument(
            id=row.key,
            title=row.title,
            text=row.text,
            kind=row.kind,
            url=row.url,
            published=row.published,
            retrieved=_aware(row.retrieved) or datetime.fromtimestamp(0, UTC),
            license_note=row.license_note,
            sha256=row.sha256,
            source=row.uri,
            blocks=packing.unpack_blocks(row.blocks),
            metadata=row.metadata,
        )

    def heads(
        self, rows: Iterable[int] | None = None, kind: DocumentKind | None = None
    ) -> list[DocumentHead]:
        """Heads of some documents by row, or of all of one kind, by id."""
        query = sa.select(*_HEAD).order_by(documents.c.key)
        if kind is not None:
            query = query.where(documents.c.kind == kind)
        with self.engine.connect() as connection:
            if rows is None:
                return [_head(row) for row in connection.execute(query)]
            return [
                _head(row)
                for part in _parts(list(rows))
                for row in connection.execute(query.where(documents.c.id.in_(part)))
            ]

    def sections(self, kind: DocumentKind) -> list[list[tuple[str, str]]]:
        """For each document of a kind, by id: (innermost heading, title) of its chunks, in order, without repeats."""
        query = (
            sa.select(documents.c.key, documents.c.title, chunks.c.path)
            .join(chunks, chunks.c.document_id == documents.c.id)
            .where(documents.c.kind == kind)
            .order_by(documents.c.key, chunks.c.ordinal)
        )
        found: dict[str, dict[tuple[str, str], None]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(query):
                if row.path:
                    found.setdefault(row.key, {})[(row.path[-1], row.title)] = None
        return [list(headings) for headings in found.values()]

    def metadata(self, rows: Iterable[int] | None = None) -> dict[int, dict[str, str]]:
        """What else the sources of some documents say, or of all, by row, in the order of their ids."""
        query = sa.select(documents.c.id, documents.c.metadata).order_by(documents.c.key)
        with self.engine.connect() as connection:
            if rows is None:
                return {row.id: row.metadata for row in connection.execute(query)}
            return {
                row.id: row.metadata
                for part in _parts(list(rows))
                for row in connection.execute(query.where(documents.c.id.in_(part)))
            }

    def texts(self, keys: Iterable[str]) -> dict[str, tuple[DocumentHead, str]]:
        """Heads and stored texts of documents by the id that users see; unknown ones are left out."""
        query = sa.select(*_HEAD, snapshots.c.text).join(snapshots, snapshots.c.sha256 == documents.c.sha256)
        with self.engine.connect() as connection:
            return {
                row.key: (_head(row), row.text)
                for part in _parts(list(keys))
                for row in connection.execute(query.where(documents.c.key.in_(part)))
            }

    def chunks(self, numbers: Iterable[int]) -> list[StoredChunk]:
        """Chunks by number, in no order; those that are gone are left out."""
        with self.engine.connect() as connection:
            return [
                chunk
                for part in _parts(list(numbers))
                for chunk in self._read_chunks(connection, chunks.c.id.in_(part))
            ]

    def chunks_of(self, document: int, first: int = 0, last: int | None = None) -> list[StoredChunk]:
        """Chunks of one document from one ordinal to another (inclusive), in order."""
        where = sa.and_(chunks.c.document_id == document, chunks.c.ordinal >= first)
        if last is not None:
            where = sa.and_(where, chunks.c.ordinal <= last)
        with self.engine.connect() as connection:
            found = list(self._read_chunks(connection, where))
        return sorted(found, key=lambda chunk: chunk.ordinal)

    def _read_chunks(self, connection: Connection, where: sa.ColumnElement[bool]) -> Iterator[StoredChunk]:
        rows = connection.execute(sa.select(chunks).where(where)).all()
        wanted = {row.document_id for row in rows}
        heads: Mapping[int, DocumentHead] = {
            head.row: head
            for part in _parts(list(wanted))
            for head in map(_head, connection.execute(sa.select(*_HEAD).where(documents.c.id.in_(part))))
        }
        for row in rows:
            yield StoredChunk(
                id=row.id,
                document=heads[row.document_id],
                ordinal=row.ordinal,
                span=Span(row.start, row.end),
                text=row.text,
                path=tuple(row.path),
                page=row.page,
                packed_units=row.units,
                vectors=self._vectors(row),
            )

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


_HEAD = (
    documents.c.id,
    documents.c.key,
    documents.c.title,
    documents.c.kind,
    documents.c.url,
    documents.c.published,
    documents.c.retrieved,
    documents.c.sha256,
)


def _head(row: Any) -> DocumentHead:
    retrieved = _aware(row.retrieved) or datetime.fromtimestamp(0, UTC)
    return DocumentHead(row.id, row.key, row.title, row.kind, row.url, row.published, retrieved, row.sha256)


def _aware(instant: datetime | None) -> datetime | None:
    """SQLite gives back instants without their zone; all of ours are in UTC."""
    if instant is None or instant.tzinfo is not None:
        return instant
    return instant.replace(tzinfo=UTC)


def _parts(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for at in range(0, len(rows), _MANY):
        yield rows[at : at + _MANY]
