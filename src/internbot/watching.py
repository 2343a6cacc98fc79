"""Notices changes in a folder, so that a running server answers from them within seconds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import watch

SETTLE_MS = 1500
"""Changes this close together are told of once: an editor or a copy writes many times."""

log = logging.getLogger(__name__)


class FolderWatch:
    """Calls `changed` after files below `folder` changed, one call at a time, until closed."""

    def __init__(self, folder: Path, changed: Callable[[], None]) -> None:
        self._folder = folder
        self._changed = changed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops watching, and waits a little for a call that is under way."""
        self._stop.set()
        self._thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        try:
            for _ in watch(
                self._folder,
                stop_event=self._stop,
                debounce=SETTLE_MS,
                rust_timeout=500,
                yield_on_timeout=False,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._changed()
        except Exception:
            log.exception("changes in %s are not noticed any more: start the server again", self._folder)
