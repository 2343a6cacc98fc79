import pytest

from internbot.web.exports.plain_texts import cell, one_line


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u200e=1", "＝1", "|x", "%x", "\u202e=1"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Data intern", "3-month internship", "R&D (a = b)", "", "日本語", "naïve"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_a_line_has_no_breaks_and_nothing_that_cannot_be_seen() -> None:
    assert one_line("a\r\nb\u2028c\x00d\u202ee\u200bf") == "a b c d e f"
