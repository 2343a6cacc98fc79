"""Metrics of single answers: pure functions of what was expected and what came. None: the metric does not apply.

A metric over many cases is a ratio of sums (`Share`), so that averages and precisions are one thing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Share(NamedTuple):
    """What one case adds to a metric: the metric is the sum of `part` over the sum of `whole`."""

    part: float
    whole: float


def one(value: float | None) -> Share | None:
    """A value that is averaged over cases."""
    return None if value is None else Share(value, 1.0)


def recall_at(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Share of the relevant documents that are among the first `k` (recall@k; Manning et al. 2008, 8.4).

    Args:
        ranked: ids, best first, each once.
        relevant: ids; none makes the metric inapplicable.
    """
    if not relevant:
        return None
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def ndcg_at(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Discounted gain of the first `k` over the best possible one (Järvelin and Kekäläinen 2002), gains 0 and 1.

    Gain 1 / log2(rank + 1), ranks from 1. Arguments as for `recall_at`.
    """
    if not relevant:
        return None
    wanted = set(relevant)
    gain = sum(1 / math.log2(at + 2) for at, one in enumerate(ranked[:k]) if one in wanted)
    best = sum(1 / math.log2(at + 2) for at in range(min(k, len(wanted))))
    return gain / best


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """1 / rank of the first relevant document, 0 beyond `k` (Voorhees 1999; its mean is MRR@k)."""
    if not relevant:
        return None
    return next((1 / (at + 1) for at, one in enumerate(ranked[:k]) if one in set(relevant)), 0.0)


def says(text: str, alternatives: Sequence[str]) -> bool:
    """Whether one of some texts occurs in `text`; runs of spaces and the case of letters do not matter."""
    said = _plain(text)
    return any(_plain(wanted) in said for wanted in alternatives)


def fact_recall(text: str, facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the expected facts that an answer says (nugget recall, Voorhees 2003), each in one of its wordings."""
    if not facts:
        return None
    return sum(says(text, alternatives) for alternatives in facts) / len(facts)


def citation_precision(quotes: Sequence[str], facts: Sequence[Sequence[str]]) -> Share | None:
    """Share of the quotes that hold an expected fact.

    Citation precision (Gao et al. 2023, ALCE) with the case's facts as the judge: a quote without any of them counts
    as not needed, also where it only leads up to one. Summed over quotes.
    """
    if not facts or not quotes:
        return None
    return Share(sum(any(says(quote, fact) for fact in facts) for quote in quotes), len(quotes))


def citation_recall(quotes: Sequence[str], facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the expected facts that stand in a quote (citation recall as above, with the facts as statements)."""
    if not facts:
        return None
    return sum(any(says(quote, fact) for quote in quotes) for fact in facts) / len(facts)


def document_recall(cited: Collection[str], expected: Collection[str]) -> float | None:
    """Share of the documents that must be cited which are."""
    if not expected:
        return None
    return len(set(cited) & set(expected)) / len(set(expected))


def support(verdicts: Sequence[bool]) -> Share | None:
    """Share of the cited sentences that their quotes support (ALCE's citation recall, which an NLI model judges there).

    Here a sentence that stands in its quote is supported, and `verification.Verifier` judges the others.
    """
    return Share(sum(verdicts), len(verdicts)) if verdicts else None


def exact_quotes(found: Sequence[bool]) -> Share | None:
    """Share of the quotes that stand in the stored source at the offsets they name; anything below 1 is a fault."""
    return Share(sum(found), len(found)) if found else None


def decline_precision(*, expected: bool, declined: bool) -> Share | None:
    """Of the cases that were declined, the share that had to be (precision; van Rijsbergen 1979)."""
    return Share(float(expected), 1.0) if declined else None


def decline_recall(*, expected: bool, declined: bool) -> Share | None:
    """Of the cases that must be declined, the share that were (recall; van Rijsbergen 1979)."""
    return Share(float(declined), 1.0) if expected else None


def exactness(*, total: int | None, expected: int, same_filters: bool) -> float:
    """1 where the records were counted right and, if a filter is expected, by that filter; else 0 (exact match)."""
    return float(total == expected and same_filters)


def rewriting(raw: str, said: str, expected: str) -> float:
    """F1 of the distinct words that a standalone question and the one by a person have in common.

    Token F1 (Rajpurkar et al. 2016) over sets of lower-case words. `raw` is the question as asked, which a caller may
    score as well to see what rewriting gains.
    """
    mine, theirs = _words(said or raw), _words(expected)
    common = len(mine & theirs)
    return 2 * common / (len(mine) + len(theirs)) if mine or theirs else 1.0


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` of them lie, interpolated linearly (Hyndman and Fan 1996, type 7)."""
    if not values:
        return None
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
