"""The cases that come with the starter knowledge: well formed, answered by what stands there, two halves of one mix."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from internbot.evaluation.cases import Case, load_cases
from internbot.evaluation.metrics import says

ROOT = Path(__file__).parent.parent.parent
HALVES = ("tuning", "held_out")


def cases(half: str) -> tuple[Case, ...]:
    return load_cases(ROOT / "evaluation" / "cases" / f"{half}.jsonl")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    articles = {
        f"articles/{path.name}": path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for path in (ROOT / "knowledge" / "articles").glob("*.md")
    }
    feed = "listings/amazon-science.yaml"
    records = yaml.safe_load((ROOT / "knowledge" / feed).read_text(encoding="utf-8"))
    return articles | {f"{feed}#{one['id']}": yaml.safe_dump(one, width=10_000) for one in records}


def test_there_are_enough_of_the_same_mix() -> None:
    kinds = [Counter(case.kind for case in cases(half)) for half in HALVES]
    assert kinds[0] == kinds[1]
    assert sum(map(Counter.total, kinds)) >= 250


def test_no_question_stands_in_both_halves() -> None:
    asked = [{case.question.lower() for case in cases(half) if not case.history} for half in HALVES]
    assert asked[0] & asked[1] == set()


@pytest.mark.parametrize("half", HALVES)
def test_what_is_expected_stands_in_the_documents(half: str, texts: dict[str, str]) -> None:
    for case in cases(half):
        assert set(case.documents) <= texts.keys(), case.id
        if case.listings is None and case.status == "answered":
            for fact in case.facts:
                where = case.documents or texts
                assert any(says(texts[name], fact) for name in where), (case.id, fact)


@pytest.mark.parametrize("half", HALVES)
def test_what_must_be_declined_expects_nothing(half: str) -> None:
    for case in cases(half):
        if case.must_decline:
            assert (case.facts, case.documents, case.listings) == ((), (), None), case.id


@pytest.mark.parametrize("half", HALVES)
def test_chains_grow_by_one_turn(half: str) -> None:
    longest = max(len([one for one in case.history if one.role == "user"]) + 1 for case in cases(half))
    assert longest == 4
