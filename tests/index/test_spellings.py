from __future__ import annotations

import pytest

from internbot.index.spellings import other_spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"), ("organised", "organized"), ("analysing", "analyzing"), ("favour", "favor"),
        ("cancelled", "canceled"), ("programme", "program"), ("cheques", "checks"),
    ],
)  # fmt: skip
def test_each_spelling_leads_to_the_other(british: str, american: str) -> None:
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize("word", ["tea", "orchid", "guild"])
def test_most_words_have_one(word: str) -> None:
    assert other_spellings(word) == ()
