"""What is written into the catalog; each method that takes a connection belongs to the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from internbot.errors import DataFolderError
from internbot.index import packing
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
from internbot.index.stored import EmbeddedChunk, StampedDocument, portions
from internbot.sources.documents import Document, Failure

Change = Literal["added", "updated"]


@dataclass(frozen=True, slots=True)
class PutDocument:
    """A document that was written.

    Attributes:
        row: its number in the catalog.
        key: the id that users see.
        change: whether it is new.
    """

    row: int
    key: str
    change: Change


class CatalogWriting:
    """Writes documents, chunks and what is remembered of their sources."""

    engine: Engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; all of it is kept, or nothing."""
        with self.engine.begin() as connection:
            yield connection
            rise = meta.update().where(meta.c.key == "generation").values(value=meta.c.value + 1)
            if not connection.execute(rise).rowcount:
                connection.execute(meta.insert().values(key="generation", value=1))

    # Sources and items

    def source(self, uri: str, name: str) -> int:
        """Row of a source, made where it is new."""
        with self.engine.begin() as connection:
            row = connection.scalar(sa.select(sources.c.id).where(sources.c.uri == uri))
            if row is None:
                result = connection.execute(sources.insert().values(uri=uri, name=name))
                row = result.inserted_primary_key[0] if result.inserted_primary_key else 0
            return int(row)

    def start_item(self, connection: Connection, source: int, key: str, retrieved: datetime) -> int:
        """Row of an item that is about to be written, marked as not complete."""
        row = connection.scalar(sa.select(items.c.id).where(items.c.source_id == source, items.c.key == key))
        values = {"sha256": "", "reader": "", "failures": []}
        if row is not None:
            connection.execute(items.update().where(items.c.id == row).values(**values))
            return int(row)
        result = connection.execute(
            items.insert().values(source_id=source, key=key, retrieved=retrieved, **values)
        )
        return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0

    def finish_item(
        self,
        connection: Connection,
        item: int,
        sha256: str,
        reader: str,
        retrieved: datetime,
        failures: Sequence[Failure],
        left: Sequence[int],
    ) -> None:
        """Remember that an item is completely written.

        Args:
            retrieved: when its bytes were had: its documents were last seen then.
            left: rows of documents that it held before and holds no longer. They are missing from this moment on: when
                the process is killed, the next run takes the item for unchanged and looks at it no more.
        """
        self.mark_missing(connection, left)
        told = [[failure.key, failure.reason] for failure in failures]
        connection.execute(
            items.update()
            .where(items.c.id == item)
            .values(sha256=sha256, reader=reader, retrieved=retrieved, failures=told)
        )

    def touch_items(self, rows: Sequence[int], retrieved: datetime) -> None:
        """Remember that items were looked at and had not changed."""
        if not rows:
            return
        with self.writing() as connection:
            for part in portions(rows):
                connection.execute(items.update().where(items.c.id.in_(part)).values(retrieved=retrieved))

    def forget_items(self, rows: Sequence[int]) -> None:
        """Items have left their source: they are read again when they are back, however long their documents stay."""
        with self.engine.begin() as connection:
            for part in portions(rows):
                held = sa.select(documents.c.item_id).where(documents.c.item_id.in_(part))
                connection.execute(items.delete().where(items.c.id.in_(part), items.c.id.not_in(held)))
                connection.execute(items.update().where(items.c.id.in_(part)).values(sha256=""))

    def mark_missing(self, connection: Connection, rows: Sequence[int]) -> None:
        """Remember that documents have left their source, and when they were last there."""
        for part in portions(rows):
            leaving = (
                sa.select(documents.c.id, items.c.retrieved)
                .join(items, items.c.id == documents.c.item_id)
                .where(documents.c.id.in_(part), documents.c.missing.is_(False))
            )
            connection.execute(departures.insert().from_select(["document_id", "seen"], leaving))
            connection.execute(documents.update().where(documents.c.id.in_(part)).values(missing=True))

    def put_documents(
        self, connection: Connection, source: int, item: int, entries: Sequence[StampedDocument]
    ) -> list[PutDocument]:
        """Write documents without their chunks; thousands a second.

        Args:
            entries: documents of different ids.
        """
        ids = [one.document.id for one in entries]
        known: dict[str, Any] = {}
        for part in portions(ids):
            held = (
                sa.select(documents.c.local_id, documents.c.id, documents.c.key, documents.c.item_id)
                .join(items, items.c.id == documents.c.item_id)
                .where(items.c.source_id == source, documents.c.local_id.in_(part))
            )
            known |= {row.local_id: row for row in connection.execute(held)}
        self._put_snapshots(connection, [one.document for one in entries])
        keys = self._free_keys(connection, source, [local_id for local_id in ids if local_id not in known])
        new: list[dict[str, Any]] = []
        old: list[dict[str, Any]] = []
        for one in entries:
            held_as = known.get(one.document.id)
            if held_as is not None:
                old.append({"row": held_as.id, **_values(one, item)})
            else:
                new.append({"key": keys[one.document.id], **_values(one, item)})
        if new:
            connection.execute(documents.insert(), new)
        if old:
            # The item that it came from before may still hold it, and is to be asked should this one lose it.
            before = {row.item_id for row in known.values()} - {item}
            connection.execute(items.update().where(items.c.id.in_(before)).values(sha256=""))
            connection.execute(documents.update().where(documents.c.id == sa.bindparam("row")), old)
            for part in portions([row["row"] for row in old]):
                connection.execute(departures.delete().where(departures.c.document_id.in_(part)))
                connection.execute(waiting.delete().where(waiting.c.document_id.in_(part)))
        made: dict[str, int] = {}
        for part in portions([row["key"] for row in new]):
            query = sa.select(documents.c.key, documents.c.id).where(documents.c.key.in_(part))
            made |= {row.key: row.id for row in connection.execute(query)}
        return [
            PutDocument(known[local_id].id, known[local_id].key, "updated")
            if local_id in known
            else PutDocument(made[keys[local_id]], keys[local_id], "added")
            for local_id in ids
        ]

    def _put_snapshots(self, connection: Connection, entries: Sequence[Document]) -> None:
        texts = {document.sha256: document.text for document in entries}
        for part in portions(list(texts)):
            for held in connection.scalars(sa.select(snapshots.c.sha256).where(snapshots.c.sha256.in_(part))):
                del texts[held]
        if texts:
            connection.execute(
                snapshots.insert(), [{"sha256": sha256, "text": text} for sha256, text in texts.items()]
            )

    def _free_keys(self, connection: Connection, source: int, ids: Sequence[str]) -> dict[str, str]:
        taken: set[str] = set()
        for part in portions(ids):
            taken.update(connection.scalars(sa.select(documents.c.key).where(documents.c.key.in_(part))))
        keys = {local_id: local_id for local_id in ids if local_id not in taken}
        used = set(keys)
        for local_id in ids:
            if local_id in taken:
                keys[local_id] = self._free_key(connection, source, local_id, used)
                used.add(keys[local_id])
        return keys

    def _free_key(self, connection: Connection, source: int, local_id: str, used: Set[str]) -> str:
        """The id itself, or where another source has it already, the id below the source's name."""
        name = connection.scalar(sa.select(sources.c.name).where(sources.c.id == source)) or "source"
        candidates = [local_id, f"{name}/{local_id}", *(f"{name}~{n}/{local_id}" for n in range(2, 1000))]
        for key in candidates:
            held = sa.select(documents.c.id).where(documents.c.key == key)
            if key not in used and connection.scalar(held) is None:
                return key
        raise DataFolderError(f"a thousand sources are named {name} and hold {local_id}; rename one")

    def await_text(self, connection: Connection, rows: Sequence[int]) -> None:
        """Remember that the text of documents has still to be split and embedded."""
        if rows:
            connection.execute(waiting.insert(), [{"document_id": row} for row in rows])

    def put_chunks(self, connection: Connection, document: int, embedded: Sequence[EmbeddedChunk]) -> None:
        """Keep the chunks of a document; those that did not change keep their numbers."""
        connection.execute(waiting.delete().where(waiting.c.document_id == document))
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
            packed = one.vectors.pack()
            result = connection.execute(
                chunks.insert().values(
                    document_id=document,
                    tokens=one.chunk.tokens,
                    text=one.chunk.text,
                    embedding_key=one.embedding_key,
                    vector=packed.passage,
                    unit_vectors=packed.units,
                    token_codes=packed.tokens,
                    **place,
                )
            )
            number = result.inserted_primary_key[0] if result.inserted_primary_key else 0
            connection.execute(outbox.insert().values(chunk=number, action="put"))
        self._drop_chunks(connection, [row for rows in stored.values() for row in rows])

    def _drop_chunks(self, connection: Connection, rows: Sequence[int]) -> None:
        for part in portions(rows):
            connection.execute(chunks.delete().where(chunks.c.id.in_(part)))
            connection.execute(outbox.insert(), [{"chunk": row, "action": "drop"} for row in part])

    def remove_documents(self, connection: Connection, rows: Sequence[int]) -> None:
        """Take documents out of everything: chunks, indexes, snapshots."""
        for part in portions(rows):
            held = connection.scalars(sa.select(chunks.c.id).where(chunks.c.document_id.in_(part))).all()
            self._drop_chunks(connection, held)
            connection.execute(documents.delete().where(documents.c.id.in_(part)))
        connection.execute(
            snapshots.delete().where(snapshots.c.sha256.not_in(sa.select(documents.c.sha256).distinct()))
        )

    def forget_source(self, connection: Connection, source: int) -> None:
        """A source of which no document is left is forgotten."""
        connection.execute(items.delete().where(items.c.source_id == source))
        connection.execute(sources.delete().where(sources.c.id == source))

    def settle(self, entries: Sequence[int]) -> None:
        """The search indexes have been told."""
        with self.engine.begin() as connection:
            for part in portions(entries):
                connection.execute(outbox.delete().where(outbox.c.id.in_(part)))


def _values(stamped: StampedDocument, item: int) -> dict[str, Any]:
    document = stamped.document
    return {
        "local_id": document.id,
        "item_id": item,
        "kind": document.kind,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "retrieved": document.retrieved,
        "license_note": document.license_note,
        "sha256": document.sha256,
        "fingerprint": stamped.mark,
        "blocks": stamped.blocks,
        "metadata": document.metadata,
        "raw": document.raw,
        "missing": False,
    }
