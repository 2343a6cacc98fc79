"""Tables of the catalog, in SQLAlchemy Core, so that another database can hold them.

sources    what an operator named: a file, a folder, a feed
items      one raw thing of a source with its hash: unchanged hash, nothing to do
documents  what an item was read into; `key` is the id that users see; `missing` is set once it has left its source
snapshots  texts that offsets count in, by hash
chunks     passages with their vectors, so that the vector and keyword indexes can be made again without a model
departures when a document that left its source was last there; while it is there, its item's `retrieved` tells
waiting    documents that can be found as records, and whose text has still to be split and embedded
looks      when each source was last looked at, with what result, and when it is looked at next
outbox     what the vector and keyword indexes have still to be told; filled in the transaction that changes chunks
meta       a counter that rises with each change
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uri", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("reader", Text, nullable=False),
    Column("retrieved", DateTime(timezone=True), nullable=False),
    Column("failures", JSON, nullable=False),
    UniqueConstraint("source_id", "key"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("local_id", Text, nullable=False),
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("published", Date),
    Column("retrieved", DateTime(timezone=True), nullable=False),
    Column("license_note", Text),
    Column("sha256", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("blocks", LargeBinary, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("raw", LargeBinary),
    Column("missing", Boolean, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("page", Integer),
    Column("tokens", Integer, nullable=False),
    Column("path", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("embedding_key", String(64), nullable=False, index=True),
    Column("units", LargeBinary, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("unit_vectors", LargeBinary, nullable=False),
    Column("token_codes", LargeBinary),
    Index("chunks_in_order", "document_id", "ordinal"),
    sqlite_autoincrement=True,  # a number once used is never given again: the other indexes may still hold it
)

departures = Table(
    "departures",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("seen", DateTime(timezone=True), nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
)

looks = Table(
    "looks",
    metadata,
    Column("source_id", ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("location", Text, nullable=False),
    Column("looked", DateTime(timezone=True)),
    Column("succeeded", DateTime(timezone=True)),
    Column("failure", Text),
    Column("failures", Integer, nullable=False),
    Column("next", DateTime(timezone=True)),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chunk", Integer, nullable=False),
    Column("action", String(4), nullable=False),
    sqlite_autoincrement=True,
)

meta = Table(
    "meta", metadata, Column("key", Text, primary_key=True), Column("value", Integer, nullable=False)
)
