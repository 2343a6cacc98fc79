from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.commands import Command
from internbot.evaluation.cases import Case
from internbot.evaluation.runs import load

CASES = (
    {
        "id": "a",
        "kind": "fact",
        "question": "How much does Northwind pay its interns?",
        "facts": [["31 dollars"]],
    },
    {
        "id": "b",
        "kind": "wrong",
        "question": "When do applications at Northwind close?",
        "facts": [["Friday"]],
    },
    {"id": "c", "kind": "far", "question": "Which volcano erupted in 1883?", "status": "declined"},
)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES))
    return str(path)


def test_a_run_is_reported_kept_and_compared(filled: Command, cases: str, tmp_path: Path) -> None:
    out, err = filled.run("evaluate", cases, "--out", str(tmp_path / "first"), "--explain")
    assert out.startswith("# 2 of 3 right: cases.jsonl, model quoting, 2 articles and 0 listings")
    assert "| b | wrong | case |" in out
    assert "| quotes exact | 100.0 |" in out
    assert err == ""
    kept = load(tmp_path / "first" / "run.json")
    assert [one.right for one in kept.results] == [True, False, True]
    assert kept.configuration.prompts.keys() >= {"answer"}
    assert str(tmp_path) not in (tmp_path / "first" / "run.json").read_text()
    assert "<svg" in (tmp_path / "first" / "report.html").read_text()
    out, _ = filled.run("evaluate", cases, "--compare", str(tmp_path / "first" / "run.json"))
    assert "| right answers | +0.0 | +0.0 to +0.0 | 3 |" in out
    assert "What differs" not in out


def test_a_folder_of_knowledge_is_asked_without_touching_the_data_folder(
    command: Command, library: Path, cases: str
) -> None:
    out, _ = command.run("evaluate", cases, "--knowledge", str(library))
    assert out.startswith("# 2 of 3 right")
    assert not command.data.exists()


def test_a_floor_that_is_not_reached_fails(filled: Command, cases: str) -> None:
    filled.run("evaluate", cases, "--fail-under", "60")
    _, err = filled.run("evaluate", cases, "--fail-under", "fact_recall=60", "--fail-under", "70", code=1)
    assert err.splitlines() == [
        "internbot: fact_recall is 50.0, under 60",
        "internbot: right is 66.7, under 70",
    ]
    _, err = filled.run("evaluate", cases, "--fail-under", "listing_exactness=1", code=1)
    assert "no case has the metric listing_exactness" in err
    assert "there is only right, " in filled.refusal("evaluate", cases, "--fail-under", "beauty=1")
    assert "is no number" in filled.refusal("evaluate", cases, "--fail-under", "right=much")


def test_sealed_cases_keep_no_answer(filled: Command, cases: str, tmp_path: Path) -> None:
    out, _ = filled.run("evaluate", cases, "--sealed", "--out", str(tmp_path / "sealed"))
    assert "Northwind" not in out
    for name in ("run.json", "report.html", "report.md"):
        assert "Northwind" not in (tmp_path / "sealed" / name).read_text()
    filled.run("evaluate", cases, "--sealed", "--explain", code=2)


def test_drafts_are_cases_that_are_not_asked_yet(filled: Command, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts.jsonl"
    _, err = filled.run("evaluate", "--suggest", str(drafts))
    found = [Case.model_validate_json(line) for line in drafts.read_text().splitlines()]
    assert f"{len(found)} drafts in {drafts}" in err
    assert found
    assert all(case.draft for case in found)
    assert any(case.facts == (("31 dollars",),) or "31" in str(case.facts) for case in found)
    assert {document for case in found for document in case.documents} <= {"northwind.md", "gardens.md"}
    assert "every line is still a draft" in filled.refusal("evaluate", str(drafts))
    assert "is already there" in filled.refusal("evaluate", "--suggest", str(drafts))


def test_wrong_usage_is_told(command: Command, cases: str) -> None:
    command.run("evaluate", code=2)
    command.run("evaluate", cases, "--suggest", "drafts.jsonl", code=2)
    assert "--chat-prices 1 2 is not accepted: it must be two numbers and a currency" in command.refusal(
        "evaluate", cases, "--chat-prices", "1 2"
    )
    assert "there is no file" in command.refusal("evaluate", "none.jsonl")
    assert "there is no folder" in command.refusal("evaluate", cases, "--knowledge", "none")
