"""What is named where nothing answers: the nearest sources, each with its sentence that comes nearest to the question.

A reader sees at a glance what the sources do say, and where a decline is mistaken, the answer itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from internbot.answering.answers import SourceLink
from internbot.answering.relevance import Judgement
from internbot.chunking import Unit
from internbot.index.hybrid import Candidate
from internbot.index.stored import StoredChunk

MOST = 3
"""Sources that are named."""
RELATED = 0.3
"""Cosine with the question from which a sentence is shown.

The fourteen questions from other fields in the older cases reach 0.26 at most with any sentence of the starter
knowledge; most of those that are declined although a source answers them reach 0.3.
"""


def nearest(candidates: Sequence[Candidate], judgement: Judgement) -> tuple[SourceLink, ...]:
    """The documents of the best candidates, with a sentence of each that was judged to come near.

    Args:
        candidates: what was found, best first.
        judgement: of the first of them.
    """
    sentences: dict[int, tuple[float, StoredChunk, Unit]] = {}
    for one, scores in zip(judgement.candidates, judgement.sentences, strict=True):
        row = one.chunk.document.row
        cosines = one.unit_cosines.tolist()
        for unit, score, cosine in zip(one.chunk.units, scores.tolist(), cosines, strict=True):
            if unit.kind in ("heading", "code") or one.chunk.unit_text(unit).rstrip().endswith(":"):
                continue
            if cosine >= RELATED and score > sentences.get(row, (0.0,))[0]:
                sentences[row] = (score, one.chunk, unit)
    links: dict[int, SourceLink] = {}
    for one in candidates:
        head = one.chunk.document
        if head.row in links:
            continue
        if len(links) == MOST:
            break
        link = SourceLink(document=head.id, title=head.title, url=head.url)
        if head.row in sentences:
            _, chunk, unit = sentences[head.row]
            place = {"start": unit.span.start, "end": unit.span.end, "sha256": chunk.document.sha256}
            link = link.model_copy(update={"quote": chunk.unit_text(unit), **place})
        links[head.row] = link
    return tuple(links.values())
