"""The data folder: private, marked with what made it, and held by one writer or by several readers.

    <data>/internbot.json   layout version and identity of the embedding model
    <data>/lock             flock: exclusive for a writer, shared for readers; its text says who holds it

A lock ends with its process however that ends, so a file left behind by a killed process stops nobody.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from errno import EACCES, EDQUOT, EEXIST, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from internbot.errors import DataFolderBusy, DataFolderError, IndexMismatch

LAYOUT = 2
"""Raised when the files of the folder change so that an older or newer internbot could not use them."""

MARK = "internbot.json"
CATALOG = "catalog.sqlite3"
"""Of the index; nothing else reads it but to tell of its state."""
DATABASE = "conversations.sqlite"
"""Of what people do with internbot; unlike the rest, it may be made before there is an index."""
LOCK = "lock"
ELSEWHERE = "set INTERNBOT_DATA to another folder"

Identity = Mapping[str, str | int]
"""What decides the vectors of an index: name of the model, its dimensions, hash of its files, ..."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a data folder.

    Attributes:
        started: when it took the lock, ISO form, UTC.
        socket: path of the private socket that takes work, while a server listens on it.
        authkey: what a client of the socket has to know, in hexadecimal digits.
    """

    pid: int
    command: str
    started: str
    socket: str | None = None
    authkey: str | None = None


class DataFolder:
    """A data folder while this process holds it; `release` it, or use it as a context manager."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def hold(cls, path: Path, identity: Identity, *, write: bool = False, patience: float = 2.0) -> Self:
        """Takes the folder for this process; a writer also makes it and marks it where it is new.

        Args:
            path: the folder.
            identity: of the embedding model that will be used.
            write: hold it alone, to change it.
            patience: seconds to wait for a holder that is about to end.

        Raises:
            DataFolderBusy: another process holds it.
            IndexMismatch: it was made by another version or with another embedding model.
            DataFolderError: it cannot be made, read or written, or (for readers) nothing was ingested yet.
        """
        path = path.absolute()
        if write:
            prepare(path)
        elif not _holds(path, MARK):
            raise DataFolderError(
                f"{path} holds nothing yet: run `internbot ingest SOURCE` or `internbot serve`"
            )
        lock = _open_lock(path)
        try:
            _acquire(lock, path, fcntl.LOCK_EX if write else fcntl.LOCK_SH, patience)
            if write and not (path / MARK).exists():
                _mark(path, identity)
            _check(path, identity)
            _write_holder(lock, _this_process())
        except BaseException:
            os.close(lock)
            raise
        return cls(path, lock)

    def release(self) -> None:
        """Lets others have the folder; a second call does nothing."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder(path: Path) -> Holder | None:
    """Who holds the folder alone; None when nobody does, or only readers do.

    Raises:
        DataFolderError: the folder or its lock file cannot be read.
    """
    if not _holds(path, LOCK):
        return None
    lock = _open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_holder(lock) or Holder(0, "another command", "")
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        os.close(lock)
    return None


def announce(path: Path, socket: str, authkey: bytes) -> None:
    """Tells other processes where this one, which holds the folder, takes their work.

    Raises:
        DataFolderError: the lock file cannot be written.
    """
    lock = _open_lock(path)
    try:
        _write_holder(lock, replace(_this_process(), socket=socket, authkey=authkey.hex()))
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        os.close(lock)


def stored_mark(path: Path) -> dict[str, Any] | None:
    """What `internbot.json` says: `layout`, `identity`; None where there is none.

    Raises:
        DataFolderError: it is damaged or cannot be read.
    """
    try:
        mark = json.loads((path / MARK).read_text(encoding="utf-8"))
        if isinstance(mark["layout"], int) and isinstance(mark["identity"], dict):
            return dict(mark)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failure(path, error) from error
    except (ValueError, KeyError, TypeError):
        pass
    raise DataFolderError(f"{path / MARK} is damaged: move {path} away and ingest again, or {ELSEWHERE}")


def mismatch(path: Path, identity: Identity) -> str | None:
    """Why the folder cannot be used with this version and this model, with the remedy; None where it can.

    Raises:
        DataFolderError: `internbot.json` is damaged or cannot be read.
    """
    mark = stored_mark(path)
    if mark is None:
        return None
    if mark["layout"] > LAYOUT:
        return f"{path} was made by a newer internbot: update internbot, or {ELSEWHERE}"
    if mark["layout"] < LAYOUT:
        return f"{path} was made by an older internbot: move it away and ingest again, or {ELSEWHERE}"
    stored = mark["identity"]
    differing = sorted(key for key in stored.keys() | identity.keys() if stored.get(key) != identity.get(key))
    if differing:
        was = ", ".join(f"{key} {stored.get(key)}" for key in differing)
        now = ", ".join(f"{key} {identity.get(key)}" for key in differing)
        return (
            f"{path} was made with another embedding model ({was}; now {now}): go back to that model in the "
            f"settings, or {ELSEWHERE} and ingest again"
        )
    return None


def prepare(path: Path) -> None:
    """Make the data folder where there is none, private to its owner.

    Raises:
        DataFolderError: it cannot be made, or is a folder of something else.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A volume that is mounted for it may begin with a folder of the file system's own.
        strangers = {entry.name for entry in path.iterdir()} - {
            *(LOCK, MARK + ".new", "lost+found"),
            *(DATABASE + ending for ending in ("", "-wal", "-shm", "-journal")),
        }
    except OSError as error:
        raise _failure(path, error) from error
    if strangers and MARK not in strangers:
        raise DataFolderError(
            f"{path} holds other files and is no data folder of internbot: {ELSEWHERE}, new or empty"
        )


