from __future__ import annotations

from evaluation.answers_made import answer, found
from internbot.answering.answers import Answer, SourceLink
from internbot.evaluation.cases import Case, ExpectedListings
from internbot.evaluation.metrics import Share
from internbot.evaluation.scoring import Outcome, complaints, scores

CASE = Case(
    id="a", question="How much?", facts=(("31 dollars",),), documents=("guide.md",), must_not_say=("euro",)
)


def scored(case: Case, given: Answer, ranked: tuple[str, ...] = ()) -> dict[str, Share]:
    return scores(case, Outcome(given, ranked, (), ()))


def test_a_right_answer_has_no_complaint_and_full_scores() -> None:
    given = answer("It pays 31 dollars. [1]", quotes=[("guide.md", "pays 31 dollars an hour")])
    assert list(complaints(CASE, given)) == []
    full = scored(CASE, given, ("guide.md", "other.md"))
    assert {share.part / share.whole for share in full.values()} == {1.0}
    assert full.keys() >= {"right", "retrieval_ndcg", "fact_recall", "citation_precision", "document_recall"}


def test_a_fact_that_is_quoted_as_nearest_is_shown_though_not_said() -> None:
    near = SourceLink(
        document="guide.md", title="Guide", quote="It pays 31 dollars.", start=0, end=19, sha256="0"
    )
    given = answer("I do not know.", "declined").model_copy(update={"nearest": (near,)})
    assert scored(CASE, given)["fact_recall"] == Share(0, 1)
    assert scored(CASE, given)["facts_shown"] == Share(1, 1)


def test_everything_that_is_wrong_is_told() -> None:
    given = answer("It pays in Euro.", "declined")
    assert list(complaints(CASE, given)) == [
        "is declined, not answered",
        "does not say 31 dollars",
        "does not cite guide.md",
        "says euro",
    ]


def test_what_does_not_apply_scores_nothing() -> None:
    must_decline = Case(id="a", question="How?", status="declined")
    assert scored(must_decline, answer("I do not know.", "declined")) == {
        "right": Share(1, 1),
        "decline_precision": Share(1, 1),
        "decline_recall": Share(1, 1),
    }
    assert scored(must_decline, answer("So.")).keys() == {"right", "decline_recall"}


def test_records_are_counted_and_filtered_right() -> None:
    case = Case(
        id="a",
        question="Which?",
        listings=ExpectedListings(total=2, filters={"places": ["India"]}),
        documents=("x",),
    )
    right = answer("2 match.", listings=found(2, places=["India"]), quotes=[("x", "x")])
    assert list(complaints(case, right)) == []
    # Questions over records are not answered by the search: its ranking is not judged.
    assert scored(case, right).keys() == {"right", "document_recall", "listing_exactness"}
    by_chance = answer("2 match.", listings=found(2, places=["Peru"]), quotes=[("x", "x")])
    assert scored(case, by_chance)["listing_exactness"] == Share(0, 1)
    assert next(complaints(case, answer("Hm.", quotes=[("x", "x")]))) == "finds None records, not 2"


def test_standalone_questions_are_compared_with_those_of_a_person() -> None:
    case = Case(id="a", question="And there?", standalone="Who works in Turin?")
    given = answer("So.", standalone_question="Who works in Turin?")
    assert scored(case, given)["standalone"] == Share(1, 1)
    assert scored(case, given)["standalone_raw"].part == 0.0
