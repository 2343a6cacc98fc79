from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from internbot.clock import fixed_clock
from internbot.errors import SourceError
from internbot.sources.discovery import discover
from internbot.sources.documents import Failure, Item

CLOCK = fixed_clock(date(2026, 3, 1))
MEBIBYTE = 1024 * 1024


def found(source: Path | str, max_bytes: int = MEBIBYTE) -> tuple[dict[str, bytes], dict[str, str]]:
    """Bytes by key, and reasons by key, of all that a source holds."""
    items, failures = {}, {}
    for each in discover(str(source), max_bytes=max_bytes, clock=CLOCK):
        if isinstance(each, Item):
            assert each.retrieved == CLOCK()
            items[each.key] = each.raw
        else:
            assert "\n" not in each.reason
            failures[each.key] = each.reason
    return items, failures


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"text of {name}")


def test_a_folder_gives_its_files_by_key_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "a-b.md", "a/y/x.txt", "README.md")
    items, failures = found(tmp_path)
    assert list(items) == ["README.md", "a-b.md", "a/y/x.txt", "a/z.md", "b.md"]
    assert items["a/z.md"] == b"text of a/z.md"
    assert not failures


def test_a_single_file_goes_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "guides/cv.md")
    assert list(found(tmp_path / "guides" / "cv.md")[0]) == ["cv.md"]


def test_hidden_files_and_caches_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        ".git/config",
        ".hidden.md",
        "__pycache__/x.pyc",
        "~$open.docx",
        "notes.md~",
        "Thumbs.db",
        "a.md",
    )
    assert found(tmp_path) == ({"a.md": b"text of a.md"}, {})


@pytest.mark.parametrize(
    "source", ["no/such/thing", "https://example.org/page", "bad\0name", "greenhouse:acme"]
)
def test_what_is_not_there_is_an_error_of_one_line(source: str) -> None:
    with pytest.raises(SourceError) as caught:
        found(source)
    assert "\n" not in str(caught.value)


def test_too_large_and_empty_files_are_told_with_their_remedy(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_bytes(b"x" * (MEBIBYTE + 1))
    (tmp_path / "whole.md").write_bytes(b"x" * MEBIBYTE)
    (tmp_path / "empty.md").touch()
    items, failures = found(tmp_path)
    assert list(items) == ["whole.md"]
    assert "INTERNBOT_MAX_FILE_MB" in failures["large.md"]
    assert "is empty" in failures["empty.md"]


def test_links_that_loop_leave_or_lead_nowhere_stop_nothing(tmp_path: Path) -> None:
    source, outside = tmp_path / "source", tmp_path / "outside"
    write(source, "a/one.md", "two.md")
    write(outside, "secret.md")
    (source / "a" / "up").symlink_to(source)
    (source / "itself").symlink_to(source / "itself")
    (source / "gone.md").symlink_to(source / "nothing.md")
    (source / "secret.md").symlink_to(outside / "secret.md")
    (source / "away").symlink_to(outside)
    (source / "again.md").symlink_to(source / "two.md")
    (source / "b").symlink_to(source / "a")
    items, failures = found(source)
    assert list(items) == ["a/one.md", "again.md", "two.md"]
    assert set(failures) == {"a/up", "itself", "gone.md", "secret.md", "away"}
    assert "loop" in failures["a/up"]
    assert "leaves the source" in failures["secret.md"]
    assert "to nothing" in failures["gone.md"]


def test_a_linked_folder_that_is_hidden_is_read_where_the_link_stands(tmp_path: Path) -> None:
    write(tmp_path, "..data/guide.md")
    (tmp_path / "current").symlink_to(tmp_path / "..data")
    assert list(found(tmp_path)[0]) == ["current/guide.md"]


def test_two_folders_that_link_to_each_other_are_each_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a/one.md", "b/two.md")
    (tmp_path / "a" / "b").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "a").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ({"a/one.md": b"text of a/one.md", "b/two.md": b"text of b/two.md"}, {})


def test_a_source_may_itself_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert list(found(tmp_path / "link")[0]) == ["a.md"]


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.md"))
        yield tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and sockets are no files there")
def test_pipes_and_sockets_are_not_waited_for(listening: Path) -> None:
    os.mkfifo(listening / "pipe.md")
    write(listening, "a.md")
    items, failures = found(listening)
    assert list(items) == ["a.md"]
    assert set(failures) == {"pipe.md", "socket.md"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, "closed.md", "closed/a.md", "open.md")
    (tmp_path / "closed.md").chmod(0)
    (tmp_path / "closed").chmod(0)
    items, failures = found(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert list(items) == ["open.md"]
    assert all("no permission" in reason for reason in failures.values())
    assert set(failures) == {"closed", "closed.md"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there may names be any bytes")
def test_names_that_are_no_text_are_told_in_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("x")
    (tmp_path / "two\nlines.md").write_text("x")
    items, failures = found(tmp_path)
    assert not items
    assert set(failures) == {"caf\\xe9.md", "two\\x0alines.md"}


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    walk = discover(str(tmp_path), max_bytes=MEBIBYTE, clock=CLOCK)
    first = next(walk)
    (tmp_path / "b.md").unlink()
    assert isinstance(first, Item)
    assert isinstance(next(walk), Failure)
