"""Signs made by hand, for the tests of what is computed from them."""

from __future__ import annotations

from internbot.answering.signs import PassageSigns, QuestionSigns, UnitSigns


def words(text: str) -> list[str]:
    """Terms without stemming."""
    return text.lower().split()


def question(text: str, weights: dict[str, float] | None = None) -> QuestionSigns:
    """Signs of a question whose words weigh 1 unless told otherwise."""
    return QuestionSigns.of(text, words, lambda word: (weights or {}).get(word, 1.0))


def unit(text: str, cosine: float, *, quotable: bool = True) -> UnitSigns:
    """A unit whose late interaction is like its cosine."""
    return UnitSigns(text, frozenset(words(text)), cosine, cosine * 0.8, cosine * 0.7, quotable)


def passage(*units: UnitSigns, score: float = 5.0, heading: str = "") -> PassageSigns:
    """A passage that is as near as its nearest unit."""
    cosine = max((one.cosine for one in units), default=0.0)
    return PassageSigns(score, cosine, cosine * 0.8, frozenset(words(heading)), units)
