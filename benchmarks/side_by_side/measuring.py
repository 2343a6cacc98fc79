"""One step of one side: ingesting, and searching and answering, in the process that calls it."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import open_sets
from internbot.answering.answers import Message
from quickstart import PROMPTED
from side_by_side.corpora import QUALITY, SERVED, corpus, digest, questions
from side_by_side.results import Ingested, Searched, Side, Times
from side_by_side.sides import Store, Told, opened, passages

DEPTH, SPANS = 60, 5
"""Passages that are asked for, so that ten distinct documents are among them; those that spans are scored with."""
TIMED, WARM = 300, 10
_SAID_EVERY = 10.0


def ingest(side: Side, name: str, folder: Path) -> Ingested:
    """Put a set's texts into a new index in `folder`."""
    source = corpus(name, folder.parent)
    characters = sum(len(row["text"]) for row in open_sets.rows_of(source))
    with opened(side, folder, write=True) as store:
        began, worked = time.perf_counter(), time.process_time()
        store.ingest(source, _said_at_times(f"{name}: {side}"))
        seconds, work = time.perf_counter() - began, time.process_time() - worked
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    memory = most_memory()
    return Ingested(digest(source), passages(side, folder), characters, seconds, work, size / 2**20, memory)


def search(side: Side, name: str, folder: Path) -> Searched:
    """The time of each search for what a prompt would hold, and of whole answers; then quality over all questions."""
    asked = questions(name)
    texts = [row["text"] for row in asked]
    with opened(side, folder) as store:
        # Times come first, and answers are timed on other questions: what was just read may still be in memory.
        served = name in SERVED
        searching = times(lambda text: store.search(text, PROMPTED), texts[::2] if served else texts)
        answering = times(store.answer, texts[1::2]) if served else None
        quality = _quality(name, asked, store) if name in QUALITY else {}
        conversing = (
            _ranking(name, {row["id"]: store.search(row["text"], DEPTH, _history(row)) for row in asked})
            if store.conversations and asked[0].get("history") is not None
            else {}
        )
    return Searched(quality, conversing, searching, answering, most_memory())


def times(work: Callable[[str], object], texts: Sequence[str]) -> Times:
    """Of the first texts, one after another, after some that only warm up."""
    clock: list[float] = []
    for text in texts[:WARM]:
        work(text)
    worked = time.process_time()
    for text in texts[:TIMED]:
        began = time.perf_counter()
        work(text)
        clock.append(1000 * (time.perf_counter() - began))
    processor = 1000 * (time.process_time() - worked) / len(clock)
    p50, p95, p99 = (float(value) for value in np.percentile(clock, [50, 95, 99]))
    return Times(p50, p95, p99, processor)


def most_memory() -> float:
    """Most that this process held, in MiB."""
    kilo = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilo / 2**20


def _said_at_times(name: str) -> Told:
    """Says on standard error how far an ingest is, but not more often than every ten seconds."""
    last = time.monotonic()

    def told(count: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SAID_EVERY:
            last = time.monotonic()
            print(f"{name}, ingest: {count:,} so far", file=sys.stderr, flush=True)

    return told


def _quality(name: str, asked: Sequence[dict[str, Any]], store: Store) -> dict[str, float]:
    if name != "chunking_eval":
        return _ranking(name, {row["id"]: store.search(row["text"], DEPTH) for row in asked})
    found = {row["id"]: store.search(row["text"], SPANS) for row in asked}
    scores = open_sets.scorer().spans(str(open_sets.data(name)), found, n=SPANS)
    return {told: float(scores[key]) for told, key in _SPAN_METRICS}


def _ranking(name: str, run: dict[str, list[tuple[str, int, int]]]) -> dict[str, float]:
    """Scores of documents, each by its best passage."""
    distinct = {key: list(dict.fromkeys(one[0] for one in found)) for key, found in run.items()}
    scores = open_sets.scorer().retrieval(str(open_sets.data(name)), distinct, ks=(5, 10))
    return {key: 100 * float(scores[key]) for key in ("nDCG@10", "R@5", "MRR@10")}


def _history(row: dict[str, Any]) -> list[Message]:
    return [Message(role=turn["role"], content=turn["text"]) for turn in row["history"]]


_SPAN_METRICS = (
    (f"recall of {SPANS} passages", "recall"),
    (f"precision of {SPANS} passages", "precision"),
    ("intersection over union", "iou"),
)
