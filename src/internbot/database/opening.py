"""Opens the database and brings its tables up to date."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from internbot.data_folder import DATABASE
from internbot.errors import SettingsError
from internbot.index.catalog import WRITES, open_engine
from internbot.settings import Settings

_MIGRATIONS = Path(__file__).with_name("migrations")


def address(settings: Settings) -> str:
    """The database's URL: the one that is set, else that of a file in the data folder."""
    if settings.database is not None:
        return settings.database.get_secret_value()
    return f"sqlite:///{settings.data / DATABASE}"


def is_there(settings: Settings) -> bool:
    """Whether there is anything to open: a database that is set, or a file in the data folder."""
    return settings.database is not None or (settings.data / DATABASE).is_file()


def open_database(url: str) -> Engine:
    """An engine over tables of this version.

    Args:
        url: SQLAlchemy URL; `postgresql://` takes the psycopg driver.

    Raises:
        SettingsError: the database cannot be opened.
    """
    try:
        engine = open_engine(_with_driver(url))
        with engine.begin() as connection:
            _migrate(connection)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        shown = sa.make_url(url).render_as_string(hide_password=True) if "://" in url else "named there"
        reason = " ".join(str(getattr(error, "orig", error)).split())[:200]
        raise SettingsError(
            f"the database {shown} cannot be opened ({reason}): mend INTERNBOT_DATABASE, or leave it "
            "out to keep conversations in the data folder"
        ) from error
    return engine


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """One transaction that writes, perhaps after reading: all of it is kept, or nothing."""
    return engine.execution_options(**{WRITES: True}).begin()


def _with_driver(url: str) -> str:
    return (
        url.replace("postgresql://", "postgresql+psycopg://", 1) if url.startswith("postgresql://") else url
    )


def _migrate(connection: Connection) -> None:
    config = Config()
    # A % in a path would be read as the beginning of a variable.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
