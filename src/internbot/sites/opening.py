"""The sites of an installation, for commands that need nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from internbot.data_folder import prepare
from internbot.database.opening import address, open_database
from internbot.settings import Settings
from internbot.sites.store import SiteStore


@contextmanager
def opened_sites(settings: Settings) -> Iterator[SiteStore]:
    """The store of sites; the data folder is made where there is none.

    Raises:
        DataFolderError: the data folder cannot be made.
        SettingsError: the database cannot be opened.
    """
    if settings.database is None:
        prepare(settings.data)
    engine = open_database(address(settings))
    try:
        yield SiteStore(engine)
    finally:
        engine.dispose()
