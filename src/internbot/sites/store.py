"""The sites, kept beside the conversations, so that several processes see the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.database.opening import writing
from internbot.errors import NotFound
from internbot.sites.site import Site

_metadata = sa.MetaData()
_sites = sa.Table(
    "sites",
    _metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("site", sa.Text, nullable=False),
)
_FRESH = 2.0
"""Seconds for which what was read holds: each request asks for its site."""


class SiteStore:
    """All sites, for several threads."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            engine: of the database that the migrations of `conversations` were run on.
            now: seconds that only rise.
        """
        self._engine = engine
        self._now = now
        self._lock = Lock()
        self._read: tuple[float, dict[str, Site]] | None = None

    def put(self, site: Site) -> None:
        """Keep a site in place of the one of its name."""
        values = {"name": site.name, "site": site.model_dump_json(exclude_defaults=True)}
        with writing(self._engine) as connection:
            connection.execute(sa.delete(_sites).where(_sites.c.name == site.name))
            connection.execute(sa.insert(_sites).values(values))
        self._read = None

    def remove(self, name: str) -> None:
        """Forget a site.

        Raises:
            NotFound: there is none of that name.
        """
        with writing(self._engine) as connection:
            if not connection.execute(sa.delete(_sites).where(_sites.c.name == name)).rowcount:
                raise NotFound(_unknown(name, [site.name for site in self.all()]))
        self._read = None

    def all(self) -> tuple[Site, ...]:
        """Every site, by name."""
        return tuple(self._all().values())

    def get(self, name: str) -> Site:
        """The site of that name.

        Raises:
            NotFound: there is none.
        """
        known = self._all()
        if name not in known:
            raise NotFound(_unknown(name, list(known)))
        return known[name]

    def admits(self, origin: str) -> bool:
        """Whether any site has pages of `origin`."""
        return any(site.admits(origin) for site in self._all().values())

    def _all(self) -> dict[str, Site]:
        with self._lock:
            if self._read is None or self._now() - self._read[0] > _FRESH:
                with self._engine.connect() as connection:
                    rows = connection.execute(sa.select(_sites).order_by(_sites.c.name)).all()
                found = {row.name: Site.model_validate_json(row.site) for row in rows}
                self._read = (self._now(), found)
            return self._read[1]


def _unknown(name: str, known: list[str]) -> str:
    there = f"there are {', '.join(known)}" if known else "there are none yet: internbot sites add"
    return f"no site is named {name!r}; {there}"
