"""A number counts what stands behind it, or what was spoken of."""

import pytest

from internbot.answering.counts import counts
from internbot.index.keywords import analyzer

stems = analyzer().analyze


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The guild owns 40 spoons.", True),
        ("The guild owns ten new and shiny spoons.", True),
        ("It owns 8 to 13 spoons.", True),
        ("Spoons: 40", True),
        ("Of the spoons you may take at most three.", True),
        ("Spoons are polished for 8 to 13 weeks.", False),
        ("Since 2019 spoons are polished.", False),
        ("Spoons arrive on March 1.", False),
        ("Spoons cost $40.", False),
        ("A taster polishes spoons.", False),
        ("Every spoon matters.", False),
    ],
)
def test_which_numbers_count_spoons(text: str, counted: bool) -> None:
    assert counts(text, frozenset(stems("spoons")), frozenset(stems(text)), stems) is counted


def test_a_bare_number_counts_what_the_heading_says() -> None:
    assert counts("At most three.", frozenset(stems("spoons")), frozenset(stems("Spoons a year")), stems)
    assert not counts("At most three.", frozenset(stems("spoons")), frozenset(stems("Forks a year")), stems)
