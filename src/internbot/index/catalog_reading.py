"""What is read from the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from internbot.errors import NotFound
from internbot.index import packing
from internbot.index.kept_chunks import KeptChunks
from internbot.index.schema import (
    chunks,
    departures,
    documents,
    items,
    meta,
    outbox,
    snapshots,
    sources,
    waiting,
)
from internbot.index.stored import (
    ChunkVectors,
    Counts,
    DocumentHead,
    ItemState,
    KnownDocument,
    PackedVectors,
    StoredChunk,
    StoredDocument,
    WaitingText,
    aware,
    portions,
)
from internbot.sources.documents import Document, DocumentKind, Failure, Span


class CatalogReading:
    """Reads documents, chunks and what is remembered of their sources."""

    engine: Engine
    _dimensions: int
    _kept: KeptChunks

    def generation(self) -> int:
        """A number that rises with every change; caches compare it."""
        with self.engine.connect() as connection:
            return _generation(connection)

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

    def vectors_for(self, keys: Iterable[str]) -> dict[str, ChunkVectors]:
        """Vectors that were already computed for the same text, by embedding key."""
        found: dict[str, ChunkVectors] = {}
        columns = (chunks.c.embedding_key, chunks.c.vector, chunks.c.unit_vectors, chunks.c.token_codes)
        with self.engine.connect() as connection:
            for part in portions(list(dict.fromkeys(keys))):
                for row in connection.execute(sa.select(*columns).where(chunks.c.embedding_key.in_(part))):
                    found[row.embedding_key] = self._packed(row).unpack()
        return found

    def _packed(self, row: Any) -> PackedVectors:
        return PackedVectors(row.vector, row.unit_vectors, row.token_codes, self._dimensions)

    def pending(self, limit: int) -> tuple[list[tuple[int, StoredChunk]], list[tuple[int, int]]]:
        """Oldest entries of the outbox.

        Returns:
            (entry, chunk) to put, and (entry, chunk number) to drop; a chunk that is gone again is to be dropped.
        """
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(outbox).order_by(outbox.c.id).limit(limit)).all()
            numbers = list({row.chunk for row in rows if row.action == "put"})
            held = {chunk.id: chunk for chunk in self._read_numbers(connection, numbers)}
        puts = [(row.id, held[row.chunk]) for row in rows if row.action == "put" and row.chunk in held]
        drops = [(row.id, row.chunk) for row in rows if row.action != "put" or row.chunk not in held]
        return puts, drops

    def waiting(self, limit: int, sources_only: Sequence[int] | None = None) -> list[WaitingText]:
        """Documents whose text has still to be split and embedded, oldest first.

        Args:
            sources_only: rows of the only sources to look at.
        """
        query = (
            sa.select(documents, snapshots.c.text)
            .join(waiting, waiting.c.document_id == documents.c.id)
            .join(snapshots, snapshots.c.sha256 == documents.c.sha256)
            .order_by(documents.c.id)
            .limit(limit)
        )
        if sources_only is not None:
            query = query.join(items, items.c.id == documents.c.item_id).where(
                items.c.source_id.in_(sources_only)
            )
        with self.engine.connect() as connection:
            return [
                WaitingText(
                    row.id,
                    Document(
                        id=row.local_id,
                        title=row.title,
                        text=row.text,
                        kind=row.kind,
                        retrieved=aware(row.retrieved) or datetime.fromtimestamp(0, UTC),
                        blocks=packing.unpack_blocks(row.blocks),
                    ),
                )
                for row in connection.execute(query)
            ]

    def count_waiting(self) -> int:
        """Documents whose text has still to be split and embedded."""
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0

    def last_seen(self, keys: Iterable[str]) -> dict[str, datetime]:
        """When documents were last seen in their sources, by the id that users see."""
        query = sa.select(documents.c.key, SEEN).select_from(_HEADS)
        with self.engine.connect() as connection:
            return {
                row.key: aware(row.retrieved) or datetime.fromtimestamp(0, UTC)
                for part in portions(list(keys))
                for row in connection.execute(query.where(documents.c.key.in_(part)))
            }

    def counts(self) -> Counts:
        """How much is stored."""
        with self.engine.connect() as connection:
            counted = sa.select(documents.c.kind, sa.func.count()).group_by(documents.c.kind)
            kinds: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
            number = connection.scalar(sa.select(sa.func.count()).select_from(chunks)) or 0
            checked = connection.scalar(sa.select(sa.func.max(items.c.retrieved)))
        return Counts(kinds.get("article", 0), kinds.get("listing", 0), number, aware(checked))

    def document(self, key: str) -> StoredDocument:
        """A document by the id that users see.

        Raises:
            NotFound: there is none.
        """
        query = (
            sa.select(documents, snapshots.c.text, sources.c.uri, SEEN.label("seen"))
            .select_from(_HEADS)
            .join(snapshots, snapshots.c.sha256 == documents.c.sha256)
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
            retrieved=aware(row.seen) or datetime.fromtimestamp(0, UTC),
            license_note=row.license_note,
            sha256=row.sha256,
            source=row.uri,
            blocks=packing.unpack_blocks(row.blocks),
            metadata=row.metadata,
        )

    def at_address(self, url: str, kind: DocumentKind) -> list[DocumentHead]:
        """Heads of the documents of a kind that have an address, by id."""
        query = sa.select(*_HEAD).select_from(_HEADS).where(documents.c.url == url, documents.c.kind == kind)
        with self.engine.connect() as connection:
            return [_head(row) for row in connection.execute(query.order_by(documents.c.key))]

    def heads(
        self, rows: Iterable[int] | None = None, kind: DocumentKind | None = None
    ) -> list[DocumentHead]:
        """Heads of some documents by row, or of all of one kind, by id."""
        query = sa.select(*_HEAD).select_from(_HEADS).order_by(documents.c.key)
        if kind is not None:
            query = query.where(documents.c.kind == kind)
        with self.engine.connect() as connection:
            if rows is None:
                return [_head(row) for row in connection.execute(query)]
            return [
                _head(row)
                for part in portions(list(rows))
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
                for part in portions(list(rows))
                for row in connection.execute(query.where(documents.c.id.in_(part)))
            }

    def texts(self, keys: Iterable[str]) -> dict[str, tuple[DocumentHead, str]]:
        """Heads and stored texts of documents by the id that users see; unknown ones are left out."""
        held = snapshots.c.sha256 == documents.c.sha256
        query = sa.select(*_HEAD, snapshots.c.text).select_from(_HEADS).join(snapshots, held)
        with self.engine.connect() as connection:
            return {
                row.key: (_head(row), row.text)
                for part in portions(list(keys))
                for row in connection.execute(query.where(documents.c.key.in_(part)))
            }

    def chunks(self, numbers: Iterable[int]) -> list[StoredChunk]:
        """Chunks by number, in no order; those that are gone are left out."""
        with self.engine.connect() as connection:
            return self._of_now(connection, numbers)

    def chunks_of(self, document: int, first: int = 0, last: int | None = None) -> list[StoredChunk]:
        """Chunks of one document from one ordinal to another (inclusive), in order."""
        query = sa.select(chunks.c.id).where(chunks.c.document_id == document, chunks.c.ordinal >= first)
        if last is not None:
            query = query.where(chunks.c.ordinal <= last)
        with self.engine.connect() as connection:
            found = self._of_now(connection, connection.scalars(query).all())
        return sorted(found, key=lambda chunk: chunk.ordinal)

    def _of_now(self, connection: Connection, numbers: Iterable[int]) -> list[StoredChunk]:
        """Chunks as the connection's moment has them; only those that are not kept in memory are read."""
        wanted, now = dict.fromkeys(numbers), _generation(connection)
        found = self._kept.get(now, wanted)
        missing = [number for number in wanted if number not in found]
        if missing:
            read = list(self._read_numbers(connection, missing))
            self._kept.put(now, read)
            found |= {chunk.id: chunk for chunk in read}
        return list(found.values())

    def _read_numbers(self, connection: Connection, numbers: Sequence[int]) -> Iterator[StoredChunk]:
        for part in portions(numbers):
            yield from self._read_chunks(connection, part)

    def _read_chunks(self, connection: Connection, numbers: Sequence[int]) -> Iterator[StoredChunk]:
        rows = connection.execute(sa.select(chunks).where(chunks.c.id.in_(numbers))).all()
        wanted = {row.document_id for row in rows}
        query = sa.select(*_HEAD).select_from(_HEADS)
        heads: Mapping[int, DocumentHead] = {
            head.row: head
            for part in portions(list(wanted))
            for head in map(_head, connection.execute(query.where(documents.c.id.in_(part))))
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
                packed=self._packed(row),
            )


SEEN = sa.func.coalesce(departures.c.seen, items.c.retrieved).label("retrieved")
"""When a document was last seen in its source."""

_HEAD = (
    documents.c.id,
    documents.c.key,
    documents.c.title,
    documents.c.kind,
    documents.c.url,
    documents.c.published,
    SEEN,
    documents.c.sha256,
)
_HEADS = documents.join(items, items.c.id == documents.c.item_id).outerjoin(
    departures, departures.c.document_id == documents.c.id
)


def _generation(connection: Connection) -> int:
    """The generation that the connection's transaction sees."""
    return connection.scalar(sa.select(meta.c.value).where(meta.c.key == "generation")) or 0


def _head(row: Any) -> DocumentHead:
    retrieved = aware(row.retrieved) or datetime.fromtimestamp(0, UTC)
    return DocumentHead(row.id, row.key, row.title, row.kind, row.url, row.published, retrieved, row.sha256)
