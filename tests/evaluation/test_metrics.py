from __future__ import annotations

import math

import pytest

from internbot.evaluation import metrics
from internbot.evaluation.metrics import Share


def test_recall_counts_what_is_among_the_first() -> None:
    assert metrics.recall_at(["a", "x", "b"], ["a", "b", "c", "d"], 3) == 0.5
    assert metrics.recall_at(["x", "a"], ["a"], 1) == 0.0


def test_gain_is_full_only_in_the_best_order() -> None:
    assert metrics.ndcg_at(["a", "b", "x"], ["a", "b"], 10) == 1.0
    assert metrics.ndcg_at(["x", "a"], ["a"], 10) == pytest.approx(1 / math.log2(3))
    # Two relevant ones can fill one place only, so that one is the best there is.
    assert metrics.ndcg_at(["a"], ["a", "b"], 1) == 1.0


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    assert metrics.reciprocal_rank(["x", "a", "b"], ["a", "b"], 10) == 0.5
    assert metrics.reciprocal_rank(["x", "x", "a"], ["a"], 2) == 0.0


def test_without_anything_relevant_rankings_have_no_score() -> None:
    assert metrics.recall_at(["a"], [], 10) is None
    assert metrics.ndcg_at(["a"], [], 10) is None
    assert metrics.reciprocal_rank(["a"], [], 10) is None


def test_facts_are_said_in_one_of_their_wordings_whatever_the_spaces() -> None:
    facts = (("20 minutes", "twenty minutes"), ("Friday",))
    assert metrics.fact_recall("Ask for Twenty\n  minutes. [1]", facts) == 0.5
    assert metrics.fact_recall("anything", ()) is None


def test_a_quote_is_needed_when_it_holds_a_fact() -> None:
    facts = (("31 dollars",), ("February 20",))
    quotes = ["It pays 31 dollars an hour.", "It is a nice place.", "31 dollars is much."]
    assert metrics.citation_precision(quotes, facts) == Share(2, 3)
    assert metrics.citation_recall(quotes, facts) == 0.5
    assert metrics.citation_precision([], facts) is None
    assert metrics.citation_recall([], facts) == 0.0


def test_declining_has_a_precision_over_what_was_declined_and_a_recall_over_what_must_be() -> None:
    assert metrics.decline_precision(expected=True, declined=True) == Share(1, 1)
    assert metrics.decline_precision(expected=False, declined=True) == Share(0, 1)
    assert metrics.decline_precision(expected=True, declined=False) is None
    assert metrics.decline_recall(expected=True, declined=False) == Share(0, 1)
    assert metrics.decline_recall(expected=False, declined=True) is None


def test_records_are_exact_or_not() -> None:
    assert metrics.exactness(total=3, expected=3, same_filters=True) == 1.0
    assert metrics.exactness(total=3, expected=3, same_filters=False) == 0.0
    assert metrics.exactness(total=None, expected=0, same_filters=True) == 0.0


def test_a_standalone_question_shares_words_with_the_one_by_a_person() -> None:
    assert metrics.rewriting("and there?", "Who works in Turin?", "who works in turin") == 1.0
    assert metrics.rewriting("and there?", "Who works?", "Who works in Turin?") == pytest.approx(2 * 2 / 6)
    assert metrics.rewriting("", "", "") == 1.0


def test_percentiles_lie_between_values() -> None:
    assert metrics.percentile([30.0, 10.0, 20.0], 0.5) == 20.0
    assert metrics.percentile([10.0, 20.0], 0.95) == pytest.approx(19.5)
    assert metrics.percentile([7.0], 0.95) == 7.0
    assert metrics.percentile([], 0.5) is None


def test_shares_of_nothing_are_no_scores() -> None:
    assert metrics.support([]) is None
    assert metrics.exact_quotes([]) is None
    assert metrics.support([True, False]) == Share(1, 2)
    assert metrics.document_recall(["a"], []) is None
    assert metrics.document_recall(["a"], ["a", "b"]) == 0.5
