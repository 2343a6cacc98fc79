"""The database of conversations and reviews, opened for one command; a server may have it open as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from internbot.clock import Clock, fixed_clock, system_clock
from internbot.data_folder import prepare
from internbot.database.opening import address, open_database
from internbot.settings import Settings


@contextmanager
def database() -> Iterator[Engine]:
    """The database of this installation.

    Raises:
        SettingsError: it cannot be opened.
    """
    settings = Settings.load()
    if settings.database is None:
        prepare(settings.data)
    engine = open_database(address(settings))
    try:
        yield engine
    finally:
        engine.dispose()


def clock() -> Clock:
    """The one that this installation goes by."""
    today = Settings.load().today
    return fixed_clock(today) if today else system_clock
