"""What the check of a sentence will probably need is read before the sentence is whole: the passages, and its quote."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from internbot import sentences
from internbot.answering.evidence_packing import PackedPassage
from internbot.answering.whole_sentences import whole_sentences, words_at
from internbot.errors import EmbeddingServerError
from internbot.questions.mentions import function_words
from internbot.sources.documents import Span

_LEAST_WORDS = 3
"""Words that a sentence under way must share with one of a passage, so that this is taken for its quote."""
_GUESSES = 3
"""Sentences that are taken for the quote of one sentence under way, so that wrong guesses have an end."""
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"\w*$")

Read = Callable[[str], object]
"""Makes ready what claims will be compared with; it is kept for a while."""


class LikelyQuotes:
    """Which sentence of some passages a text says again, by the words that they share.

    A word weighs the less the more sentences hold it; those that only join others weigh nothing.
    """

    def __init__(self, passages: Sequence[PackedPassage]) -> None:
        self._places: list[tuple[PackedPassage, Span]] = []
        self._holders: dict[str, list[int]] = {}
        for passage in passages:
            if (body := passage.body) is None:
                continue
            text = passage.body_text
            for part in sentences.split(text):
                for word in _content(part.of(text)):
                    self._holders.setdefault(word, []).append(len(self._places))
                self._places.append((passage, Span(part.start + body.start, part.end + body.start)))

    def likeliest(self, text: str) -> int | None:
        """Number of the sentence; None where none has enough of the words, or two have as much of them."""
        shared: dict[int, int] = {}
        weights: dict[int, float] = {}
        for word in _content(text):
            holders = self._holders.get(word, ())
            for number in holders:
                shared[number] = shared.get(number, 0) + 1
                weights[number] = weights.get(number, 0.0) + 1 / len(holders)
        ranked = sorted(weights, key=weights.__getitem__, reverse=True)[:2]
        if not ranked or shared[ranked[0]] < _LEAST_WORDS:
            return None
        if len(ranked) == 2 and weights[ranked[0]] == weights[ranked[1]]:
            return None
        return ranked[0]

    def texts(self, number: int) -> Iterator[str]:
        """What a claim that the sentence proves is compared with: the whole sentences around it, then itself."""
        passage, span = self._places[number]
        quoted = whole_sentences(passage.chunk, span)
        if quoted is not None:
            yield from dict.fromkeys((quoted.text, words_at(passage.chunk, span)))


class ReadingAhead:
    """Reads in one thread, from `begin` until it is left: quotes of the sentence under way, else the next passage.

    Args:
        passages: of the prompt.
        read: is given each text.
    """

    def __init__(self, passages: Sequence[PackedPassage], read: Read) -> None:
        self._passages = passages
        self._read = read
        self._begun = threading.Event()
        self._wanted = threading.Condition()
        self._over = False
        self._quotes: deque[str] = deque()
        self._likely: LikelyQuotes | None = None
        self._sentence, self._guessed = "", set[int]()
        self._thread = threading.Thread(target=self._work, name="evidence", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._wanted:
            self._over = True
            self._wanted.notify()
        self._begun.set()
        self._thread.join()

    def begin(self) -> None:
        """The request has left: before that, reading would only take time from it."""
        self._begun.set()

    def under_way(self, text: str) -> None:
        """A sentence as far as it was written; the quote that it seems to have is read before all else."""
        if self._likely is None:
            return
        if not (self._sentence and text.startswith(self._sentence)):
            self._guessed.clear()
        self._sentence = text
        if len(self._guessed) == _GUESSES:
            return
        # The last word may be half a word.
        number = self._likely.likeliest(_LAST_WORD.sub("", text))
        if number is None or number in self._guessed:
            return
        self._guessed.add(number)
        with self._wanted:
            self._quotes.extend(self._likely.texts(number))
            self._wanted.notify()

    def _work(self) -> None:
        self._begun.wait()
        passages = deque(one.body_text for one in self._passages)
        if not self._over:
            self._likely = LikelyQuotes(self._passages)
        while True:
            with self._wanted:
                self._wanted.wait_for(lambda: self._over or self._quotes or passages)
                if self._over:
                    return
                text = self._quotes.popleft() if self._quotes else passages.popleft()
            try:
                self._read(text)
            except EmbeddingServerError:
                # The check itself will meet it, and tell it.
                return


def _content(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in function_words()}
