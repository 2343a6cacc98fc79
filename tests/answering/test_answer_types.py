import pytest

from internbot.answering.answer_types import expected_types, holds


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many interns are there?", {"number"}),
        ("how long is the program", {"number"}),
        ("When does it close?", {"date"}),
        ("What year was it founded?", {"date"}),
        ("Who managed him, and when?", {"name", "date"}),
        ("Where is the office?", {"name"}),
        ("What does code mixing mean?", set()),
    ],
)
def test_the_form_of_a_question_tells_what_it_asks_for(question: str, kinds: set[str]) -> None:
    assert expected_types(question) == kinds


@pytest.mark.parametrize(
    ("kind", "with_it", "without"),
    [
        ("number", "It takes three to five references.", "It takes references."),
        ("number", "It pays $23 an hour.", "It pays by the hour."),
        ("date", "It began on 5 January.", "It began some time ago."),
        ("date", "It has existed since 1962.", "It has existed for long."),
        ("name", "His manager was Davide Bernardi.", "His manager was kind."),
    ],
)
def test_a_sentence_holds_what_was_asked_for(kind: str, with_it: str, without: str) -> None:
    asked = frozenset({kind})
    assert holds(asked, with_it)  # type: ignore[arg-type]  # parametrize gives plain strings
    assert not holds(asked, without)  # type: ignore[arg-type]


def test_a_capital_at_the_beginning_is_no_name() -> None:
    assert not holds(frozenset({"name"}), "Managers were kind.")


def test_nothing_asked_for_is_always_held() -> None:
    assert holds(frozenset(), "")


def test_every_kind_must_be_held() -> None:
    assert not holds(frozenset({"name", "date"}), "His manager was Davide Bernardi.")
    assert holds(frozenset({"name", "date"}), "His manager was Davide Bernardi until 2021.")
