"""The catalog's database: what is read within one connection is of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from internbot.index.catalog import Catalog
from internbot.index.schema import items

CHECKED = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog.in_file(tmp_path / "catalog.sqlite3", 384)
    yield opened
    opened.close()


def add_item(catalog: Catalog, key: str) -> int:
    source = catalog.source("folder", "folder")
    with catalog.writing() as connection:
        return catalog.start_item(connection, source, key, CHECKED)


def test_a_reader_sees_one_moment_while_a_writer_commits(catalog: Catalog) -> None:
    catalog.source("folder", "folder")
    count = sa.select(sa.func.count()).select_from(items)
    with catalog.engine.connect() as reader:
        assert reader.scalar(count) == 0
        add_item(catalog, "a.md")
        assert reader.scalar(count) == 0
    with catalog.engine.connect() as reader:
        assert reader.scalar(count) == 1


def test_what_fails_half_way_changes_nothing(catalog: Catalog) -> None:
    source = catalog.source("folder", "folder")
    before = catalog.generation()

    def write_and_fail() -> None:
        with catalog.writing() as connection:
            catalog.start_item(connection, source, "a.md", CHECKED)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        write_and_fail()
    assert catalog.item_states(source) == {}
    assert catalog.generation() == before


def test_looking_again_counts_as_a_change_because_the_page_says_when(catalog: Catalog) -> None:
    row = add_item(catalog, "a.md")
    before = catalog.generation()
    catalog.touch_items([row], CHECKED.replace(day=23))
    assert catalog.generation() > before
    assert catalog.counts().checked == CHECKED.replace(day=23)


def test_an_item_that_left_is_read_again_when_it_is_back(catalog: Catalog) -> None:
    row = add_item(catalog, "a.md")
    with catalog.writing() as connection:
        catalog.finish_item(connection, row, "0" * 64, "markdown/1", CHECKED, (), ())
    catalog.forget_items([row])
    assert all(
        state.sha256 == "" for state in catalog.item_states(catalog.source("folder", "folder")).values()
    )
