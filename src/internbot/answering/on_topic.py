"""Sentences beside the question lose: those on another named thing, pointing elsewhere, silent on what is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from internbot.answering.demanded import Demanded
from internbot.answering.named_things import NamedThings, words_in
from internbot.answering.pointers import asks_where, only_points
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate

UNSAID = 0.4
"""What is left of the probability of an answer, or of a sentence, that does not say what is asked about."""
_AWAY = 0.3
"""What is left of that of a sentence about another named thing, or that only points elsewhere: too little to tell."""


def of_the_thing(
    scores: Sequence[NDArray[np.float64]],
    things: NamedThings | None,
    read: Sequence[Candidate],
    passages: Sequence[PassageSigns],
    question: str,
) -> tuple[list[NDArray[np.float64]], float]:
    """Scores where sentences about another thing than the named one, and those that only point elsewhere, lose.

    Returns:
        the scores, and what is left of the answerability: less than 1 where nothing near to the best sentence stays.
    """
    before = _best(scores, passages)
    # What scores less is not told, whatever loses.
    least = LEAST_OF_BEST * _AWAY * before
    points = not asks_where(question)
    known = _knowing(things, read)
    left: list[NDArray[np.float64]] = []
    for row, one, passage in zip(scores, read, passages, strict=True):
        head, headings = one.chunk.document, one.chunk.path[1:]
        above = things.above(head.title, headings, elsewhere=head.row in known) if things else "asked"
        away = [
            score >= least
            and (
                (points and only_points(unit.text))
                or (things is not None and things.of_another(unit.text, above))
            )
            for score, unit in zip(row.tolist(), passage.units, strict=True)
        ]
        left.append(row * np.where(away, _AWAY, 1.0))
    return left, 1.0 if _best(left, passages) >= LEAST_OF_BEST * before else UNSAID


def _best(scores: Sequence[NDArray[np.float64]], passages: Sequence[PassageSigns]) -> float:
    """The best score of a sentence that can be told."""
    return max(
        (
            float(row[number])
            for row, passage in zip(scores, passages, strict=True)
            for number, unit in enumerate(passage.units)
            if unit.quotable
        ),
        default=0.0,
    )


def _knowing(things: NamedThings | None, read: Sequence[Candidate]) -> frozenset[int]:
    """Rows of the documents that name what is asked, in what was found of them; all where nothing is."""
    return frozenset(
        one.chunk.document.row
        for one in read
        if things is None or things.names(f"{one.chunk.document.title}\n{one.chunk.text}")
    )


def saying(
    scores: Sequence[NDArray[np.float64]],
    demanded: Demanded,
    things: NamedThings | None,
    read: Sequence[Candidate],
    passages: Sequence[PassageSigns],
) -> tuple[list[NDArray[np.float64]], float]:
    """Scores where sentences that say less of what is demanded lose, and the most that one says of it, 0 to 1."""
    known = _knowing(things, read)
    within = things.within(one.chunk.path[1:] for one in read) if things else frozenset[str]()
    # What scores less is not told, whatever it says.
    least = LEAST_OF_BEST * UNSAID * _best(scores, passages)
    weighed: list[NDArray[np.float64]] = []
    said: list[tuple[float, float]] = []
    for row, one, passage in zip(scores, read, passages, strict=True):
        tells = one.chunk.document.row in known
        shares: list[float] = []
        for number, (score, unit) in enumerate(zip(row.tolist(), passage.units, strict=True)):
            around = itself = 0.0
            if tells and unit.quotable and score >= least:
                before = passage.understood(number)
                if _holds(demanded, passage, number, before) and _is_within(within, one, passage, number):
                    around, itself = demanded.said(before), demanded.said(unit.terms | unit.otherwise)
            share = UNSAID + (1 - UNSAID) * (around + itself) / 2
            shares.append(share)
            said.append((score * share, around))
        weighed.append(row * np.array(shares))
    least = LEAST_OF_BEST * _best(weighed, passages)
    return weighed, max((around for score, around in said if score >= least), default=0.0)


def _holds(demanded: Demanded, passage: PassageSigns, number: int, around: frozenset[str]) -> bool:
    """Whether a sentence holds the kind of thing that is asked for; a line that introduces others can with them."""
    text = passage.units[number].text
    if text.rstrip().endswith(":"):
        text = "\n".join(unit.text for unit in passage.units[number:])
    return demanded.held(text, around)


def _is_within(within: frozenset[str], one: Candidate, passage: PassageSigns, number: int) -> bool:
    """Whether a sentence stands where the question asks: by its own words, those before it or the headings."""
    if not within:
        return True
    units = passage.units[max(0, number - 1) : number + 1]
    return within <= words_in(
        "\n".join((one.chunk.document.title, *one.chunk.path, *(unit.text for unit in units)))
    )
