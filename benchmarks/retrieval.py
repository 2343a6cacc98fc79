"""Retrieval on the open sets, through the product's own `search`.

    python benchmarks/retrieval.py [SET ...] [--work FOLDER] [--chunk-tokens N]

Sets: chunking_eval, clapnq_dev, mtrag_human, scifact; all where none is named. `mtrag_human` is asked three ways:
the last turn alone, the last turn with the conversation before it, and the question as a person rewrote it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import open_sets
from internbot.answering.answers import Message
from internbot.assistant import Assistant, Hit
from internbot.tokens import Tokens

SETS = ("chunking_eval", "clapnq_dev", "mtrag_human", "scifact")
DEPTH = 60
"""Chunks that are asked for, so that ten distinct documents are among them."""
SPANS = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--work", type=Path, help="where indexes are kept for the next run")
    parser.add_argument("--chunk-tokens", type=int, help="largest chunk, where it is not to be the default")
    arguments = parser.parse_args()
    unknown = set(arguments.sets) - set(SETS)
    if unknown:
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    open_sets.require()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="internbot-retrieval-"))
    for name in arguments.sets or SETS:
        began = time.perf_counter()
        settings = open_sets.indexed(name, work, arguments.chunk_tokens)
        print(f"{name}: indexed in {time.perf_counter() - began:.1f} s", flush=True)
        with Assistant.open(settings) as assistant:
            if name == "chunking_eval":
                spans(assistant)
            else:
                documents(assistant, name)


def documents(assistant: Assistant, name: str) -> None:
    """Ranking of documents, each by its best chunk."""
    queries = open_sets.rows(name, "queries")
    ways: dict[str, list[tuple[str, Sequence[Message]]]] = {
        "as asked": [(row["text"], ()) for row in queries],
    }
    if name == "mtrag_human":
        ways["with the conversation"] = [(row["text"], _history(row)) for row in queries]
        ways["rewritten by a person"] = [(row["rewrite"], ()) for row in queries]
    for way, asked in ways.items():
        run: dict[str, list[str]] = {}
        times: list[float] = []
        for row, (text, history) in zip(queries, asked, strict=True):
            hits = _timed(assistant, text, history, DEPTH, times)
            run[row["id"]] = list(dict.fromkeys(hit.document for hit in hits))
        scores = open_sets.scorer().retrieval(str(open_sets.data(name)), run, ks=(5, 10))
        print(
            f"  {way}: nDCG@10 {100 * scores['nDCG@10']:.1f}  R@5 {100 * scores['R@5']:.1f}  "
            f"nDCG@5 {100 * scores['nDCG@5']:.1f}  MRR@10 {100 * scores['MRR@10']:.1f}  {_spread(times)}",
            flush=True,
        )


def spans(assistant: Assistant) -> None:
    """Share of the gold characters that the best five chunks hold, and how much else they hold."""
    run: dict[str, list[tuple[str, int, int]]] = {}
    times: list[float] = []
    lengths: list[int] = []
    count = Tokens().count
    for row in open_sets.rows("chunking_eval", "queries"):
        hits = _timed(assistant, row["text"], (), SPANS, times)
        run[row["id"]] = [(hit.document, hit.start, hit.end) for hit in hits]
        lengths.extend(count(hit.text) for hit in hits)
    scores = open_sets.scorer().spans(str(open_sets.data("chunking_eval")), run, n=SPANS)
    print(
        f"  recall {scores['recall']:.1f}  precision {scores['precision']:.1f}  IoU {scores['iou']:.1f}  at a mean of "
        f"{np.mean(lengths):.0f} tokens a chunk  {_spread(times)}",
        flush=True,
    )


def _history(row: dict[str, Any]) -> list[Message]:
    return [Message(role=turn["role"], content=turn["text"]) for turn in row["history"]]


def _timed(
    assistant: Assistant, text: str, history: Sequence[Message], k: int, times: list[float]
) -> list[Hit]:
    began = time.perf_counter()
    hits = assistant.search(text, history, k)
    times.append(time.perf_counter() - began)
    return hits


def _spread(times: Sequence[float]) -> str:
    p50, p95 = np.percentile(np.array(times) * 1000, [50, 95])
    return f"({p50:.0f} / {p95:.0f} ms, p50 / p95)"


if __name__ == "__main__":
    main()
