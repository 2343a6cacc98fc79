import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.signs_made import passage, question, unit
from internbot.answering.answerability import FEATURES, answerability, features, unsaid
from internbot.answering.signs import PassageSigns
from internbot.logistic import LogisticModel


@pytest.fixture(scope="module")
def model() -> LogisticModel:
    return LogisticModel.load("answerability", FEATURES)


ASKED = question("Who managed the intern in Turin?")
FAR = [passage(unit("Bread is baked from flour.", 0.05), score=4.0 - number / 10) for number in range(12)]


def test_a_sentence_that_says_it_is_likelier_than_one_about_something_else(model: LogisticModel) -> None:
    near = passage(unit("the intern in turin was managed by Davide Bernardi", 0.8), score=7.0)
    assert answerability(ASKED, [near, *FAR], model) > 0.5 > answerability(ASKED, FAR, model)


def test_no_passage_is_no_answer(model: LogisticModel) -> None:
    assert answerability(ASKED, [], model) == 0


def test_one_feature_a_name() -> None:
    assert features(ASKED, FAR).shape == (len(FEATURES),)


def test_passages_after_the_twelfth_change_nothing() -> None:
    more = passage(unit("managed in turin", 0.99), score=1.0)
    assert features(ASKED, [*FAR, more]).tolist() == features(ASKED, FAR).tolist()


def test_a_fact_is_unsaid_where_no_sentence_on_it_could_hold_it() -> None:
    asked = question("How many tasters stay in Turin?")
    bare = unit("tasters stay in turin", 0.8)
    said = passage(unit("two tasters stay in turin", 0.8))
    without_number = passage(bare)
    number_elsewhere = passage(bare, unit("it rains", 0.1), unit("the house has nine windows", 0.2))
    assert [unsaid(asked, [one]) for one in (said, number_elsewhere, without_number)] == [0, 1, 1]


def test_nothing_is_unsaid_where_no_single_fact_is_asked_for() -> None:
    assert unsaid(question("Why do tasters stay in Turin?"), FAR) == 0


cosines = st.floats(-1, 1)
passages = st.builds(
    lambda units, score, heading: passage(*units, score=score, heading=heading),
    st.lists(st.builds(unit, st.text(max_size=30), cosines), max_size=4),
    st.floats(0, 7),
    st.text(max_size=10),
)


@given(st.text(max_size=60), st.lists(passages, max_size=15))
def test_any_evidence_has_a_probability(text: str, found: list[PassageSigns]) -> None:
    model = LogisticModel.load("answerability", FEATURES)
    assert 0 <= answerability(question(text), found, model) <= 1
    if found:
        assert np.isfinite(features(question(text), found)).all()
