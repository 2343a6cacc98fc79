"""Which step a wrong answer is the fault of: the first one, in the order of the work, that lost what was needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol

from internbot.answering.answerability import READ
from internbot.answering.answers import Answer
from internbot.evaluation.cases import Case
from internbot.evaluation.metrics import says

Step = Literal[
    "case",
    "question understanding",
    "chunking",
    "retrieval",
    "fusion",
    "declining: too often",
    "declining: too rarely",
    "verification",
    "sentence choice",
]
STEPS: MappingProxyType[Step, str] = MappingProxyType(
    {
        "case": "no document says what is expected: the case or the knowledge is wrong",
        "question understanding": "another kind of question, another filter, or a follow-up read wrongly",
        "chunking": "what is expected stands in a document, but in no single passage",
        "retrieval": "neither search finds the passage",
        "fusion": f"the passage was found, but is not among the first {READ}, which are read",
        "declining: too often": "the passage was read, and it was declined all the same",
        "declining: too rarely": "answered although it must decline",
        "verification": "a sentence that says it was written and refused",
        "sentence choice": "the passage was read, but other sentences of it, or of others, were told",
    }
)
"""The steps in the order of the work, with what each may have lost."""


class Passages(Protocol):
    """What the index holds of a document."""

    def passages(self, document: str) -> Sequence[str]:
        """Texts of its passages; none for an unknown document."""

    def text(self, document: str) -> str:
        """Its whole text; empty for an unknown one."""

    def documents(self) -> Sequence[str]:
        """Ids of all documents."""


@dataclass(frozen=True, slots=True)
class Found:
    """One passage that the search found."""

    document: str
    text: str


def fault(case: Case, answer: Answer, ranking: Sequence[Found], index: Passages) -> Step:
    """The step that a wrong answer is the fault of.

    Args:
        case: the case, which the answer does not meet.
        answer: to it.
        ranking: every passage that the search considered, best first.
        index: what could have been found.
    """
    if case.status in ("chat", "clarify") or answer.status in ("chat", "clarify"):
        return "question understanding"
    if (case.listings is None) != (answer.listings is None):
        return "question understanding"
    if case.listings is not None and answer.listings is not None:
        same = answer.listings.total == case.listings.total
        filters = case.listings.filters in (None, answer.listings.filters)
        return "sentence choice" if same and filters else "question understanding"
    if case.must_decline:
        return "sentence choice" if answer.status == "declined" else "declining: too rarely"
    lost = [_lost(alternatives, case, answer, ranking, index) for alternatives in _missing(case, answer)]
    if lost:
        order = list(STEPS)
        return min(lost, key=order.index)
    if answer.status == "declined":
        return "declining: too often"
    cited = {citation.document for citation in answer.citations}
    read = {one.document for one in ranking[:READ]}
    unread = [document for document in case.documents if document not in cited | read]
    if not unread:
        return "sentence choice"
    return "fusion" if {one.document for one in ranking}.issuperset(unread) else "retrieval"


def _missing(case: Case, answer: Answer) -> list[tuple[str, ...]]:
    return [alternatives for alternatives in case.facts if not says(answer.text, alternatives)]


def _lost(fact: Sequence[str], case: Case, answer: Answer, ranking: Sequence[Found], index: Passages) -> Step:
    """The step that lost one expected fact."""
    if any(says(one.text, fact) for one in answer.dropped):
        return "verification"
    allowed = case.documents or index.documents()
    places = [at for at, one in enumerate(ranking) if one.document in allowed and says(one.text, fact)]
    if places:
        if min(places) >= READ:
            return "fusion"
        return "declining: too often" if answer.status == "declined" else "sentence choice"
    if any(says(text, fact) for document in allowed for text in index.passages(document)):
        return "retrieval"
    return "chunking" if any(says(index.text(document), fact) for document in allowed) else "case"
