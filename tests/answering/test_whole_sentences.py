from answering.passages_made import stored
from internbot.answering.whole_sentences import repeated, whole_sentences, words_at
from internbot.sources.documents import Span

TEXT = "Every intern meets a mentor. They meet on Monday mornings! Eleven people work in the garden."
(CHUNK,) = stored(TEXT)


def test_a_claim_that_repeats_a_whole_sentence_is_found_where_it_stands() -> None:
    span = repeated(CHUNK, "They  meet on Monday mornings.")
    assert span is not None
    assert words_at(CHUNK, span) == "They meet on Monday mornings!"


def test_a_part_of_a_sentence_or_a_single_word_is_none() -> None:
    assert repeated(CHUNK, "Eleven people work.") is None
    assert repeated(CHUNK, "meet on Monday mornings") is None
    assert repeated(stored("No. Interns stay here all day.")[0], "No.") is None


def test_a_sentence_that_leans_on_the_one_before_comes_with_it() -> None:
    at = TEXT.index("Monday")
    proof = whole_sentences(CHUNK, Span(at, at + 6))
    assert proof is not None
    assert proof.text == "Every intern meets a mentor. They meet on Monday mornings!"
