"""The default embedding model, with its real weights."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from internbot.embeddings.base import PassageText
from internbot.embeddings.minilm import DIMENSIONS, MAX_TOKENS, MiniLM
from internbot.sources.documents import Span

TEXTS = [
    f"Interns of team {number} meet their mentor every week. " * (1 + number % 7) for number in range(40)
]


def passage(text: str) -> PassageText:
    return PassageText("Interns", text, (Span(0, text.index(".") + 1),))


def test_batches_side_by_side_give_what_one_after_the_other_gives() -> None:
    alone, beside = MiniLM(1), MiniLM(3)
    assert np.array_equal(alone.encode_batch(TEXTS), beside.encode_batch(TEXTS))
    passages = [passage(text) for text in TEXTS]
    for one, other in zip(alone.encode_passages(passages), beside.encode_passages(passages), strict=True):
        assert np.array_equal(one.passage, other.passage)
        assert np.array_equal(one.units, other.units)


def test_vectors_come_in_the_order_of_their_texts() -> None:
    model = MiniLM(2)
    together = model.encode_batch(TEXTS)
    assert together.shape == (len(TEXTS), DIMENSIONS)
    passages = model.encode_passages([passage(text) for text in TEXTS])
    for row, (text, made) in enumerate(zip(TEXTS, passages, strict=True)):
        # Not to the last digit: what stands beside a text moves its int8 steps a little.
        assert np.argmax(together @ model.encode_batch([text])[0]) == row
        assert made.passage @ model.encode_batch([f"Interns\n{text}"])[0] > 0.99


def test_nothing_and_a_single_text() -> None:
    model = MiniLM(2)
    assert model.encode_batch([]).shape == (0, DIMENSIONS)
    assert model.encode_passages([]) == []
    (row,) = model.encode_batch(["one"])
    assert np.linalg.norm(row) == pytest.approx(1.0)


def test_each_passage_is_told_when_it_is_done() -> None:
    told: list[int] = []
    MiniLM(2).encode_passages([passage(text) for text in TEXTS], told.append)
    assert sum(told) == len(TEXTS)


def test_an_interrupt_ends_the_threads() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        MiniLM(2).encode_passages([passage(text) for text in TEXTS], stop)
    assert threading.active_count() == before


def test_a_sentence_beyond_the_limit_is_embedded_by_itself() -> None:
    long = "word " * MAX_TOKENS
    text = f"{long}. Interns are paid."
    unit = Span(text.index("Interns"), len(text))
    model = MiniLM(2)
    (made,) = model.encode_passages([PassageText("", text, (unit,))])
    assert np.allclose(made.units[0], model.encode([unit.of(text)])[0])
