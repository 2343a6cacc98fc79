"""Reading ahead: the quote of the sentence under way goes before the passages, and nothing is read before it may."""

from __future__ import annotations

import threading

import pytest

from answering.passages_made import packed
from internbot.answering.evidence_packing import PackedPassage
from internbot.answering.reading_ahead import LikelyQuotes, ReadingAhead
from internbot.errors import EmbeddingServerError

MENTORS = "Every intern at Orchid meets a mentor on Mondays. The mentor never grades the intern."
GARDEN = "The garden behind the office is open at noon. Eleven people work in it. They plant beans."
WAIT = 30


@pytest.fixture
def passages() -> tuple[PackedPassage, ...]:
    return tuple(packed(MENTORS, GARDEN))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A mentor meets every intern", "Every intern at Orchid meets a mentor on Mondays."),
        ("In short, a mentor never grades an intern", "The mentor never grades the intern."),
        ("The mentor of the intern", None),
        ("It is the", None),
        ("", None),
    ],
)
def test_the_quote_is_the_sentence_that_shares_most_words(
    passages: tuple[PackedPassage, ...], text: str, quote: str | None
) -> None:
    likely = LikelyQuotes(passages)
    number = likely.likeliest(text)
    assert (None if number is None else list(likely.texts(number))) == (None if quote is None else [quote])


def test_without_passages_no_quote_is_likely() -> None:
    assert LikelyQuotes(()).likeliest("A mentor meets every intern") is None


class Reader:
    """Notes what it is given, and lets each text be awaited."""

    def __init__(self, error: Exception | None = None) -> None:
        self.texts: list[str] = []
        self.first, self.on, self.read = threading.Event(), threading.Event(), threading.Semaphore(0)
        self._error = error

    def __call__(self, text: str) -> None:
        self.texts.append(text)
        self.first.set()
        assert self.on.wait(WAIT)
        self.read.release()
        if self._error is not None:
            raise self._error


def test_a_quote_goes_before_the_passages_that_are_left(passages: tuple[PackedPassage, ...]) -> None:
    reader = Reader()
    with ReadingAhead(passages, reader) as ahead:
        ahead.begin()
        assert reader.first.wait(WAIT)
        ahead.under_way("A mentor meets every intern on Mondays")
        reader.on.set()
        for _ in range(3):
            assert reader.read.acquire(timeout=WAIT)
    assert reader.texts == [MENTORS, "Every intern at Orchid meets a mentor on Mondays.", GARDEN]


def test_a_quote_is_read_after_the_passages_too_and_once(passages: tuple[PackedPassage, ...]) -> None:
    reader = Reader()
    reader.on.set()
    with ReadingAhead(passages, reader) as ahead:
        ahead.begin()
        for _ in range(2):
            assert reader.read.acquire(timeout=WAIT)
        ahead.under_way("A mentor meets every inte")
        ahead.under_way("A mentor meets every intern on")
        ahead.under_way("A mentor meets every intern on Mondays")
        assert reader.read.acquire(timeout=WAIT)
    assert reader.texts[2:] == ["Every intern at Orchid meets a mentor on Mondays."]


def test_nothing_is_read_before_the_request_has_left(passages: tuple[PackedPassage, ...]) -> None:
    reader = Reader()
    with ReadingAhead(passages, reader) as ahead:
        ahead.under_way("A mentor meets every intern on Mondays")
    assert reader.texts == []


def test_a_server_of_embeddings_that_fails_ends_it_without_a_word(
    passages: tuple[PackedPassage, ...],
) -> None:
    reader = Reader(EmbeddingServerError("unreachable", "there is no server"))
    reader.on.set()
    with ReadingAhead(passages, reader) as ahead:
        ahead.begin()
        assert reader.read.acquire(timeout=WAIT)
    assert reader.texts == [MENTORS]
