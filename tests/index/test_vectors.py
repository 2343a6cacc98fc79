"""Vectors in a real Chroma: nearest first, replaced, dropped, there again after a restart."""

from pathlib import Path

import numpy as np
import pytest

from internbot.embeddings.base import Vectors, unit_rows
from internbot.index.vectors import VectorIndex


def rows(count: int) -> Vectors:
    return unit_rows(np.random.default_rng(0).standard_normal((count, 16)).astype(np.float32))


def test_search_gives_exact_cosines_nearest_first(tmp_path: Path) -> None:
    index, vectors = VectorIndex(tmp_path, 16), rows(50)
    index.put(list(range(100, 150)), vectors)
    found = index.search(vectors[7], 5)
    cosines = vectors @ vectors[7]
    expected = sorted(range(50), key=lambda i: -cosines[i])[:5]
    assert [number for number, _ in found] == [100 + i for i in expected]
    assert [cosine for _, cosine in found] == pytest.approx([cosines[i] for i in expected], abs=1e-5)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert VectorIndex(tmp_path, 16).search(rows(1)[0], 5) == []


def test_put_replaces_and_drop_forgets(tmp_path: Path) -> None:
    index, vectors = VectorIndex(tmp_path, 16), rows(3)
    index.put([1, 2], vectors[:2])
    index.put([2], vectors[2:])
    index.drop([1, 99])
    ((number, cosine),) = index.search(vectors[2], 5)
    assert number == 2
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert len(VectorIndex(tmp_path, 16)) == 1


def test_a_chunk_is_found_by_a_question_that_is_asked_of_it_and_forgotten_with_it(tmp_path: Path) -> None:
    index, vectors = VectorIndex(tmp_path, 16), rows(6)
    index.put([1, 2, 3], vectors[:3])
    index.put_asked({})
    index.put_asked({2: vectors[3:5], 3: vectors[5:]})
    found = dict(index.search(vectors[4], 1))
    assert found[2] == pytest.approx(1.0, abs=1e-5)
    index.close()
    again = VectorIndex(tmp_path, 16)
    again.drop([2])
    assert 2 not in dict(again.search(vectors[4], 3))
    assert dict(again.search(vectors[5], 1))[3] == pytest.approx(1.0, abs=1e-5)
