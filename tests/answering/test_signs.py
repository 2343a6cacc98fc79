import pytest

from answering.signs_made import passage, question, unit, words
from internbot.answering.signs import QuestionSigns


def test_function_words_do_not_count() -> None:
    assert set(question("Who is the manager of the team?").weights) == {"manager", "team"}


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert set(question("who are you?").weights) == {"who", "are", "you"}


def test_coverage_is_by_weight() -> None:
    asked = question("stipend in Turin", {"stipend": 1.0, "turin": 3.0})
    assert asked.covered(frozenset({"turin"})) == pytest.approx(0.75)
    assert asked.covered(frozenset()) == 0
    assert asked.covered(frozenset({"turin", "stipend", "more"})) == pytest.approx(1)


def test_the_rarest_missing_word_is_a_share_of_the_rarest() -> None:
    asked = question("stipend in Turin", {"stipend": 1.0, "turin": 4.0})
    assert asked.rarest_missing(frozenset({"turin"})) == pytest.approx(0.25)
    assert asked.rarest_missing(frozenset({"stipend"})) == pytest.approx(1)
    assert asked.rarest_missing(frozenset({"turin", "stipend"})) == 0


@pytest.mark.parametrize("text", ["", "?", "   "])
def test_a_question_without_words_is_covered_by_nothing(text: str) -> None:
    asked = QuestionSigns.of(text, words, lambda _: 1.0)
    assert asked.covered(frozenset({"a"})) == 0
    assert asked.rarest_missing(frozenset()) == 0


def test_headings_are_not_quoted_where_there_is_more() -> None:
    heading, sentence = unit("Pay", 0.9, quotable=False), unit("It pays well.", 0.5)
    assert passage(heading, sentence).quotable == (sentence,)
    assert passage(heading).quotable == (heading,)


def test_terms_of_a_passage_are_those_of_its_units_and_headings() -> None:
    assert passage(unit("one two", 0.1), unit("three", 0.2), heading="four").terms == {
        "one",
        "two",
        "three",
        "four",
    }
