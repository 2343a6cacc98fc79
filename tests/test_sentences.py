"""Sentences keep their offsets and do not break at abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Dr. Smith met Ms. Lee at 9 a.m. on Fri. 3 May.",
            ["Dr. Smith met Ms. Lee at 9 a.m. on Fri. 3 May."],
        ),
        ("She works in the U.S. He does not.", ["She works in the U.S.", "He does not."]),
        (
            "Amazon.com Inc. pays 3.5 percent, e.g. in bonds. Yes.",
            ["Amazon.com Inc. pays 3.5 percent, e.g. in bonds.", "Yes."],
        ),
        ("“Why?” she asked. “Go for it.” He left.", ["“Why?” she asked.", "“Go for it.”", "He left."]),
        ("A heading\n\nA paragraph. Its end", ["A heading", "A paragraph.", "Its end"]),
        ("J. K. Rowling wrote. So do I. Good.", ["J. K. Rowling wrote.", "So do I.", "Good."]),
        ("1. Apply early.", ["1. Apply early."]),
        ("申请。截止日期。", ["申请。", "截止日期。"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences.split(text)] == expected


@given(st.text(alphabet=st.sampled_from("ab C.!?…”\n 1。")))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences.split(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def test_offsets_count_from_the_beginning_of_the_whole_text() -> None:
    text = "Skip this. Take this. And this. Not this."
    assert [s.of(text) for s in sentences.split(text, 11, 31)] == ["Take this.", "And this."]
