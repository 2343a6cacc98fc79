"""What a question asks is told by its form; where the form does not tell, nothing is claimed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.answering.asked import Asked


@pytest.mark.parametrize(
    ("question", "slot", "focus"),
    [
        ("How many references does Orchid want?", "count", ("references",)),
        ("How many people applied to Orchid?", "count", ()),
        ("How much is the monthly allowance of a taster?", "sum", ("monthly", "allowance")),
        ("What salary does a taster get?", "sum", ("salary",)),
        ("What is the acceptance rate of Orchid?", "share", ("acceptance", "rate")),
        ("What percentage of tasters stay?", "share", ("percentage",)),
        ("In which year was Ada born?", "year", ("year",)),
        ("On which day does the call close?", "day", ("day",)),
        ("When did Ada join?", "time", ()),
        ("How long is the stay?", "duration", ()),
        ("How old is Ada?", "age", ()),
        ("What does the form cost?", "sum", ()),
        ("How soon does it start?", "number", ()),
        ("Who managed Ada in Oslo?", "person", ("managed",)),
        ("Who was Ada's manager?", "person", ("manager",)),
        ("who's the head of Orchid", "person", ("head",)),
        ("What is the name of Ada's PhD supervisor?", "attribute", ("phd", "supervisor")),
        ("What is the phone number of the office?", "attribute", ("phone",)),
        ("What is the purpose of the test?", None, ()),
        ("Which language do tasters speak?", None, ()),
        ("Why did Ada leave?", None, ()),
        ("Tell me about Orchid.", None, ()),
        ("", None, ()),
    ],
)
def test_slot_and_focus(question: str, slot: str | None, focus: tuple[str, ...]) -> None:
    asked = Asked.of(question)
    assert (asked.slot, asked.focus) == (slot, focus)


@pytest.mark.parametrize(
    ("question", "subject"),
    [("What is Orchid?", "Orchid"), ("What's an Orchid?", "Orchid"), ("Who is Ada?", None)],
)
def test_subject_of_a_definition(question: str, subject: str | None) -> None:
    assert Asked.of(question).subject == subject


@pytest.mark.parametrize(
    ("question", "text", "filled"),
    [
        ("In which year was it founded?", "It was founded in 1971.", True),
        ("In which year was it founded?", "It was founded by 12 friends.", False),
        ("What share of tasters stay?", "Two thirds of them stay.", True),
        ("What share of tasters stay?", "Many of them stay.", False),
        ("How much is the fee of the call?", "The fee is 20 euros.", True),
        ("How much is the fee of the call?", "The fee is paid late.", False),
        ("How long is the stay?", "It lasts for two or three months.", True),
        ("How long is the stay?", "It began in 2019.", False),
        ("How long should the letter be?", "It fits on one page.", True),
        ("How old is Ada?", "Ada is 31 years old.", True),
        ("How old is Ada?", "Ada joined in 2022 with 40 others.", False),
        ("How old is Ada?", "From an early age Ada liked books.", False),
        ("How old must I be?", "Interns are at least 18.", True),
        ("Why does it close?", "Anything.", True),
    ],
)
def test_what_fills_the_gap(question: str, text: str, filled: bool) -> None:
    assert Asked.of(question).filled(text) is filled


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    assert Asked.of(text).filled(text) in (True, False)
