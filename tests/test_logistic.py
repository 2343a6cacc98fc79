import numpy as np
import pytest

from internbot.answering import answerability, sentence_scores
from internbot.logistic import LogisticModel
from internbot.verification import signs


def test_probability_of_one_row_and_of_many() -> None:
    model = LogisticModel(("a", "b"), np.array([1.0, 0.0]), np.array([2.0, 1.0]), np.array([2.0, -1.0]), 0.5)
    row = np.array([3.0, 0.5])
    expected = 1 / (1 + np.exp(-(2.0 * 1 - 0.5 + 0.5)))
    assert float(model.probability(row)) == pytest.approx(expected)
    assert model.probability(np.stack([row, row])).tolist() == pytest.approx([expected] * 2)


def test_extreme_rows_stay_between_0_and_1() -> None:
    model = LogisticModel(("a",), np.zeros(1), np.ones(1), np.array([1e6]), 0.0)
    assert np.isfinite(model.probability(np.array([[1e9], [-1e9]]))).all()


@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("answerability", answerability.FEATURES),
        ("sentences", sentence_scores.FEATURES),
        ("verification", signs.FEATURES),
    ],
)
def test_shipped_models_fit_the_code(name: str, features: tuple[str, ...]) -> None:
    model = LogisticModel.load(name, features)
    assert model.weights.shape == model.mean.shape == model.scale.shape == (len(features),)
    assert (model.scale > 0).all()
    assert np.isfinite(model.weights).all()


def test_a_model_of_other_features_is_refused_with_the_command_that_fits_it() -> None:
    with pytest.raises(ValueError, match=r"fit_answerability\.py"):
        LogisticModel.load("answerability", ("something", "else"))
