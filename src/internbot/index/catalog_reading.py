"""What is read from the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from internbot.errors import NotFound
from internbot.index import packing
from internbot.index.heads import HEAD, HEADS, SEEN, head_of
from internbot.index.schema import (
    chunks,
    documents,
    items,
    snapshots,
    sources,
    waiting,
)
from internbot.index.stored import (
    Counts,
    DocumentHead,
    ItemState,
    KnownDocument,
    StoredDocument,
    WaitingText,
    aware,
    portions,
)
from internbot.sources.documents import Document, DocumentKind, Failure


class CatalogReading:
    """Reads documents and what is remembered of their sources."""

    engine: Engine

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

    def last_seen(self, keys: Iterable[str]) -> dict[str, datetime]:
        """When documents were last seen in their sources, by the id that users see."""
        query = sa.select(documents.c.key, SEEN).select_from(HEADS)
        with self.engine.connect() as connection:
            return {
                row.key: aware(row.retrieved) or datetime.fromtimestamp(0, UTC)
                for part in portions(list(keys))
                for row in connection.execute(query.where(documents.c.key.in_(part)))
            }

    def counts(self) -> Counts:
        """How much is stored."""
        with self.engine.connect() as connection:
            kinds: dict[str, int] = {row[0]: row[1] for row in connection.execute(_KINDS)}
            number = connection.scalar(_CHUNKS) or 0
            checked = connection.scalar(_CHECKED)
        return Counts(kinds.get("article", 0), kinds.get("listing", 0), number, aware(checked))

    def document(self, key: str) -> StoredDocument:
        """A document by the id that users see.

        Raises:
            NotFound: there is none.
        """
        query = (
            sa.select(documents, snapshots.c.text, sources.c.uri, SEEN.label("seen"))
            .select_from(HEADS)
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
        query = sa.select(*HEAD).select_from(HEADS).where(documents.c.url == url, documents.c.kind == kind)
        with self.engine.connect() as connection:
            return [head_of(row) for row in connection.execute(query.order_by(documents.c.key))]

    def heads(
        self, rows: Iterable[int] | None = None, kind: DocumentKind | None = None
    ) -> list[DocumentHead]:
        """Heads of some documents by row, or of all of one kind, by id."""
        query = sa.select(*HEAD).select_from(HEADS).order_by(documents.c.key)
        if kind is not None:
            query = query.where(documents.c.kind == kind)
        with self.engine.connect() as connection:
            if rows is None:
                return [head_of(row) for row in connection.execute(query)]
            return [
                head_of(row)
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
        with self.engine.connect() as connection:
            if rows is None:
                return {row.id: row.metadata for row in connection.execute(_METADATA)}
            return {
                row.id: row.metadata
                for part in portions(list(rows))
                for row in connection.execute(_METADATA_OF, {"rows": part})
            }

    def texts(self, keys: Iterable[str]) -> dict[str, tuple[DocumentHead, str]]:
        """Heads and stored texts of documents by the id that users see; unknown ones are left out."""
        with self.engine.connect() as connection:
            return {
                row.key: (head_of(row), row.text)
                for part in portions(list(keys))
                for row in connection.execute(_TEXTS_OF, {"keys": part})
            }

    def hashes(self, keys: Iterable[str]) -> dict[str, str]:
        """Hashes of the stored texts of documents by the id that users see; unknown ones are left out."""
        with self.engine.connect() as connection:
            return {
                row.key: row.sha256
                for part in portions(list(keys))
                for row in connection.execute(_HASHES_OF, {"keys": part})
            }


# Statements of each question, made once: to build and to name one takes longer than to run it.
_KINDS = sa.select(documents.c.kind, sa.func.count()).group_by(documents.c.kind)
_CHUNKS = sa.select(sa.func.count()).select_from(chunks)
_CHECKED = sa.select(sa.func.max(items.c.retrieved))
_METADATA = sa.select(documents.c.id, documents.c.metadata).order_by(documents.c.key)
_METADATA_OF = _METADATA.where(documents.c.id.in_(sa.bindparam("rows", expanding=True)))
_TEXTS_OF = (
    sa.select(*HEAD, snapshots.c.text)
    .select_from(HEADS)
    .join(snapshots, snapshots.c.sha256 == documents.c.sha256)
    .where(documents.c.key.in_(sa.bindparam("keys", expanding=True)))
)
_HASHES_OF = sa.select(documents.c.key, documents.c.sha256).where(
    documents.c.key.in_(sa.bindparam("keys", expanding=True))
)
