"""The cases over the starter knowledge: well formed, answered by what stands there, of the same kinds in each set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from internbot.evaluation.cases import Case, load_cases
from internbot.evaluation.metrics import says

ROOT = Path(__file__).parent.parent.parent
SETS = ("tuning", "former_held_out", "held_out")
ALL = (*SETS, "everyday", "everyday_postings", "everyday_followups", "fresh", "fresh_held_out")


def cases(name: str) -> tuple[Case, ...]:
    return load_cases(ROOT / "evaluation" / "cases" / f"{name}.jsonl")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    articles = {
        f"articles/{path.name}": path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for path in (ROOT / "knowledge" / "articles").glob("*.md")
    }
    feed = "listings/amazon-science.yaml"
    records = yaml.safe_load((ROOT / "knowledge" / feed).read_text(encoding="utf-8"))
    return articles | {f"{feed}#{one['id']}": yaml.safe_dump(one, width=10_000) for one in records}


def test_there_are_enough_of_the_same_kinds() -> None:
    kinds = [{case.kind for case in cases(name)} for name in SETS]
    assert kinds[0] == kinds[1] == kinds[2]
    assert all(len(cases(name)) >= 150 for name in SETS)


def test_no_question_stands_in_two_files() -> None:
    asked = Counter(
        question
        for name in ALL
        for question in {case.question.lower() for case in cases(name) if not case.history}
    )
    assert [question for question, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", ALL)
def test_what_is_expected_stands_in_the_documents(name: str, texts: dict[str, str]) -> None:
    for case in cases(name):
        assert set(case.documents) <= texts.keys(), case.id
        if case.listings is None and case.status == "answered":
            for fact in case.facts:
                where = case.documents or texts
                assert any(says(texts[document], fact) for document in where), (case.id, fact)


@pytest.mark.parametrize("name", SETS)
def test_what_must_be_declined_expects_nothing(name: str) -> None:
    for case in cases(name):
        if case.must_decline:
            assert (case.facts, case.documents, case.listings) == ((), (), None), case.id


@pytest.mark.parametrize("name", SETS)
def test_chains_grow_by_one_turn(name: str) -> None:
    longest = max(len([one for one in case.history if one.role == "user"]) + 1 for case in cases(name))
    assert longest == 4
