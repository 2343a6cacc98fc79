from hypothesis import given
from hypothesis import strategies as st

from internbot.verification.words import read, stem


def test_words_with_their_sentences_and_offsets() -> None:
    text = "Interns don't pay. C++ costs 1,000.50 dollars in the U.S."
    reading = read(text)
    assert [token.folded for token in reading.tokens] == [
        "interns", "do", "not", "pay", "c++", "costs", "1,000.50", "dollars", "in", "the", "us",
    ]  # fmt: skip
    assert [token.sentence for token in reading.tokens] == [0] * 4 + [1] * 7
    assert all(text[token.start : token.end] == token.text for token in reading.tokens)
    assert [token.folded for token in reading.tokens if token.opens] == ["interns", "c++"]


def test_irregular_forms_share_a_stem() -> None:
    assert stem("wrote") == stem("writing") == stem("written")
    assert stem("paid") == stem("pays")


def test_several_texts_are_read_as_one() -> None:
    reading = read(["A title", "A text."])
    assert reading.text == "A title\n\nA text."
    assert len(reading.sentences) == 2


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert all(reading.text[token.start : token.end] == token.text for token in reading.tokens)
