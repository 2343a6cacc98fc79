"""Where texts count the same thing differently, each count is told."""

import numpy as np
import pytest

from answering.passages_made import stored
from internbot.answering.other_counts import Count, with_other_counts
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate
from internbot.index.keywords import analyzer

STEMS = analyzer().analyze


def told(question: str, *scored: tuple[str, float]) -> list[str]:
    """The sentences that score near enough to the best one to be told."""
    passages, scores = [], []
    for row, (text, score) in enumerate(scored, start=1):
        (chunk,) = stored(text, row=row)
        passages.append(
            PassageSigns.of(Candidate(chunk, 1.0, 0.5, np.zeros(1, np.float32), None, 1.0), STEMS)
        )
        scores.append(np.array([score]))
    found = with_other_counts(scores, Count.of(question, STEMS), passages, STEMS)
    best = max(float(row.max()) for row in found)
    return [text for (text, _), row in zip(scored, found, strict=True) if row[0] >= LEAST_OF_BEST * best]


THREE = "Orchid asks for three to five letters."
TWO = "The guild wants at least two good letters."


def test_another_count_is_told_too() -> None:
    assert told("How many letters do I need?", (THREE, 0.9), (TWO, 0.3)) == [THREE, TWO]


@pytest.mark.parametrize(
    ("question", "other", "score"),
    [
        ("How many letters do I need?", TWO, 0.2),  # Too far from what is asked.
        ("How many letters do I need?", "Three to five letters are enough.", 0.3),  # The same count.
        ("How many letters do I need?", "Two tasters read each letter.", 0.3),  # Another thing.
        ("How do I write letters?", TWO, 0.3),
    ],
)
def test_what_is_no_other_count_stays_untold(question: str, other: str, score: float) -> None:
    assert told(question, (THREE, 0.9), (other, score)) == [THREE]


def test_hours_measure_anything() -> None:
    first, other = "Tasters taste four hours a day.", "Letters take two hours."
    assert told("How many hours do tasters taste?", (first, 0.9), (other, 0.3)) == [first]
