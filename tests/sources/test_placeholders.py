from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.placeholders import choose_sign, mark, without_marked


def clean(text: str) -> str:
    sign = choose_sign(text)
    return without_marked(mark(text, sign), sign)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It pays well. It begins on {{ round.start }}. Apply.", "It pays well. Apply."),
        ("Apply by <%= deadline %> at the latest.", ""),
        ("See {% url 'docs' %} for more. It is paid.", "It is paid."),
        ("You need ${{ secrets.days }} days. Bring a CV.", "Bring a CV."),
        ("Some students (e.g. {{ x }} of them) apply. Others wait.", "Others wait."),
        ("It is paid<!-- since 2020 -->. Apply.", "It is paid. Apply."),
        ("{# a remark #}It is paid.", "It is paid."),
        ("{% comment %}Old rules.{% endcomment %}It is paid.", "It is paid."),
        ("Three braces {{{ raw }}} too. Apply.", "Apply."),
        ("Email contact{at}example.org.", "Email contact{at}example.org."),
    ],
)
def test_sentences_with_a_placeholder_are_left_out_whole(source: str, text: str) -> None:
    assert clean(source) == text


def test_lines_of_tags_alone_vanish_without_taking_a_sentence_along() -> None:
    assert clean("It is paid.\n{% if x %}\nApply early.\n{% endif %}").split() == [
        "It",
        "is",
        "paid.",
        "Apply",
        "early.",
    ]


@given(st.text(alphabet="ab. {}%#<>!-=?$/*\n"))
def test_text_without_marks_stays_and_none_remain(source: str) -> None:
    text = clean(source)
    sign = choose_sign(source)
    assert sign not in text
    if "{" not in source and "<" not in source:
        assert text == source
