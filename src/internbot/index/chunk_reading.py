"""Chunks as the catalog holds them, read from memory where they were read before and nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import PoolProxiedConnection

from internbot.index.heads import HEAD, HEADS, head_of
from internbot.index.kept_chunks import KeptChunks
from internbot.index.schema import chunks, documents, outbox
from internbot.index.stored import MANY, ChunkVectors, DocumentHead, PackedVectors, StoredChunk, portions
from internbot.sources.documents import Span


class ChunkReading:
    """Reads chunks, and what the search indexes have still to be told of them."""

    engine: Engine
    _dimensions: int
    _kept: KeptChunks

    def generation(self) -> int:
        """A number that rises with every change; caches compare it."""
        with closing(self.engine.raw_connection()) as connection:
            return _generation(connection)

    def vectors_for(self, keys: Iterable[str]) -> dict[str, ChunkVectors]:
        """Vectors that were already computed for the same text, by embedding key."""
        found: dict[str, ChunkVectors] = {}
        columns = (chunks.c.embedding_key, chunks.c.vector, chunks.c.unit_vectors, chunks.c.token_codes)
        with self.engine.connect() as connection:
            for part in portions(list(dict.fromkeys(keys))):
                rows = connection.execute(sa.select(*columns).where(chunks.c.embedding_key.in_(part)))
                for key, passage, units, codes in rows:
                    found[key] = PackedVectors(passage, units, codes, self._dimensions).unpack()
        return found

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

    def chunks(self, numbers: Iterable[int]) -> list[StoredChunk]:
        """Chunks by number, in no order; those that are gone are left out."""
        wanted = dict.fromkeys(numbers)
        found = self._kept.get(self.generation(), wanted)
        if len(found) == len(wanted):
            return list(found.values())
        with self.engine.connect() as connection:
            return self._of_now(connection, wanted)

    def chunks_of(self, document: int, first: int = 0, last: int | None = None) -> list[StoredChunk]:
        """Chunks of one document from one ordinal to another (inclusive), in order."""
        within = {"document": document, "first": first, "last": _LAST if last is None else last}
        now = self.generation()
        held = self._kept.numbers(now, document)
        if held is not None:
            numbers = [held[at] for at in range(first, min(len(held), within["last"] + 1))]
            kept = self._kept.get(now, numbers)
            if len(kept) == len(numbers):
                return [kept[number] for number in numbers]
        with self.engine.connect() as connection:
            if held is None:
                self._keep_numbers(connection, document)
            found = self._of_now(connection, connection.scalars(_NUMBERS_OF, within).all())
        return sorted(found, key=lambda chunk: chunk.ordinal)

    def _of_now(self, connection: Connection, numbers: Iterable[int]) -> list[StoredChunk]:
        """Chunks as the connection's moment has them; only those that are not kept in memory are read."""
        wanted, now = dict.fromkeys(numbers), _generation(connection.connection)
        found = self._kept.get(now, wanted)
        missing = [number for number in wanted if number not in found]
        if missing:
            read = list(self._read_numbers(connection, missing))
            self._kept.put(now, read)
            found |= {chunk.id: chunk for chunk in read}
        return list(found.values())

    def _keep_numbers(self, connection: Connection, document: int) -> None:
        rows = connection.execute(_ALL_NUMBERS_OF, {"document": document}).all()
        if len(rows) <= MANY and [ordinal for _, ordinal in rows] == list(range(len(rows))):
            self._kept.put_numbers(
                _generation(connection.connection), document, tuple(number for number, _ in rows)
            )

    def _read_numbers(self, connection: Connection, numbers: Sequence[int]) -> Iterator[StoredChunk]:
        for part in portions(numbers):
            yield from self._read_chunks(connection, part)

    def _read_chunks(self, connection: Connection, numbers: Sequence[int]) -> Iterator[StoredChunk]:
        rows = connection.execute(_CHUNKS, {"numbers": numbers}).all()
        wanted = {row[1] for row in rows}
        heads: Mapping[int, DocumentHead] = {
            head.row: head
            for part in portions(list(wanted))
            for head in map(head_of, connection.execute(_HEADS_OF, {"rows": part}))
        }
        # Unpacked by position: each name of a row would be looked up anew for every chunk.
        for number, document, ordinal, start, end, text, path, page, units, passage, rest, codes in rows:
            packed = PackedVectors(passage, rest, codes, self._dimensions)
            head, span = heads[document], Span(start, end)
            yield StoredChunk(number, head, ordinal, span, text, tuple(path), page, units, packed)


# Statements of each question, made once: to build and to name one takes longer than to run it.
_HEADS_OF = (
    sa.select(*HEAD).select_from(HEADS).where(documents.c.id.in_(sa.bindparam("rows", expanding=True)))
)
_CHUNKS = sa.select(
    chunks.c.id,
    chunks.c.document_id,
    chunks.c.ordinal,
    chunks.c.start,
    chunks.c.end,
    chunks.c.text,
    chunks.c.path,
    chunks.c.page,
    chunks.c.units,
    chunks.c.vector,
    chunks.c.unit_vectors,
    chunks.c.token_codes,
).where(chunks.c.id.in_(sa.bindparam("numbers", expanding=True)))
_NUMBERS_OF = sa.select(chunks.c.id).where(
    chunks.c.document_id == sa.bindparam("document"),
    chunks.c.ordinal.between(sa.bindparam("first"), sa.bindparam("last")),
)
_ALL_NUMBERS_OF = (
    sa.select(chunks.c.id, chunks.c.ordinal)
    .where(chunks.c.document_id == sa.bindparam("document"))
    .order_by(chunks.c.ordinal)
)
_LAST = 2**31 - 1
_GENERATION = "SELECT value FROM meta WHERE key = 'generation'"


def _generation(connection: PoolProxiedConnection) -> int:
    """The generation that the connection's transaction sees."""
    # Not through the engine, whose own work would be most of so small a read; each question has several.
    cursor = connection.cursor()
    try:
        cursor.execute(_GENERATION)
        row = cursor.fetchone()
    finally:
        cursor.close()
    return int(row[0]) if row is not None else 0
