from __future__ import annotations

from typing import Any

import pytest

from conversations.answers import answer
from internbot.answering.answers import Answer, ListingResult, ListingRow, Sentence
from internbot.review.replays import WRITTEN, CitationReplay, SentenceReplay, Sources, compare, nearest

THEN = answer("When do interns start?")
SHA256 = THEN.citations[0].sha256
TEXT = "Interns start in July. Write to lab@example.org. The lab has a garden."
SAME = Sources({"lab.md": SHA256}, (), str)
CHANGED = Sources({"lab.md": "1" * 64}, (), lambda _document: TEXT)


def saying(*texts: str, **changes: Any) -> Answer:
    """An answer of sentences that all cite the one source."""
    sentences = tuple(Sentence(text=text, citations=(1,), support="supported") for text in texts)
    return THEN.model_copy(update={"sentences": sentences, **changes})


def test_the_same_words_of_the_same_source_are_the_same() -> None:
    found = compare(THEN, answer("When do interns start?"), SAME)
    assert found.outcome == "same"
    assert [one.state for one in found.sentences] == ["kept"]
    assert [one.state for one in found.citations] == ["unchanged"]
    assert found.standing
    assert found.changed == ()


def test_what_changed_is_named_sentence_by_sentence() -> None:
    then = saying("Interns start in June. [1]", "They stay for ten weeks. [1]", "Bring a hat. [1]")
    now = saying(
        "They stay for ten weeks. [1]", "Interns start in July. [1]", "Lunch is free. [1]", model="openai:x"
    )
    found = compare(then, now, SAME)
    assert found.outcome == "broke"
    assert found.sentences == (
        SentenceReplay("changed", "Interns start in June. [1]", "Interns start in July. [1]"),
        SentenceReplay("kept", "They stay for ten weeks. [1]", "They stay for ten weeks. [1]"),
        SentenceReplay("lost", "Bring a hat. [1]", None),
        SentenceReplay("new", None, "Lunch is free. [1]"),
    )
    assert found.changed == ("model",)


def test_a_changed_source_is_shown_with_the_words_that_stand_there_now() -> None:
    found = compare(THEN, THEN, CHANGED)
    assert found.outcome == "broke"
    assert not found.standing
    assert found.citations == (
        CitationReplay(
            1, "lab.md", "The lab", "changed", "Interns start in June. Write to lab@example.org.",
            "Interns start in July. Write to lab@example.org.",
        ),
    )  # fmt: skip
    gone = compare(THEN, THEN, Sources({}, (), str))
    assert [(one.state, one.now) for one in gone.citations] == [("gone", None)]
    assert gone.outcome == "broke"


def test_the_nearest_words_are_the_quote_itself_or_none_where_nothing_is_like_it() -> None:
    assert nearest("lab has", TEXT) == "lab has"
    assert nearest("The lab had a garden.", TEXT) == "The lab has a garden."
    assert nearest("Applications close on the first of May.", TEXT) is None
    assert nearest("Any.", "") is None


def test_a_listing_that_closed_breaks_an_answer_that_did_not_say_so() -> None:
    closed = Sources({"lab.md": SHA256}, ("lab.md",), str)
    assert compare(THEN, THEN, closed).outcome == "broke"
    row = ListingRow(
        id="lab.md", title="Lab", company=None, locations=(), remote="no", employment_type="internship", term=(),
        deadline=None, status="closed", url=None, citation=1,
    )  # fmt: skip
    said = THEN.model_copy(update={"listings": ListingResult(filters={}, total=1, open=0, items=(row,))})
    assert compare(said, said, closed).outcome == "same"


def test_more_beside_it_or_another_place_does_not_break_an_answer() -> None:
    more = saying("Interns start in June. [1]", "Bring a hat. [1]")
    assert compare(THEN, more, SAME).outcome == "differs"
    moved = THEN.citations[0].model_copy(update={"start": 10, "end": 58})
    assert compare(THEN, THEN.model_copy(update={"citations": (moved,)}), SAME).outcome == "differs"


@pytest.mark.parametrize(
    ("same", "state", "outcome"), [(True, "reworded", "differs"), (False, "changed", "broke")]
)
def test_other_words_that_say_the_same_of_the_same_quote_are_no_break(
    same: bool, state: str, outcome: str
) -> None:
    now = saying("In June interns begin to start. [1]")
    found = compare(THEN, now, SAME, lambda _then, _now: same)
    assert [one.state for one in found.sentences] == [state]
    assert found.outcome == outcome


def test_other_words_from_another_source_are_never_taken_for_the_same() -> None:
    elsewhere = THEN.citations[0].model_copy(update={"sha256": "2" * 64})
    now = saying("In June interns begin to start. [1]", citations=(elsewhere,))
    assert compare(THEN, now, SAME, lambda _then, _now: True).outcome == "broke"


def test_a_declined_question_breaks_an_answer() -> None:
    found = compare(THEN, saying("I do not know.", status="declined", citations=()), SAME)
    assert found.outcome == "broke"
    assert "status" in found.changed


def test_what_a_person_wrote_is_broken_by_its_sources_only() -> None:
    written = saying("They begin in June, on a Monday. [1]", model=WRITTEN)
    assert compare(written, saying("Bring a hat. [1]"), SAME).outcome == "differs"
    assert compare(written, saying("Bring a hat. [1]", status="declined"), SAME).outcome == "differs"
    assert compare(written, written, CHANGED).outcome == "broke"
    assert compare(written, written, SAME).written


def test_a_courtesy_that_is_lost_breaks_nothing() -> None:
    mark = Sentence(text="Checked by Ada.", support="not_needed")
    then = THEN.model_copy(update={"sentences": (*THEN.sentences, mark)})
    assert compare(then, THEN, SAME).outcome == "differs"


def test_the_number_of_a_marker_is_no_difference_and_another_source_no_counterpart() -> None:
    elsewhere = THEN.citations[0].model_copy(update={"document": "other.md", "number": 2})
    now = saying("Interns start in June. [2]", citations=(elsewhere,))
    assert [one.state for one in compare(THEN, now, SAME).sentences] == ["kept"]
    other = Sentence(text="Interns start in July. [2]", citations=(2,), support="supported")
    apart = THEN.model_copy(update={"sentences": (other,), "citations": (elsewhere,)})
    assert [one.state for one in compare(THEN, apart, SAME).sentences] == ["lost", "new"]


def test_how_long_ago_it_was_is_no_difference() -> None:
    then = saying("Interns get 31 euros. (as of March 2025, a year ago) [1]")
    now = saying("Interns get 31 euros. (as of March 2025, 2 years ago) [1]")
    assert compare(then, now, SAME).outcome == "same"
    assert (
        compare(then, saying("Interns get 33 euros. (as of March 2025, a year ago) [1]"), SAME).outcome
        == "broke"
    )
