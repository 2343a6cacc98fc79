"""Commands in folders of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.commands import GARDENS, GUIDE, Command


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """In a folder of its own, with nothing in it."""
    return Command(tmp_path)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder of articles; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "northwind.md").write_text(GUIDE)
    (folder / "gardens.md").write_text(GARDENS)
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Command:
    """With the library ingested; for tests that only read."""
    made = Command(tmp_path_factory.mktemp("filled"))
    made.run("ingest", str(library))
    return made
