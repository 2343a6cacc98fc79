import pytest

from internbot.verification.quantities import measures, quantities
from internbot.verification.words import read


def said(claim: str, evidence: str) -> bool:
    """Whether each quantity of a claim is said by one of the evidence."""
    mine, theirs = quantities(read(claim)), quantities(read(evidence))
    assert mine
    return all(any(one.said_by(other) for other in theirs) for one in mine)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("three weeks", "3 weeks"),
        ("1,000 people", "1000 people"),
        ("$9.5k a month", "$9,500 a month"),
        ("2.5 million people", "2,500,000 people"),
        ("twenty-five interns", "25 interns"),
        ("60%", "60 percent"),
        ("9,500 dollars", "$9,500"),
        ("the third round", "the 3rd round"),
        ("2026-09-05", "Sept 5, 2026"),
        ("5 September 2026", "September 5th, 2026"),
        ("9/5/2026", "September 5, 2026"),
        ("in September 2026", "on September 5, 2026"),
        ("in 2026", "on 2026-09-05"),
        ("September 2026", "2026-09-05T09:30:00Z"),
        ("10 weeks", "ten to twelve weeks"),
        ("a dozen interns", "12 interns"),
    ],
)
def test_the_same_in_another_form(claim: str, evidence: str) -> None:
    assert said(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("three weeks", "three months"),
        ("3 weeks", "4 weeks"),
        ("$9,500", "€9,500"),
        ("60%", "60 people"),
        ("the third round", "three rounds"),
        ("September 5, 2026", "September 2026"),
        ("September 5", "September 6"),
        ("in 2026", "in 2025"),
        ("10 days", "ten to twelve weeks"),
        ("$2,026", "in 2026"),
    ],
)
def test_another_quantity(claim: str, evidence: str) -> None:
    assert not said(claim, evidence)


def test_a_word_that_is_also_a_month_is_none() -> None:
    assert quantities(read("Students may apply, and they march on.")) == ()


def test_lengths_of_time_by_their_unit() -> None:
    assert [unit for _, unit in measures(read("weekly pay, hours, and years"))] == ["week", "hour", "year"]


def test_first_before_a_comma_only_counts_the_sentences_of_an_answer() -> None:
    assert quantities(read("First, send the form. Second, wait.")) == ()
    (one,) = quantities(read("First come the forms."))
    assert (one.kind, one.value) == ("ordinal", 1)
