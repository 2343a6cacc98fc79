"""The texts that both sides are given, and what is asked of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import open_sets

QUALITY = ("clapnq_dev", "chunking_eval", "mtrag_human", "scifact")
"""Open sets that tell how good a ranking is."""
SIZES = ("1000", "10000", "100000")
"""So many distinct sentences of the open sets, each a document and a passage for both sides."""
SETS = (*QUALITY, *SIZES)
SERVED = ("clapnq_dev", *SIZES)
"""Those that answers, starts and streams are measured on."""
_ORDER = ("scifact", "mtrag_human", "clapnq_dev", "chunking_eval")
_LONGEST = 1000
"""Characters of a sentence, so that the quickstart cuts none either."""


def corpus(name: str, folder: Path) -> Path:
    """The texts of a set as JSONL; those of a number are written to `folder`."""
    if name in QUALITY:
        return open_sets.data(name) / "corpus.jsonl"
    target = folder / f"{name}.jsonl"
    if not target.exists():
        rows = (
            {"id": f"p{number}", "title": "", "text": text}
            for number, text in enumerate(islice(distinct(), int(name)))
        )
        target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return target


def distinct() -> Iterator[str]:
    """Sentences of the open sets in a fixed order, each once, on one line."""
    seen: set[str] = set()
    for sentence in open_sets.sentences(_ORDER):
        text = " ".join(sentence.split())
        if text and len(text) <= _LONGEST and text not in seen:
            seen.add(text)
            yield text


def digest(path: Path) -> str:
    """Of a file: the same texts have the same one."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def questions(name: str) -> list[dict[str, Any]]:
    """What is asked of a set, rows of the open sets."""
    return open_sets.rows(name if name in QUALITY else "scifact", "queries")
