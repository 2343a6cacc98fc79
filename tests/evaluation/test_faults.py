from __future__ import annotations

from collections.abc import Sequence

from evaluation.answers_made import answer, found
from internbot.answering.answerability import READ
from internbot.answering.answers import Answer
from internbot.evaluation.cases import Case, ExpectedListings
from internbot.evaluation.faults import Found, Step, fault

CASE = Case(id="a", question="How much?", facts=(("31 dollars",),), documents=("guide.md",))
PASSAGE = Found("guide.md", "It pays 31 dollars.")
OTHER = Found("other.md", "Ferns.")


class Index:
    """Documents by id, with their passages."""

    def __init__(self, **documents: Sequence[str]) -> None:
        self._documents = {f"{name}.md": tuple(passages) for name, passages in documents.items()}

    def documents(self) -> Sequence[str]:
        return list(self._documents)

    def passages(self, document: str) -> Sequence[str]:
        return self._documents.get(document, ())

    def text(self, document: str) -> str:
        return " ".join(self.passages(document))


KNOWN = Index(guide=["It pays 31 dollars."], other=["Ferns."])


def lost(
    given: Answer, ranking: Sequence[Found] = (PASSAGE,), case: Case = CASE, index: Index = KNOWN
) -> Step:
    return fault(case, given, ranking, index)


def test_a_passage_that_was_read_but_not_told() -> None:
    assert lost(answer("Ferns.")) == "sentence choice"
    assert lost(answer("Unknown.", "declined")) == "declining: too often"


def test_a_passage_that_was_found_but_not_read() -> None:
    assert lost(answer("Ferns."), [*[OTHER] * READ, PASSAGE]) == "fusion"


def test_a_passage_that_was_not_found() -> None:
    assert lost(answer("Ferns."), [OTHER]) == "retrieval"


def test_what_stands_in_two_passages() -> None:
    assert lost(answer("Ferns."), [OTHER], index=Index(guide=["It pays 31", "dollars."])) == "chunking"


def test_what_stands_nowhere_is_the_fault_of_the_case() -> None:
    assert lost(answer("Ferns."), [OTHER], index=Index(guide=["It pays."])) == "case"


def test_a_sentence_that_was_refused() -> None:
    dropped = [{"text": "It pays 31 dollars.", "reason": "the number"}]
    assert lost(answer("Ferns.", dropped=dropped)) == "verification"


def test_an_answer_where_there_is_none() -> None:
    must_decline = Case(id="a", question="How?", status="declined", must_not_say=("31",))
    assert lost(answer("31 dollars"), case=must_decline) == "declining: too rarely"
    assert lost(answer("31 dollars", "declined"), case=must_decline) == "sentence choice"


def test_another_kind_of_question() -> None:
    listing = Case(id="a", question="Which?", listings=ExpectedListings(total=2))
    assert lost(answer("Ferns."), case=listing) == "question understanding"
    assert lost(answer("1 matches.", listings=found(1)), case=listing) == "question understanding"
    assert lost(answer("2 match.", listings=found(2)), case=listing) == "sentence choice"
    assert lost(answer("2 match.", listings=found(2))) == "question understanding"
    assert lost(answer("Hello!", "chat")) == "question understanding"


def test_the_earliest_step_is_at_fault() -> None:
    case = Case(id="a", question="How?", facts=(("31 dollars",), ("ferns at seven",)))
    index = Index(guide=["It pays 31 dollars."], other=["They water ferns at seven."])
    assert lost(answer("Nothing."), [PASSAGE], case, index) == "retrieval"


def test_a_document_that_is_not_cited() -> None:
    case = Case(id="a", question="How?", documents=("other.md",))
    assert lost(answer("So."), [PASSAGE, OTHER], case) == "sentence choice"
    assert lost(answer("So."), [*[PASSAGE] * READ, OTHER], case) == "fusion"
    assert lost(answer("So."), [PASSAGE], case) == "retrieval"
