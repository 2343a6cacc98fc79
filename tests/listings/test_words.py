from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.listings.scans import flat
from internbot.listings.words import fold, singular, words_of


def test_words_keep_what_belongs_to_them() -> None:
    assert [w.text for w in words_of("C++, U.S. and end-to-end: Master’s!")] == [
        "C++", "U.S", "and", "end-to-end", "Master’s",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plural", "one"),
    [("scientists", "scientist"), ("companies", "company"), ("analytics", "analytics"), ("business", "business"),
     ("bus", "bus"), ("classes", "class"), ("master's", "master")],
)  # fmt: skip
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_fold_makes_spellings_equal() -> None:
    assert fold("São  Paulo") == fold("sao paulo")


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


@given(st.text())
def test_flat_keeps_every_offset(text: str) -> None:
    assert len(flat(text)) == len(text)
