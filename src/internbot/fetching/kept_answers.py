"""Answers kept on disk with what tells whether they are still the newest (ETag, Last-Modified).

A server that says "not modified" sends no body; the kept one stands in, so that a board of several pages is put
together from the same bytes as before, gets the same hash, and costs no reading. One file a request, written whole or
not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from internbot.fetching.requests import Request

_DAYS_KEPT = 90
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The last answer to a request.

    Attributes:
        etag: as the server sent it, or None.
        last_modified: as the server sent it, or None.
    """

    body: bytes
    media_type: str
    etag: str | None
    last_modified: str | None

    def conditions(self) -> dict[str, str]:
        """Headers with which a server need not send the body again."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value is not None}


class KeptAnswers:
    """The answers of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, request: Request) -> KeptAnswer | None:
        """The kept answer to a request; None where there is none, or none that is whole."""
        try:
            head, _, packed = self._path(request).read_bytes().partition(b"\n")
            facts = json.loads(head)
            body = zlib.decompress(packed)
            if hashlib.sha256(body).hexdigest() != facts["sha256"]:
                return None
            return KeptAnswer(body, facts["media_type"], facts["etag"], facts["last_modified"])
        except (OSError, ValueError, KeyError, TypeError, zlib.error):
            return None

    def put(self, request: Request, answer: KeptAnswer) -> None:
        """Keep an answer, if the server gave something to ask with; otherwise forget what was kept."""
        path = self._path(request)
        if not answer.conditions():
            path.unlink(missing_ok=True)
            return
        facts = {
            "url": request.url,
            "media_type": answer.media_type,
            "etag": answer.etag,
            "last_modified": answer.last_modified,
            "sha256": hashlib.sha256(answer.body).hexdigest(),
        }
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(facts).encode() + b"\n" + zlib.compress(answer.body, 1))
            Path(temporary).replace(path)
        except OSError:
            # A full disk costs the next look a body, nothing else.
            Path(temporary).unlink(missing_ok=True)

    def touch(self, request: Request) -> None:
        """Remember that an answer is still in use."""
        with suppress(OSError):
            os.utime(self._path(request))

    def tidy(self, now: datetime) -> None:
        """Forget what no look has needed for three months."""
        oldest = now.timestamp() - _DAYS_KEPT * _SECONDS_A_DAY
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)

    def _path(self, request: Request) -> Path:
        asked = json.dumps([request.url, request.json], sort_keys=True)
        return self._folder / hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
