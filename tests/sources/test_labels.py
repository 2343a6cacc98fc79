from __future__ import annotations

import pytest

from internbot.sources.labels import is_label, is_lead


@pytest.mark.parametrize(
    "text", ["Pay", "1. General eligibility", "What you’ll do:", "Stipend.", "Is it paid?"]
)
def test_short_lines_in_bold_are_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text", ["It is paid. Really.", "You will be paid each month.", "One\ntwo", "x" * 81]
)
def test_sentences_in_bold_are_not(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Required Skills", True),
        ("Bring these:", False),
        ("required skills", False),
        ("One two three four five six", False),
    ],
)
def test_only_a_few_words_without_punctuation_lead(text: str, lead: bool) -> None:
    assert is_lead(text) is lead
