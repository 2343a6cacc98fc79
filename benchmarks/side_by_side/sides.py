"""Both sides, as one interface: what a set's texts are put into, searched and asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from internbot.answering.answers import Message
from internbot.assistant import Assistant
from internbot.embeddings.minilm import MiniLM, identity
from internbot.evaluation.knowledge import Knowledge
from internbot.settings import Settings
from quickstart import Quickstart
from side_by_side.results import Side

THREADS = 1
"""Of the embedding model, on both sides, so that seconds of the processor mean something."""
Told = Callable[[int], None]
"""Told how many documents or passages are in the index so far."""
Place = tuple[str, int, int]
"""Document, and offsets of a passage in it."""


class Store(Protocol):
    """An index that is open."""

    conversations: bool
    """Whether a search reads the conversation before the question."""

    def ingest(self, corpus: Path, told: Told) -> None:
        """Put all texts of a JSONL file into the index."""

    def search(self, question: str, k: int, history: Sequence[Message] = ()) -> list[Place]:
        """The best passages, best first."""

    def answer(self, question: str) -> str:
        """What a reader gets without a chat model."""


class _Internbot:
    conversations = True

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ingest(self, corpus: Path, told: Told) -> None:
        report = self._assistant.ingest([str(corpus)], progress=lambda step: told(step.documents))
        if report.failed:
            raise RuntimeError(f"{len(report.failed)} documents failed, the first: {report.failed[0]}")

    def search(self, question: str, k: int, history: Sequence[Message] = ()) -> list[Place]:
        return [(hit.document, hit.start, hit.end) for hit in self._assistant.search(question, history, k)]

    def answer(self, question: str) -> str:
        return self._assistant.answer(question).text


class _Rival:
    conversations = False

    def __init__(self, store: Quickstart) -> None:
        self._store = store

    def ingest(self, corpus: Path, told: Told) -> None:
        rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
        self._store.add([(row["id"], row["text"]) for row in rows], told)

    def search(self, question: str, k: int, history: Sequence[Message] = ()) -> list[Place]:  # noqa: ARG002
        return [(hit.document, hit.start, hit.end) for hit in self._store.search(question, k)]

    def answer(self, question: str) -> str:
        return self._store.answer(question)


def settings_of(folder: Path) -> Settings:
    """Of a data folder of internbot's side."""
    return Settings(data=folder, knowledge=folder.parent / "no-knowledge", threads=THREADS)


@contextmanager
def opened(side: Side, folder: Path, *, write: bool = False) -> Iterator[Store]:
    """A side's index in a folder, with its embedding model loaded."""
    if side == "internbot":
        with Assistant.open(settings_of(folder), write=write) as assistant:
            yield _Internbot(assistant)
    else:
        yield _Rival(Quickstart(folder, MiniLM(THREADS)))


def passages(side: Side, folder: Path) -> int:
    """How many an index in a folder holds."""
    if side == "quickstart":
        return len(Quickstart(folder, MiniLM(THREADS)))
    with Knowledge(folder, identity().dimensions) as stored:
        return sum(len(stored.passages(name)) for name in stored.documents())
