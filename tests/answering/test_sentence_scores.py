import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from answering.signs_made import passage, question, unit
from internbot.answering.sentence_scores import FEATURES, features, sentence_scores
from internbot.answering.signs import UnitSigns
from internbot.logistic import LogisticModel

ASKED = question("When was the intern in Turin?")


def test_the_sentence_that_is_nearest_in_the_best_passage_scores_highest() -> None:
    model = LogisticModel.load("sentences", FEATURES)
    best = passage(
        unit("the intern was in turin until March 2021", 0.8),
        unit("it rained a lot that year", 0.2),
        score=7.0,
    )
    other = passage(unit("an office has many windows in it", 0.3), score=3.0)
    first, second = sentence_scores(ASKED, [best, other], model)
    assert first[0] > max(first[1], second[0])


def test_one_row_a_unit_even_where_there_is_none() -> None:
    rows = features(ASKED, [passage(unit("a b", 0.1), unit("c", 0.2)), passage()])
    assert [row.shape for row in rows] == [(2, len(FEATURES)), (0, len(FEATURES))]
    assert sentence_scores(ASKED, [passage()], LogisticModel.load("sentences", FEATURES))[0].shape == (0,)


def test_no_passage_no_rows() -> None:
    assert features(ASKED, []) == []


units = st.builds(unit, st.text(max_size=30), st.floats(-1, 1))


@given(st.text(max_size=60), st.lists(st.lists(units, max_size=4), max_size=5))
def test_scores_are_probabilities(text: str, found: list[list[UnitSigns]]) -> None:
    model = LogisticModel.load("sentences", FEATURES)
    for row in sentence_scores(question(text), [passage(*part) for part in found], model):
        assert np.isfinite(row).all()
        assert ((row >= 0) & (row <= 1)).all()
