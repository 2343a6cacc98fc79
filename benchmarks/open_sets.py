"""The open benchmark sets beside the repository: their rows, their scorer, and the product's index over them."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from internbot.assistant import Assistant
from internbot.embeddings.minilm import MiniLM
from internbot.index.hybrid import HybridIndex
from internbot.retrieval import Retriever
from internbot.sentences import split
from internbot.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "benchmarks"


def require() -> None:
    """Stop with one line where the sets are not there."""
    if not FOLDER.is_dir():
        sys.exit(f"{FOLDER} is not there: these benchmarks need the open sets beside the repository")


def data(name: str) -> Path:
    """Folder of a set."""
    return FOLDER / "data" / name


def rows(name: str, file: str) -> list[dict[str, Any]]:
    """Rows of a file of a set."""
    return rows_of(data(name) / f"{file}.jsonl")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sentences(names: Sequence[str]) -> Iterator[str]:
    """Of the texts of sets, in order, and after them of the web pages in `wice_dev`."""
    for name in names:
        for row in rows(name, "corpus"):
            yield from (span.of(row["text"]) for span in split(row["text"]))
    for row in rows("wice_dev", "claims_dev"):
        yield from row["evidence"]


def scorer() -> ModuleType:
    """The scorer that comes with the sets."""
    spec = importlib.util.spec_from_file_location("open_sets_score", FOLDER / "score.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("score.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def indexed(name: str, work: Path, chunk_tokens: int | None = None, corpus: Path | None = None) -> Settings:
    """Settings of a data folder in `work` that holds the set's corpus; it is made once for each size of chunks.

    Args:
        chunk_tokens: where it is not to be the default, with which the folder is also that of `rival.py --work`.
        corpus: what to index under this name, where it is no set.
    """
    default = int(Settings.model_fields["chunk_tokens"].default)
    tokens = chunk_tokens or default
    folder = work / (f"internbot-{name}" if tokens == default else f"{name}-{tokens}")
    settings = Settings(data=folder, knowledge=work / "no-knowledge", chunk_tokens=tokens)
    with Assistant.open(settings, write=True) as assistant:
        report = assistant.ingest([str(corpus or data(name) / "corpus.jsonl")])
    if report.failed:
        sys.exit(f"{name}: {len(report.failed)} documents failed, the first: {report.failed[0]}")
    return settings


@contextmanager
def searching(name: str, work: Path, corpus: Path | None = None) -> Iterator[tuple[HybridIndex, Retriever]]:
    """The index over a set (or over `corpus`), and the retriever that reads it."""
    settings = indexed(name, work, corpus=corpus)
    model = MiniLM(settings.threads)
    index = HybridIndex(settings.data, model.identity.dimensions, writable=False)
    try:
        yield index, Retriever(index, model)
    finally:
        index.close()