def _holds(path: Path, name: str) -> bool:
    try:
        return (path / name).is_file()
    except OSError as error:
        raise _failure(path, error) from error


def _open_lock(path: Path) -> int:
    try:
        return os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _failure(path, error) from error


def _acquire(lock: int, path: Path, mode: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, mode | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            found = _read_holder(lock)
            # A server stays: waiting for it would only delay the message.
            if time.monotonic() >= deadline or (found is not None and found.socket is not None):
                raise DataFolderBusy(_busy(path, found)) from None
            time.sleep(0.05)
        except OSError as error:
            raise _failure(path, error) from error


def _busy(path: Path, found: Holder | None) -> str:
    if found is None or not _alive(found.pid):
        return f"another internbot command is using {path}: wait until it has ended, or {ELSEWHERE}"
    who = f"`{found.command}` (process {found.pid})"
    return f"{who} is using {path}: wait until it has ended, stop it, or {ELSEWHERE}"


def _this_process() -> Holder:
    # The program and its first word, such as `internbot serve`; further arguments may be long or private.
    program = Path(sys.argv[0])
    name = "internbot" if program.name == "__main__.py" else program.name
    command = " ".join([name, *sys.argv[1:2]])
    return Holder(os.getpid(), command, datetime.now(UTC).isoformat(timespec="seconds"))


def _alive(pid: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return pid > 0


def _write_holder(lock: int, who: Holder) -> None:
    text = json.dumps(asdict(who)).encode()
    os.pwrite(lock, text, 0)
    os.ftruncate(lock, len(text))


def _read_holder(lock: int) -> Holder | None:
    # Half written, or left by a killed process: nothing but a message depends on it.
    with suppress(ValueError, TypeError, OSError):
        return Holder(**json.loads(os.pread(lock, 65536, 0)))
    return None


def _mark(path: Path, identity: Identity) -> None:
    new = path / (MARK + ".new")
    try:
        with new.open("w", encoding="utf-8") as file:
            json.dump({"layout": LAYOUT, "identity": dict(identity)}, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path / MARK)
    except OSError as error:
        raise _failure(path, error) from error


def _check(path: Path, identity: Identity) -> None:
    reason = mismatch(path, identity)
    if reason is not None:
        raise IndexMismatch(reason)


def _failure(path: Path, error: OSError) -> DataFolderError:
    if error.errno in (EACCES, EPERM):
        reason = f"may not be used by this user: give it to them (chown), or {ELSEWHERE}"
    elif error.errno in (ENOSPC, EDQUOT):
        reason = f"is on a full disk: free some space, or {ELSEWHERE}"
    elif error.errno == EROFS:
        reason = f"is on a read-only disk: {ELSEWHERE}"
    elif error.errno in (EEXIST, ENOTDIR):
        reason = f"is a file, or lies below one, and must be a folder: {ELSEWHERE}"
    else:
        reason = f"cannot be used ({error.strerror or error}): {ELSEWHERE}"
    return DataFolderError(f"the data folder {path} {reason}")
