from __future__ import annotations

from conversations.answers import answer
from internbot.review.replays import compare

THEN = answer("When do interns start?")
SHA256 = THEN.citations[0].sha256


def test_the_same_words_of_the_same_source_are_the_same() -> None:
    found = compare(THEN, answer("When do interns start?"), {"lab.md": SHA256})
    assert found.same
    assert (found.gone, found.new, found.changed) == ((), (), ())
    assert found.sources == {"lab.md": "unchanged"}


def test_what_changed_is_named_sentence_by_sentence() -> None:
    now = answer("When do interns start?", "Interns start in July. [1]").model_copy(
        update={"model": "openai:x"}
    )
    found = compare(THEN, now, {"lab.md": "1" * 64})
    assert not found.same
    assert found.gone == ("Interns start in June. [1]",)
    assert found.new == ("Interns start in July. [1]",)
    assert found.changed == ("model",)
    assert found.sources == {"lab.md": "changed"}
    assert compare(THEN, now, {}).sources == {"lab.md": "gone"}


def test_the_same_words_from_another_place_are_not_the_same() -> None:
    moved = THEN.citations[0].model_copy(update={"start": 10, "end": 58})
    assert not compare(THEN, THEN.model_copy(update={"citations": (moved,)}), {"lab.md": SHA256}).same
