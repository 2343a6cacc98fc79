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
SAID = 0.5
"""Share of the question's content words that a sentence must say to be shown.

Not weighed by rarity: what no source speaks of is the rarest of all, and just then the rest is worth showing.
"""


def nearest(candidates: Sequence[Candidate], judgement: Judgement) -> tuple[SourceLink, ...]:
    """The documents of the best candidates, with a sentence of each that was judged to come near.

    Args:
        candidates: what was found, best first.
        judgement: of the first of them.
    """
    sentences: dict[int, tuple[float, StoredChunk, Unit]] = {}
    for one, scores, said in zip(judgement.candidates, judgement.sentences, judgement.said, strict=True):
        row = one.chunk.document.row
        for unit, score, share in zip(one.chunk.units, scores.tolist(), said.tolist(), strict=True):
            introduces = one.chunk.unit_text(unit).rstrip().endswith(":")
            if share >= SAID and not introduces and score > sentences.get(row, (0.0,))[0]:
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
