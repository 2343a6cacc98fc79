"""One case and what was answered -> scores, and in words what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from internbot.answering.answers import Answer
from internbot.evaluation import metrics
from internbot.evaluation.cases import Case
from internbot.evaluation.metrics import Share

DEPTH = 10
"""Documents of a ranking that are looked at."""

METRICS = MappingProxyType(
    {
        "right": "right answers",
        "retrieval_recall": f"retrieval: recall@{DEPTH}",
        "retrieval_ndcg": f"retrieval: nDCG@{DEPTH}",
        "retrieval_mrr": f"retrieval: MRR@{DEPTH}",
        "fact_recall": "facts said",
        "facts_shown": "facts said, or quoted as nearest",
        "document_recall": "documents cited",
        "citation_precision": "citations: precision",
        "citation_recall": "citations: recall",
        "support": "sentences supported",
        "exact_quotes": "quotes exact",
        "decline_precision": "declining: precision",
        "decline_recall": "declining: recall",
        "listing_exactness": "records: exact",
        "standalone": "standalone questions: F1",
        "standalone_raw": "the same, as asked",
    }
)
"""Names of the metrics and how they are called in reports; all are from 0 to 1, and more is better."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    Attributes:
        answer: the whole answer.
        ranked: ids of the documents that the search found, best first, each once.
        supported: for each sentence that quotes are to prove, whether the verifier agrees.
        exact: for each citation, and each quote of a nearest source, whether it stands in the stored
            source where it says.
    """

    answer: Answer
    ranked: tuple[str, ...]
    supported: tuple[bool, ...]
    exact: tuple[bool, ...]


def complaints(case: Case, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer, in words; nothing where it is right."""
    if answer.status != case.status:
        yield f"is {answer.status}, not {case.status}"
    for alternatives in case.facts:
        if not metrics.says(answer.text, alternatives):
            yield f"does not say {' or '.join(alternatives)}"
    cited = {citation.document for citation in answer.citations}
    for document in case.documents:
        if document not in cited:
            yield f"does not cite {document}"
    if case.listings is not None:
        found = answer.listings
        if found is None or found.total != case.listings.total:
            yield f"finds {found.total if found else None} records, not {case.listings.total}"
        if not _same_filters(case, answer):
            yield f"filters by {found.filters if found else None}, not {case.listings.filters}"
    for text in case.must_not_say:
        if metrics.says(answer.text, (text,)):
            yield f"says {text}"


def scores(case: Case, outcome: Outcome) -> dict[str, Share]:
    """The metrics that apply to a case, by name."""
    answer, declined = outcome.answer, outcome.answer.status == "declined"
    from_texts = case.status == "answered" and case.listings is None
    relevant = case.documents if from_texts else ()
    facts = case.facts if from_texts else ()
    quotes = [citation.quote for citation in answer.citations]
    near = [link.quote for link in answer.nearest if link.quote]
    cited = [citation.document for citation in answer.citations]
    named: Sequence[tuple[str, Share | None]] = (
        ("right", metrics.one(float(not any(complaints(case, answer))))),
        ("retrieval_recall", metrics.one(metrics.recall_at(outcome.ranked, relevant, DEPTH))),
        ("retrieval_ndcg", metrics.one(metrics.ndcg_at(outcome.ranked, relevant, DEPTH))),
        ("retrieval_mrr", metrics.one(metrics.reciprocal_rank(outcome.ranked, relevant, DEPTH))),
        ("fact_recall", metrics.one(metrics.fact_recall(answer.text, case.facts))),
        ("facts_shown", metrics.one(metrics.fact_recall("\n".join((answer.text, *near)), case.facts))),
        ("document_recall", metrics.one(metrics.document_recall(cited, case.documents))),
        ("citation_precision", metrics.citation_precision(quotes, facts)),
        ("citation_recall", metrics.one(metrics.citation_recall(quotes, facts))),
        ("support", metrics.support(outcome.supported)),
        ("exact_quotes", metrics.exact_quotes(outcome.exact)),
        ("decline_precision", metrics.decline_precision(expected=case.must_decline, declined=declined)),
        ("decline_recall", metrics.decline_recall(expected=case.must_decline, declined=declined)),
        ("listing_exactness", _listings(case, answer)),
        *_standalone(case, answer),
    )
    return {name: share for name, share in named if share is not None}


def _listings(case: Case, answer: Answer) -> Share | None:
    if case.listings is None:
        return None
    total = answer.listings.total if answer.listings else None
    exact = metrics.exactness(
        total=total, expected=case.listings.total, same_filters=_same_filters(case, answer)
    )
    return Share(exact, 1.0)


def _same_filters(case: Case, answer: Answer) -> bool:
    if case.listings is None or case.listings.filters is None:
        return True
    return answer.listings is not None and answer.listings.filters == case.listings.filters


def _standalone(case: Case, answer: Answer) -> Iterator[tuple[str, Share | None]]:
    if case.standalone is not None:
        said = answer.standalone_question
        yield "standalone", Share(metrics.rewriting(case.question, said, case.standalone), 1.0)
        yield "standalone_raw", Share(metrics.rewriting(case.question, case.question, case.standalone), 1.0)
