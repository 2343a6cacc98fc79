"""Chunks in memory: never older than the moment that is read, never more than the limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from answering.passages_made import stored
from internbot.chunking import Chunk, Unit
from internbot.embeddings.base import unit_rows
from internbot.index.catalog import Catalog
from internbot.index.kept_chunks import KeptChunks, bytes_of
from internbot.index.stored import ChunkVectors, EmbeddedChunk, StampedDocument, StoredChunk
from internbot.sources.documents import Document, Span

DAY = datetime(2026, 11, 22, tzinfo=UTC)
WIDTH = 16


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog.in_file(tmp_path / "catalog.sqlite3", WIDTH)
    yield opened
    opened.close()


def write(catalog: Catalog, *texts: str, key: str = "a.txt", day: datetime = DAY) -> int:
    """A document of one chunk a text, as ingestion writes it; its row."""
    whole = "\n".join(texts)
    document = StampedDocument.of(Document(id=key, title=key, text=whole, retrieved=day), "recipe")
    source = catalog.source("folder", "folder")
    with catalog.writing() as connection:
        item = catalog.start_item(connection, source, key, day)
        (put,) = catalog.put_documents(connection, source, item, [document])
        catalog.put_chunks(connection, put.row, [embedded(text, whole.index(text)) for text in texts])
        catalog.finish_item(connection, item, document.document.sha256, "plain/1", day, (), ())
    return put.row


def embedded(text: str, start: int) -> EmbeddedChunk:
    span = Span(start, start + len(text))
    row = unit_rows(np.frombuffer(text.ljust(WIDTH)[:WIDTH].encode(), dtype=np.uint8).astype(np.float32))
    chunk = Chunk(span, text, (), (Unit(span, "paragraph", 0),), len(text.split()), None)
    return EmbeddedChunk(chunk, f"key of {text}", ChunkVectors(row, row[None], None))


def texts_of(found: Sequence[StoredChunk]) -> list[str]:
    return [chunk.text for chunk in found]


def test_what_was_read_is_read_once(catalog: Catalog) -> None:
    row = write(catalog, "Interns are paid.", "Apply by May.")
    first, again = catalog.chunks_of(row), catalog.chunks_of(row)
    assert texts_of(again) == ["Interns are paid.", "Apply by May."]
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert catalog.chunks([first[1].id])[0] is first[1]


def test_a_chunk_that_moved_is_found_where_it_is_now(catalog: Catalog) -> None:
    row = write(catalog, "Interns are paid.", "Apply by May.")
    before = {chunk.text: chunk.id for chunk in catalog.chunks_of(row)}
    write(catalog, "New first.", "Interns are paid.", "Apply by May.")
    (moved,) = catalog.chunks([before["Interns are paid."]])
    assert (moved.ordinal, moved.span.start) == (1, len("New first.\n"))


def test_a_chunk_that_is_gone_is_not_found(catalog: Catalog) -> None:
    row = write(catalog, "Interns are paid.", "Apply by May.")
    numbers = [chunk.id for chunk in catalog.chunks_of(row)]
    write(catalog, "Interns are paid.")
    assert texts_of(catalog.chunks(numbers)) == ["Interns are paid."]
    with catalog.writing() as connection:
        catalog.remove_documents(connection, [row])
    assert catalog.chunks(numbers) == []


def test_what_others_change_is_seen(catalog: Catalog, tmp_path: Path) -> None:
    row = write(catalog, "Interns are paid.")
    (before,) = catalog.chunks_of(row)
    other = Catalog.in_file(tmp_path / "catalog.sqlite3", WIDTH)
    write(other, "Interns are not paid.")
    other.close()
    assert catalog.chunks([before.id]) == []
    assert texts_of(catalog.chunks_of(row)) == ["Interns are not paid."]


def test_when_a_source_was_seen_again_is_told(catalog: Catalog) -> None:
    row = write(catalog, "Interns are paid.")
    catalog.chunks_of(row)
    (item,) = (state.row for state in catalog.item_states(catalog.source("folder", "folder")).values())
    catalog.touch_items([item], DAY.replace(day=23))
    (chunk,) = catalog.chunks_of(row)
    assert chunk.document.retrieved == DAY.replace(day=23)


def chunks_made(count: int) -> list[StoredChunk]:
    (one,) = stored("Interns are paid.")
    return [replace(one, id=number) for number in range(count)]


def test_no_more_is_held_than_the_limit_and_what_was_asked_for_last_stays() -> None:
    made = chunks_made(20)
    kept = KeptChunks(10 * bytes_of(made[0]))
    kept.put(1, made[:10])
    kept.get(1, [0])
    kept.put(1, made[10:15])
    assert len(kept) == 10
    assert kept.size == 10 * bytes_of(made[0])
    assert sorted(kept.get(1, range(20))) == [0, *range(6, 15)]


def test_who_reads_an_older_moment_neither_gets_nor_leaves_anything() -> None:
    made = chunks_made(2)
    kept = KeptChunks(1_000_000)
    kept.put(2, made[:1])
    kept.put(1, made[1:])
    assert kept.get(1, [0, 1]) == {}
    assert list(kept.get(2, [0, 1])) == [0]
    kept.put(3, made[1:])
    assert kept.get(2, [0, 1]) == {}
    assert list(kept.get(3, [0, 1])) == [1]


def test_numbers_of_a_documents_chunks_are_those_of_now(catalog: Catalog) -> None:
    row = write(catalog, "Interns are paid.", "Apply by May.", "Housing is given.")
    assert texts_of(catalog.chunks_of(row)) == ["Interns are paid.", "Apply by May.", "Housing is given."]
    assert texts_of(catalog.chunks_of(row, 1, 1)) == ["Apply by May."]
    assert texts_of(catalog.chunks_of(row, 1, 9)) == ["Apply by May.", "Housing is given."]
    again = write(catalog, "Interns are paid.", "Apply by June.")
    assert texts_of(catalog.chunks_of(again, 1)) == ["Apply by June."]


def test_numbers_of_an_older_generation_are_not_kept() -> None:
    kept = KeptChunks(1_000_000)
    kept.put_numbers(2, 7, (1, 2))
    kept.put_numbers(1, 8, (3,))
    assert kept.numbers(2, 7) == (1, 2)
    assert kept.numbers(1, 7) is None
    assert kept.numbers(2, 8) is None
    kept.put_numbers(3, 8, (3,))
    assert kept.numbers(3, 7) is None
