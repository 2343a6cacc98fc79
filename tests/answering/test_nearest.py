"""The nearest sources are named once each, with the sentence that comes nearest."""

from dataclasses import replace

import numpy as np

from answering.passages_made import judgement, stored
from internbot.answering.nearest import MOST, nearest

SPOONS = "Tasters bring spoons. Orchid lends forks to tasters. These are its spoons:"
"""Three sentences in one chunk."""


def test_each_source_is_named_once_with_its_nearest_sentence() -> None:
    judged = judgement([*stored(SPOONS), *stored("Orchid is a guild.", row=2)])
    first, second = judged.sentences
    judged = replace(judged, sentences=(np.array([0.2, 0.4, 0.9], first.dtype), second))
    candidates = (*judged.candidates, judged.candidates[0])
    links = nearest(candidates, judged)
    assert [link.document for link in links] == ["1.txt", "2.txt"]
    assert [link.quote for link in links] == ["Orchid lends forks to tasters.", "Orchid is a guild."]
    assert links[0].start is not None
    assert SPOONS[links[0].start : links[0].end] == links[0].quote


def test_a_sentence_from_another_field_is_not_shown() -> None:
    judged = judgement(stored(SPOONS), cosine=0.2)
    (link,) = nearest(judged.candidates, judged)
    assert (link.document, link.quote, link.start, link.end, link.sha256) == ("1.txt", None, None, None, None)


def test_what_is_no_statement_for_readers_is_not_shown() -> None:
    judged = judgement(stored(SPOONS), scores=0.0)
    assert [link.quote for link in nearest(judged.candidates, judged)] == [None]


def test_only_the_first_few_sources_are_named() -> None:
    judged = judgement([chunk for row in range(1, 9) for chunk in stored("Orchid is a guild.", row=row)])
    assert [link.document for link in nearest(judged.candidates, judged)] == [
        f"{row}.txt" for row in range(1, MOST + 1)
    ]
