"""Conflicts between stored sources: found after each change of them, listed, set aside for a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.answering.source_conflicts import SourceConflict
from internbot.clock import Clock
from internbot.database.opening import writing
from internbot.errors import InvalidRequest, NotFound
from internbot.review import tables
from internbot.review.accounts import aware

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a conflict needs nothing."""

    by: str
    at: datetime
    reason: str


class SetAsides:
    """Conflicts that need nothing, by their keys, in SQL."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def all(self) -> dict[str, SetAside]:
        """The reasons by key, oldest first."""
        with self._engine.connect() as connection:
            return {
                row.conflict: SetAside(row.by, aware(row.at), row.reason)
                for row in connection.execute(sa.select(tables.set_aside).order_by(tables.set_aside.c.at))
            }

    def put(self, key: str, by: str, reason: str) -> None:
        """Say why a conflict needs nothing.

        Raises:
            InvalidRequest: there is no reason, or it is too long.
        """
        reason = " ".join(reason.split())
        if not reason or len(reason) > _LONGEST_REASON:
            raise InvalidRequest(f"write a reason of at most {_LONGEST_REASON} characters")
        values = {"conflict": key, "by": by, "at": self._clock(), "reason": reason}
        with writing(self._engine) as connection:
            connection.execute(sa.delete(tables.set_aside).where(tables.set_aside.c.conflict == key))
            connection.execute(sa.insert(tables.set_aside).values(values))

    def take_back(self, key: str) -> None:
        """List a conflict again."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(tables.set_aside).where(tables.set_aside.c.conflict == key))

    def keep_only(self, known: Collection[str]) -> None:
        """Drop the reasons of what is no conflict any more: a reason holds for the two texts that it was given for."""
        for key in self.all().keys() - set(known):
            self.take_back(key)


class Conflicts:
    """What the last look at the stored sources found, for several threads."""

    def __init__(self, engine: Engine, clock: Clock, find: Callable[[], Sequence[SourceConflict]]) -> None:
        """
        Args:
            find: compares the stored sources as they are now; may take seconds.
        """
        self.set_asides = SetAsides(engine, clock)
        self._find = find
        self._found: dict[str, SourceConflict] | None = None

    def look(self) -> None:
        """Compare all stored sources."""
        self._found = {one.key: one for one in self._find()}
        self.set_asides.keep_only(self._found)

    @property
    def looked(self) -> bool:
        """Whether the sources were compared since the start."""
        return self._found is not None

    def open(self) -> dict[str, SourceConflict]:
        """Those that nobody set aside, by key, as of the last look."""
        aside = self.set_asides.all()
        return {key: one for key, one in (self._found or {}).items() if key not in aside}

    def aside(self) -> dict[str, tuple[SourceConflict, SetAside]]:
        """Those that were set aside, by key."""
        known = self._found or {}
        return {key: (known[key], reason) for key, reason in self.set_asides.all().items() if key in known}

    def set_aside(self, key: str, by: str, reason: str) -> None:
        """Say why a conflict needs nothing.

        Raises:
            NotFound: there is none of that key, or no longer.
            InvalidRequest: there is no reason, or it is too long.
        """
        if key not in (self._found or {}):
            raise NotFound("there is no such conflict; a source may have changed")
        self.set_asides.put(key, by, reason)
