"""Sentences beside the question lose: on another thing or year, asking, pointing elsewhere, silent on what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from internbot.answering.demanded import Demanded
from internbot.answering.named_things import NamedThings
from internbot.answering.pointers import asks_for_questions, asks_where, only_asks, only_points
from internbot.answering.quoting import LEAST_OF_BEST
from internbot.answering.signs import PassageSigns
from internbot.answering.years import is_of, years_of
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
    """Scores where sentences lose that are about another thing or year than named, only point elsewhere, or only ask.

    Returns:
        the scores, and what is left of the answerability: less than 1 where nothing near to the best sentence stays.
    """
    before = _best(scores, passages)
    # What scores less is not told, whatever loses.
    least = LEAST_OF_BEST * _AWAY * before
    points, asks = not asks_where(question), not asks_for_questions(question)
    years = years_of(question)
    known = _knowing(things, read)
    left: list[NDArray[np.float64]] = []
    for row, one, passage in zip(scores, read, passages, strict=True):
        head, headings = one.chunk.document, one.chunk.path[1:]
        above = things.above(head.title, headings, elsewhere=head.row in known) if things else "asked"
        published = head.published.year if head.published else None
        away = [
            score >= least
            and (
                (points and only_points(unit.text))
                or (asks and only_asks(unit.text))
                or (years and not is_of(years, unit.text, (head.title, *headings), published))
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
    held: Callable[[PassageSigns, int], frozenset[str]],
) -> tuple[list[NDArray[np.float64]], float]:
    """Scores where, for a yes-or-no question, sentences that say less of what is demanded lose.

    Args:
        held: stems by which a unit of a passage can say what is demanded.

    Returns:
        the scores, and the most of what is demanded that a sentence near to the best one says, 0 to 1.
    """
    known = _knowing(things, read)
    said: list[NDArray[np.float64]] = []
    weighed: list[NDArray[np.float64]] = []
    for row, one, passage in zip(scores, read, passages, strict=True):
        tells = one.chunk.document.row in known
        shares = np.array(
            [
                (demanded.said(held(passage, number)), demanded.said(unit.said))
                if tells and unit.quotable
                else (0.0, 0.0)
                for number, unit in enumerate(passage.units)
            ]
        ).reshape(-1, 2)
        said.append(shares[:, 0])
        weighed.append(row * (UNSAID + (1 - UNSAID) * shares.mean(axis=1)) if demanded.whether else row)
    # What scores less is not told, whatever it says.
    least = LEAST_OF_BEST * _best(weighed, passages)
    most = max(
        (float(share[row >= least].max(initial=0.0)) for share, row in zip(said, weighed, strict=True)),
        default=0.0,
    )
    return weighed, most
