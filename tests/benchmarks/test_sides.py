"""Both sides over three tiny texts, with the real model and real indexes."""

from __future__ import annotations

import asyncio
import json
from itertools import pairwise
from pathlib import Path

import pytest

from quickstart import OVERLAP, SIZE, split
from side_by_side.measuring import times
from side_by_side.results import SIDES, Side
from side_by_side.serving import server, streamed
from side_by_side.sides import opened, passages

TEXTS = {
    "cats": "Cats sleep for most of the day. They hunt at dusk.",
    "boats": "A sailing boat needs wind. A rowing boat needs arms.",
    "bread": "Bread dough has to rest before it is baked.",
}


@pytest.fixture(scope="module", params=SIDES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Path]:
    folder = tmp_path_factory.mktemp("side")
    (folder / "no-knowledge").mkdir()
    corpus = folder / "corpus.jsonl"
    rows = [{"id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    side: Side = request.param
    with opened(side, folder / "index", write=True) as store:
        store.ingest(corpus, lambda _count: None)
    return side, folder / "index"


def test_a_side_finds_and_answers(made: tuple[Side, Path]) -> None:
    side, folder = made
    assert passages(side, folder) == len(TEXTS)
    with opened(side, folder) as store:
        document, start, end = store.search("What does a sailing boat need?", 1)[0]
        assert (document, start) == ("boats", 0)
        assert TEXTS["boats"][start:end].startswith("A sailing boat needs wind.")
        assert "wind" in store.answer("What does a sailing boat need?")
        assert len(store.search("cats", 2)) == 2


def test_a_side_serves_streams_at_once(made: tuple[Side, Path]) -> None:
    side, folder = made
    with server(side, folder) as (process, port):
        seen = asyncio.run(
            streamed(port, process.pid, 20, ["What does a sailing boat need?", "When do cats hunt?"])
        )
    assert (seen.clients, seen.answers, seen.failed) == (20, 40, 0)
    assert 0 < seen.p50 <= seen.p95


def test_pieces_of_the_quickstart_are_short_overlap_and_lose_nothing() -> None:
    text = "\n\n".join(" ".join(f"word{at}-{number}" for number in range(60)) for at in range(9))
    pieces = split(text)
    assert max(map(len, pieces)) <= SIZE
    assert all(piece in text for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} == set(text.split())
    long = split(" ".join(f"w{number}" for number in range(900)))
    assert all(0 < len(set(a.split()) & set(b.split())) <= OVERLAP for a, b in pairwise(long))


def test_every_question_is_timed_after_some_that_warm_up() -> None:
    asked: list[str] = []
    found = times(asked.append, ["one", "two"])
    assert asked == ["one", "two", "one", "two"]
    assert 0 <= found.p50 <= found.p95 <= found.p99
