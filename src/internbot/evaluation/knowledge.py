"""What an index holds, read beside the assistant: for its identity, and to see what could have been found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from internbot.data_folder import CATALOG
from internbot.index.catalog import Catalog


class Knowledge:
    """The documents of a data folder, which somebody else holds meanwhile; a context manager."""

    def __init__(self, data: Path, dimensions: int) -> None:
        self._catalog = Catalog.in_file(data / CATALOG, dimensions)
        self._passages = cache(self._read)

    @cached_property
    def _heads(self) -> dict[str, tuple[int, str]]:
        return {head.id: (head.row, head.sha256) for head in self._catalog.heads()}

    def documents(self) -> Sequence[str]:
        """Ids of all documents, in order."""
        return list(self._heads)

    def digest(self) -> str:
        """Hex digest of the ids and texts of all documents: the same wherever the same was ingested."""
        lines = "\n".join(f"{name} {sha256}" for name, (_, sha256) in sorted(self._heads.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def passages(self, document: str) -> Sequence[str]:
        """Texts of a document's passages; none for an unknown one."""
        return self._passages(document)

    def text(self, document: str) -> str:
        """A document's whole text; empty for an unknown one."""
        return self._catalog.texts([document]).get(document, (None, ""))[1]

    def _read(self, document: str) -> tuple[str, ...]:
        row, _ = self._heads.get(document, (None, ""))
        return tuple(chunk.text for chunk in self._catalog.chunks_of(row)) if row is not None else ()

    def close(self) -> None:
        """Let go of the files."""
        self._catalog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
