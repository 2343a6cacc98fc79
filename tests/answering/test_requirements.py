"""Some questions are answered only by a sum, a count of the right thing, or a day."""

import pytest

from internbot.answering.question_names import names_in
from internbot.answering.requirements import Requirement
from internbot.index.keywords import analyzer


def met(question: str, sentence: str, around: str = "") -> bool | None:
    terms = analyzer().analyze
    required = Requirement.of(question, terms)
    stems = frozenset(terms(f"{around} {sentence}"))
    return None if required is None else required.met(sentence, stems, stems)


@pytest.mark.parametrize(
    ("question", "sentence", "around", "expected"),
    [
        ("How much do interns earn?", "Interns earn $23 an hour.", "", True),
        ("How much do interns earn?", "Interns like their work.", "", False),
        ("What salary does a taster get?", "A taster gets 900 euros.", "", True),
        ("Is the stipend paid in euros?", "Anything.", "", None),
        ("How much does Orchid pay in Lima?", "Orchid pays 30 dollars.", "Orchid in Oslo", False),
        ("How much does Orchid pay in Lima?", "The pay is 30 dollars.", "Orchid in Lima", True),
        ("How many weeks does it take?", "It takes ten weeks.", "", True),
        ("How many holidays are there?", "There are ten interns.", "", False),
        ("How many hrs does it take?", "It takes ten hours.", "", True),
        ("How many people tasted tea?", "There were 900 applicants.", "", True),
        ("How many people tasted tea?", "There were 900 teas.", "", False),
        ("How many holidays are there?", "There are many kinds of holidays.", "", False),
        ("On which day does it close?", "It closes soon.", "", False),
        ("When does the call close?", "The call closes on March 3.", "", True),
        ("When did he join?", "He joined.", "", None),
        ("How much is the allowance of a taster?", "A taster has an allowance.", "", False),
        ("How much is the allowance of a taster?", "The allowance is 900 euros.", "", True),
        ("In which year was it founded?", "It was founded by friends.", "", False),
        ("What share of tasters stay?", "53 percent of them stay.", "", True),
        ("What is CPT?", "CPT is training.", "", None),
        ("What is the deadline of the guild?", "The guild tastes tea.", "", False),
        ("What is the deadline of the guild?", "The guild may close early.", "", False),
        ("What is the deadline of the guild?", "The guild reads letters until May 3.", "", True),
        ("What is the minimum age of a taster?", "A taster is paid for five months.", "", False),
        ("What is the minimum age of a taster?", "Tasters must be at least 18 years old.", "", True),
        ("How old must a taster be?", "There is no age limit.", "", True),
    ],
)
def test_what_a_sentence_must_hold(question: str, sentence: str, around: str, expected: bool | None) -> None:
    assert met(question, sentence, around) is expected


def test_whom_a_question_quotes_need_not_be_named() -> None:
    assert met("How much do interns earn according to President Ada?", "Interns earn $23.")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Does the Orchid guild sit in Lima?", ("Orchid", "Lima")),
        ("I want to join Orchid. What does it pay?", ("Orchid",)),
        ("Does HR call on Monday in February?", ()),
        ("I heard of a rule. Does it hold in Lima?", ("Lima",)),
    ],
)
def test_names_are_no_days_and_no_short_forms(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many tasters are there?", "Tasters taste for five hours a week.", False),
        ("How many tasters are there?", "1. Tasters fill in Form T-9 in 2021.", False),
        ("How many tasters are there?", "In 2021 there were 40 tasters.", True),
        ("How many weeks do tasters stay?", "Tasters stay five weeks.", True),
        ("How long does a tasting last?", "A tasting is long.", False),
        ("How long does a tasting last?", "A tasting lasts two hours.", True),
        ("How long does a tasting last?", "Mentors give 5 hours of tastings a week.", False),
        ("How long is a shift?", "A shift is eight hours a day.", True),
        ("How long do tasters look at a letter?", "Tasters give it 60 seconds.", True),
        ("How long should the letter be?", "The letter has one page.", True),
        ("How high is the minimum wage?", "Tasters get the minimum wage.", None),
        ("How much is the minimum wage?", "Tasters get the minimum wage.", False),
        ("How much is the minimum wage?", "It is 12 euros.", True),
        ("How much do tasters earn?", "Tasters get the minimum wage.", True),
    ],
)
def test_a_number_of_something_else_is_no_answer(question: str, sentence: str, expected: bool | None) -> None:
    assert met(question, sentence, "tasters") is expected
