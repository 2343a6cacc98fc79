"""What every reader must keep, as fixtures for the tests of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from internbot.sources.documents import Document, Failure, Item, Reader
from internbot.sources.readers import default_readers
from internbot.sources.readers import read as read_item

RETRIEVED = datetime(2026, 3, 1, 12, tzinfo=UTC)
Read = Callable[..., list[Document | Failure]]


def check(found: Document | Failure) -> None:
    """Assert what holds for all that any reader yields."""
    if isinstance(found, Failure):
        assert found.reason.strip()
        assert "\n" not in found.reason
        return
    assert found.title.strip()
    assert found.text.strip()
    for text in (
        found.id,
        found.title,
        found.text,
        found.url or "",
        *found.metadata,
        *found.metadata.values(),
    ):
        text.encode("utf-8")
    end = 0
    for block in found.blocks:
        assert not found.text[end : block.span.start].strip(), "only white space lies between blocks"
        piece = block.span.of(found.text)
        assert piece
        assert piece == piece.strip()
        assert block.span.start >= end
        end = block.span.end
    if found.blocks:
        assert not found.text[end:].strip(), "nothing lies outside the blocks"


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads bytes under a key as the product does, and checks all that comes of it."""

    def run(
        key: str, raw: bytes | str, readers: tuple[Reader, ...] = default_readers()
    ) -> list[Document | Failure]:
        data = raw.encode("utf-8") if isinstance(raw, str) else raw
        found = list(read_item(Item(key=key, raw=data, retrieved=RETRIEVED), readers))
        for each in found:
            check(each)
        return found

    return run


@pytest.fixture(scope="session")
def read_one(read: Read) -> Callable[[str, bytes | str], Document]:
    """The one document of an item."""

    def run(key: str, raw: bytes | str) -> Document:
        found = read(key, raw)
        assert len(found) == 1
        assert isinstance(found[0], Document), found[0]
        return found[0]

    return run


@pytest.fixture(scope="session")
def failure_of(read: Read) -> Callable[[str, bytes | str], str]:
    """The reason why an item cannot be read at all."""

    def run(key: str, raw: bytes | str) -> str:
        found = read(key, raw)
        assert len(found) == 1
        assert isinstance(found[0], Failure), found[0]
        return found[0].reason

    return run


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files that are not part of the project."""
    folder = Path(__file__).parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real files are not here: {folder} is absent")
    return folder
