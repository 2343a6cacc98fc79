"""The catalog: what was ingested, in one database, and what the search indexes have still to be told.

It is the only truth: the vector and keyword indexes hold nothing that cannot be made again from it, and hear of a
change through the `outbox`, which is written in the same transaction as the change. A process that is killed in between
finds the outbox at its next start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from internbot.errors import DataFolderError
from internbot.index.catalog_reading import CatalogReading
from internbot.index.catalog_writing import CatalogWriting
from internbot.index.chunk_reading import ChunkReading
from internbot.index.kept_chunks import KeptChunks
from internbot.index.looks import Looks
from internbot.index.schema import metadata
from internbot.index.stored import ChunkVectors, DocumentHead, StoredChunk, StoredDocument

__all__ = ["Catalog", "ChunkVectors", "DocumentHead", "StoredChunk", "StoredDocument", "open_engine"]

KEPT_BYTES = 64_000_000
"""Some four thousand chunks."""
WRITES = "internbot_writes"
"""Execution option of transactions that are going to write."""


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
            # Who reads first and writes then would be refused once another one has written meanwhile.
            writes = connection.get_execution_options().get(WRITES)
            # Not through the engine, whose own work would be most of a small read.
            connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class Catalog(CatalogReading, ChunkReading, CatalogWriting):
    """Documents, chunks and what is known of their sources.

    Args:
        kept_bytes: of chunks that were read lately, held in memory at most.

    Raises:
        DataFolderError: the database cannot be opened.
    """

    def __init__(self, engine: Engine, dimensions: int, kept_bytes: int = KEPT_BYTES) -> None:
        self.engine = engine
        self.looks = Looks(engine)
        self._dimensions = dimensions
        self._kept = KeptChunks(kept_bytes)
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

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
