"""A sentence about another program than the one that is asked about is recognized as such."""

import pytest

from internbot.answering.named_things import Above, NamedThings

FOUND = (
    "In spring, Orchid Guild pays its tasters.",
    "The summer round of Lily Circle (LC) is paid by Fern.",
    "Tasters of the guild work in a circle.",
    "Everything at Orchid begins in May, and Lily in June.",
)


def things(question: str) -> NamedThings:
    found = NamedThings.of(question, FOUND)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("When does Orchid pay?", "Orchid's money comes in May.", True),
        ("When does Orchid pay?", "Lily pays in May.", False),
        ("when does orchid pay?", "Orchid pays in May.", True),
        ("What does the Guild of Old Orchids do?", "GOOO is old, and so is the GOO.", True),
        ("What does GSoC pay?", "Garden Summer of Cooks pays little.", True),
        ("What does GSoC pay?", "Garden Winter of Cooks pays little.", False),
    ],
)
def test_names_are_found_however_they_are_written(question: str, text: str, named: bool) -> None:
    assert things(question).names(text) is named


@pytest.mark.parametrize(
    "question",
    ["Is it paid?", "Is there anything like Orchid?", "Is Orchid different from Lily?", "When in May?"],
)
def test_questions_that_name_nothing_or_ask_about_several(question: str) -> None:
    assert NamedThings.of(question, FOUND) is None


@pytest.mark.parametrize(
    ("title", "headings", "elsewhere", "whose"),
    [
        ("Pay", ("Lily",), False, "another"),
        ("Pay", ("Orchid", "Rounds"), False, "asked"),
        ("Orchid", ("The year with Fern",), False, "asked"),
        ("Gardens: Orchid and Lily", ("Lily",), False, "another"),
        ("How Lily works", ("Pay",), False, "another"),
        ("How Lily works", ("Pay",), True, "unsaid"),
        ("Pay", (), False, "unsaid"),
    ],
)
def test_what_stands_above_tells_whose_a_sentence_is(
    title: str, headings: tuple[str, ...], elsewhere: bool, whose: Above
) -> None:
    assert things("When does Orchid pay?").above(title, headings, elsewhere=elsewhere) == whose


def test_a_sentence_is_of_another_by_its_own_subject_or_by_its_heading() -> None:
    asked = things("When does Orchid pay?")
    assert asked.of_another("Lily pays in June.", "unsaid")
    assert asked.of_another("It pays in June.", "another")
    assert not asked.of_another("It pays in June.", "unsaid")
    assert not asked.of_another("Lily pays what Orchid pays.", "another")
    assert not asked.of_another("Lily pays in June.", "asked")
