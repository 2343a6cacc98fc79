"""Databases for tests: a SQLite file, and a real PostgreSQL server that lives as long as the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

INSTALL = "apt-get install --no-install-recommends postgresql"


def _program(name: str) -> Path | None:
    found = shutil.which(name)
    candidates = [Path(found)] if found else sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return candidates[-1] if candidates else None


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a database of a PostgreSQL server that lives as long as the tests."""
    initdb, server = _program("initdb"), _program("postgres")
    if initdb is None or server is None:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL is not installed: {INSTALL}")
        pytest.skip(f"needs PostgreSQL: {INSTALL}")
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    # Not in pytest's own folder, which only its user may enter.
    with tempfile.TemporaryDirectory(prefix="internbot-postgresql-") as folder:
        home = Path(folder)
        if user:
            shutil.chown(home, user)
        data, port = home / "data", _free_port()
        subprocess.run(
            [initdb, "-D", data, "-A", "trust", "-U", "internbot", "-E", "UTF8", "--no-sync"],
            user=user, cwd=home, check=True, capture_output=True,
        )  # fmt: skip
        with subprocess.Popen(
            [server, "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", home, "-F"],
            user=user, cwd=home, stderr=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            try:
                assert process.stderr is not None
                for line in process.stderr:
                    if "ready to accept connections" in line:
                        break
                yield f"postgresql://internbot@127.0.0.1:{port}/postgres"
            finally:
                process.terminate()
                process.communicate()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'conversations.sqlite'}"
        return
    url = sa.make_url(request.getfixturevalue("postgresql")).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE fresh")
    try:
        yield url.set(drivername="postgresql", database="fresh").render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE fresh WITH (FORCE)")
        engine.dispose()
