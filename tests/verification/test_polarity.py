import pytest

from internbot.verification.polarity import comparisons, follows, negations, quantifiers
from internbot.verification.words import read


def heads(text: str) -> list[str]:
    reading = read(text)
    return [reading.tokens[negation.head].folded for negation in negations(reading)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Interns are not paid.", "paid"),
        ("Interns aren't paid.", "paid"),
        ("There is no stipend.", "stipend"),
        ("They work without mentors.", "mentors"),
        ("The visa lacks sponsors.", "sponsors"),
    ],
)
def test_a_negation_and_what_it_denies(text: str, head: str) -> None:
    assert heads(text) == [head]


def test_not_only_denies_nothing() -> None:
    assert heads("It is not only paid but also fun.") == []


def test_comparing_words_have_a_direction() -> None:
    (low,) = [c for c in comparisons(read("at most six credits")) if c.dimension == "bound"]
    (high,) = [c for c in comparisons(read("at least six credits")) if c.dimension == "bound"]
    assert low.pole == -high.pole


def test_of_all_follows_some_but_not_the_other_way() -> None:
    assert follows("all", "some")
    assert follows("only", "only")
    assert not follows("some", "all")
    assert not follows("few", "many")
    assert [q.extent for q in quantifiers(read("Every intern, few mentors, and most teams"))] == [
        "all",
        "few",
        "most",
    ]
