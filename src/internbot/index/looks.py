"""When each source was last looked at, with what result, and when it is looked at next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from internbot.index.schema import documents, items, looks, sources
from internbot.index.stored import aware

SourceKind = Literal["path", "web", "board"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source.

    Attributes:
        row: its number in the catalog.
        uri: what tells it from others.
        location: where it was read from last.
        articles: documents that are no listings; without those that left.
        listings: likewise.
        missing: documents that left it and are kept.
        looked: the last time that it was looked at; None where it never was.
        succeeded: the last time that this went well.
        failure: why the last look failed; None where it went well.
        failures: looks that failed since the last one that went well.
        next: when it is looked at by itself; None where that is not planned.
    """

    row: int
    uri: str
    name: str
    kind: SourceKind
    location: str
    articles: int
    listings: int
    missing: int
    looked: datetime | None
    succeeded: datetime | None
    failure: str | None
    failures: int
    next: datetime | None


class Looks:
    """The looks at all sources; each method is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(
        self, source: int, kind: SourceKind, location: str, at: datetime, failure: str | None = None
    ) -> None:
        """Remember a look.

        Args:
            failure: why it failed or was not complete; None where it went well.
        """
        values: dict[str, Any] = {"kind": kind, "location": location, "looked": at, "failure": failure}
        values["failures"] = 0 if failure is None else looks.c.failures + 1
        if failure is None:
            values["succeeded"] = at
        with self._engine.begin() as connection:
            changed = connection.execute(looks.update().where(looks.c.source_id == source).values(**values))
            if not changed.rowcount:
                values["failures"] = 0 if failure is None else 1
                connection.execute(looks.insert().values(source_id=source, **values))

    def plan(self, source: int, kind: SourceKind, location: str, at: datetime | None) -> None:
        """Remember when a source is looked at next; None where that is not planned any more."""
        with self._engine.begin() as connection:
            changed = connection.execute(looks.update().where(looks.c.source_id == source).values(next=at))
            if not changed.rowcount:
                connection.execute(
                    looks.insert().values(source_id=source, kind=kind, location=location, failures=0, next=at)
                )

    def states(self, uris: Sequence[str] | None = None) -> list[SourceState]:
        """All sources, or those of some uris, by uri."""
        held = (
            sa.select(items.c.source_id, documents.c.kind, documents.c.missing, sa.func.count())
            .join(items, items.c.id == documents.c.item_id)
            .group_by(items.c.source_id, documents.c.kind, documents.c.missing)
        )
        query = (
            sa.select(sources, looks)
            .outerjoin(looks, looks.c.source_id == sources.c.id)
            .order_by(sources.c.uri)
        )
        if uris is not None:
            query = query.where(sources.c.uri.in_(uris))
        last = (
            sa.select(items.c.source_id, sa.func.max(items.c.retrieved))
            .where(items.c.sha256 != "")
            .group_by(items.c.source_id)
        )
        with self._engine.connect() as connection:
            counts = {(row[0], row[1], bool(row[2])): int(row[3]) for row in connection.execute(held)}
            read = {row[0]: row[1] for row in connection.execute(last)}
            return [_state(row, counts, read.get(row.id)) for row in connection.execute(query)]


def _state(row: Any, counts: dict[tuple[int, str, bool], int], read: datetime | None) -> SourceState:
    def count(kind: str, *, missing: bool) -> int:
        return counts.get((row.id, kind, missing), 0)

    return SourceState(
        row=row.id,
        uri=row.uri,
        name=row.name,
        kind=row.kind or "path",
        location=row.location or row.uri,
        articles=count("article", missing=False),
        listings=count("listing", missing=False),
        missing=count("article", missing=True) + count("listing", missing=True),
        # Sources that were read before looks were kept.
        looked=aware(row.looked or (read if row.kind is None else None)),
        succeeded=aware(row.succeeded or (read if row.kind is None else None)),
        failure=row.failure,
        failures=row.failures or 0,
        next=aware(row.next),
    )
