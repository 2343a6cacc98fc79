"""Finds the items of a source: the files of a folder, or one file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from internbot.clock import Clock
from internbot.errors import SourceError
from internbot.sources.documents import Failure, Item

_SKIPPED_FOLDERS = frozenset(("__pycache__", "node_modules"))
_SKIPPED_FILES = frozenset(("thumbs.db", "desktop.ini"))
_MEBIBYTE = 1024 * 1024


def discover(source: str, *, max_bytes: int, clock: Clock) -> Iterator[Item | Failure]:
    """The items of `source`, in the order of their keys, one at a time: only one file's bytes are held.

    Hidden files, caches and editors' lock files are passed over in silence; whatever else cannot be read is a
    failure with its reason, and the rest goes on.

    Args:
        source: path of a file or a folder.
        max_bytes: largest file that is read.
        clock: gives the time that is kept with each item.

    Raises:
        SourceError: there is no such file or folder.
    """
    root = Path(source).expanduser()
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise SourceError(_missing(source, error)) from error
    except ValueError as error:
        raise SourceError(f"{source!r} is no path of a file or a folder") from error
    if not stat.S_ISDIR(mode):
        yield _read(root, root.name, max_bytes, clock)
        return
    found: list[tuple[str, Path | str]] = []
    _walk(root, found)
    for key, entry in sorted(found, key=lambda pair: pair[0]):
        yield Failure(key, entry) if isinstance(entry, str) else _read(entry, key, max_bytes, clock)


def _missing(source: str, error: OSError) -> str:
    if "://" in source:
        return f"{source} is a web address; a source is the path of a file or a folder"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"{source}: no such file or folder"
    return f"{source} cannot be opened ({_reason(error)})"


def _walk(root: Path, found: list[tuple[str, Path | str]]) -> None:
    """Put the key of every file below `root` into `found`, with its path or the reason why it is not read.

    Links to folders are followed only where they lead to a folder of the source that is not read anyway.
    """
    top = root.resolve()
    visited: set[Path] = set()
    links: list[tuple[str, Path]] = []
    pending: list[tuple[str, Path]] = [("", root)]
    while pending or links:
        if not pending:
            prefix, link = links.pop(0)
            if link.resolve() in visited:
                continue
            pending.append((prefix, link))
        prefix, folder = pending.pop()
        visited.add(folder.resolve())
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            found.append(
                (_printable(prefix) or ".", f"cannot be opened ({_reason(error)}); its files were not read")
            )
            continue
        for entry in entries:
            key = f"{prefix}/{entry.name}" if prefix else entry.name
            if _is_skipped(entry.name):
                continue
            if not _is_printable(key):
                found.append((_printable(key), "has a name that is no valid text; rename it"))
            elif entry.is_symlink():
                _follow(key, Path(entry.path), top, found, links)
            elif entry.is_dir(follow_symlinks=False):
                pending.append((key, Path(entry.path)))
            else:
                found.append((key, Path(entry.path)))


def _follow(
    key: str, link: Path, top: Path, found: list[tuple[str, Path | str]], links: list[tuple[str, Path]]
) -> None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        loops = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
        reason = "is a symbolic link that leads back to itself" if loops else "is a symbolic link to nothing"
        found.append((key, f"{reason}; remove it"))
        return
    if not target.is_relative_to(top):
        found.append(
            (key, "is a symbolic link that leaves the source; name its target as a source of its own")
        )
    elif not target.is_dir():
        found.append((key, link))
    elif link.parent.resolve().is_relative_to(target):
        found.append((key, "is a symbolic link to a folder that it lies in, a loop; remove it"))
    else:
        links.append((key, link))


def _read(path: Path, key: str, max_bytes: int, clock: Clock) -> Item | Failure:
    if not _is_printable(key):
        return Failure(_printable(key), "has a name that is no valid text; rename it")
    try:
        # Not blocking: opening a pipe would otherwise wait for someone to write into it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return Failure(key, f"cannot be opened ({_reason(error)})")
    with os.fdopen(handle, "rb") as file:
        try:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Failure(key, "is no file but a pipe, socket or device; remove it")
            if status.st_size > max_bytes:
                return _too_large(key, status.st_size, max_bytes)
            raw = file.read(max_bytes + 1)
        except OSError as error:
            return Failure(key, f"cannot be read ({_reason(error)})")
    if len(raw) > max_bytes:
        return _too_large(key, len(raw), max_bytes)
    if not raw:
        return Failure(key, "is empty; remove it or put text into it")
    return Item(key=key, raw=raw, retrieved=clock())


def _too_large(key: str, size: int, limit: int) -> Failure:
    return Failure(
        key,
        f"is {size / _MEBIBYTE:.1f} MiB, over the limit of {limit / _MEBIBYTE:g} MiB; "
        "split it, or raise INTERNBOT_MAX_FILE_MB",
    )


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or type(error).__name__).lower()


def _is_skipped(name: str) -> bool:
    return (
        name.startswith((".", "~$"))
        or name.endswith((".pyc", "~"))
        or name in _SKIPPED_FOLDERS
        or name.lower() in _SKIPPED_FILES
    )


def _is_printable(key: str) -> bool:
    """Whether a name is text: no undecodable bytes, no control characters."""
    return all(ord(c) > 0x1F and not 0xD800 <= ord(c) <= 0xDFFF for c in key)


def _printable(key: str) -> str:
    return "".join(c if _is_printable(c) else f"\\x{ord(c) & 0xFF:02x}" for c in key)
