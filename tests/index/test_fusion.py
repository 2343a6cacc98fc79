"""Fused scores: relative to the best of each kind, safe where a kind has none."""

import numpy as np

from internbot.index.fusion import PASSAGE_WEIGHT, UNIT_WEIGHT, add_late, fuse


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_each_kind_counts_relative_to_its_best() -> None:
    fused = fuse(array(10, 5, 0), array(0.5, 1.0, 0.0), array(0.2, 0.1, 0.4))
    shares = np.array([[1, 0.5, 0.5], [0.5, 1, 0.25], [0, 0, 1]])
    assert np.allclose(fused, shares @ [1, PASSAGE_WEIGHT, UNIT_WEIGHT])


def test_a_kind_without_any_score_changes_nothing() -> None:
    assert np.allclose(fuse(array(0, 0), array(0.5, 0.25), array(0, 0)), [1.5, 0.75])
    assert np.allclose(add_late(array(1, 2), array(0, 0)), [1, 2])


def test_late_interaction_can_turn_the_order() -> None:
    assert np.argmax(add_late(array(4.0, 3.5), array(0.5, 1.0))) == 1
