"""How far an ingestion is, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from internbot.sources.documents import Failure

Stage = Literal["reading", "embedding", "indexing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion is.

    Attributes:
        stage: what is being done now.
        items: raw things looked at so far.
        documents: documents written or found unchanged so far.
        done: passages embedded of the present batch.
        total: those of the present batch, 0 where nothing is to be embedded.
    """

    stage: Stage
    source: str
    items: int
    documents: int
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion changed; ids of documents, and failures with their reason.

    `missing` documents have left their source and still answer, postings among them as closed ones; `removed` ones are
    gone from everything.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))
