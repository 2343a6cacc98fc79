"""Words of the question find their best match among the tokens of a passage."""

import numpy as np
import pytest

from internbot.embeddings.base import TokenVectors, unit_rows
from internbot.index.late_interaction import QuestionTokens, match
from internbot.index.packing import NO_UNIT, TokenCodes

RANDOM = np.random.default_rng(5)
ROWS = unit_rows(RANDOM.standard_normal((6, 64)).astype(np.float32))


def codes(rows: list[int], units: list[int]) -> TokenCodes:
    return TokenCodes(np.packbits(ROWS[rows] > 0, axis=1), np.array(units, dtype=np.uint16))


def question(
    text: str, spans: list[tuple[int, int]], rows: list[int], weights: dict[str, float]
) -> QuestionTokens:
    tokens = TokenVectors(ROWS[rows], np.array(spans, dtype=np.int32))
    return QuestionTokens.of(text, tokens, lambda word: weights[word])


def test_a_word_shares_its_weight_among_its_tokens() -> None:
    asked = question("big crisostomi", [(0, 3), (4, 8), (8, 14)], [0, 1, 2], {"big": 1.0, "crisostomi": 3.0})
    assert asked.weights.tolist() == pytest.approx([0.25, 0.375, 0.375])


def test_scores_are_those_of_the_definition() -> None:
    asked = question("big pay", [(0, 3), (4, 7)], [0, 1], {"big": 1.0, "pay": 3.0})
    passages = [(codes([0, 1, 2, 3], [NO_UNIT, 0, 0, 1]), 3), (codes([], []), 1), (codes([4, 5], [0, 1]), 2)]
    for (code, units), found in zip(passages, match(asked, passages), strict=True):
        cosines = code.signs() @ asked.vectors.T
        whole = float(cosines.max(axis=0) @ asked.weights) if len(cosines) else 0.0
        assert found.passage == pytest.approx(whole, abs=1e-6)
        for unit in range(units):
            own = cosines[code.units == unit]
            expected = max(0.0, float(own.max(axis=0) @ asked.weights)) if len(own) else 0.0
            assert found.units[unit] == pytest.approx(expected, abs=1e-6)


def test_the_passage_that_holds_the_words_wins() -> None:
    asked = question("big pay", [(0, 3), (4, 7)], [0, 1], {"big": 1.0, "pay": 1.0})
    holds, lacks = match(asked, [(codes([0, 1], [0, 0]), 1), (codes([2, 3], [0, 0]), 1)])
    assert holds.passage > lacks.passage


def test_a_question_without_words_matches_nothing() -> None:
    asked = question("?!", [(0, 1), (1, 2)], [0, 1], {})
    assert [found.passage for found in match(asked, [(codes([0], [0]), 1)])] == [0.0]


def test_equal_passages_match_equally_wherever_they_stand() -> None:
    asked = question("big pay", [(0, 3), (4, 7)], [0, 1], {"big": 1.0, "pay": 3.0})
    same = (codes([2, 3, 4], [NO_UNIT, 0, 1]), 2)
    found = match(asked, [(codes([5], [0]), 1), *[same] * 60])[1:]
    assert {one.passage for one in found} == {found[0].passage}
    assert {tuple(one.units.tolist()) for one in found} == {tuple(found[0].units.tolist())}
