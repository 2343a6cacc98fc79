from __future__ import annotations

import json
from pathlib import Path

import pytest

from internbot.errors import InvalidRequest, NotFound
from internbot.evaluation.cases import Case, identity, load_cases


def written(folder: Path, *lines: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def test_what_is_left_out_is_not_expected(tmp_path: Path) -> None:
    (case,) = load_cases(written(tmp_path, {"id": "a", "question": "Why?"}, ""))
    assert case == Case(id="a", question="Why?")
    assert (case.status, case.facts, case.listings) == ("answered", (), None)


def test_drafts_are_left_out(tmp_path: Path) -> None:
    draft = {"id": "a", "question": "Why?", "draft": True}
    assert [case.id for case in load_cases(written(tmp_path, draft, {"id": "b", "question": "How?"}))] == [
        "b"
    ]
    with pytest.raises(InvalidRequest, match="every line is still a draft"):
        load_cases(written(tmp_path, draft))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2 is no JSON"),
        ('{"id": "b"}', "line 2: question: Field required"),
        ('{"id": "b", "question": "How?", "answer": 1}', "line 2: answer: Extra inputs"),
        ('{"id": "b", "question": "How?", "status": "no"}', "line 2: status: Input should be"),
        ('{"id": "b", "question": "How?", "listings": {"total": -1}}', "line 2: listings.total: "),
        ('{"id": "a", "question": "How?"}', "line 2: the id a is already taken"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InvalidRequest, match=said):
        load_cases(written(tmp_path, {"id": "a", "question": "Why?"}, line))


def test_files_that_are_not_there_or_hold_nothing_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(InvalidRequest, match="holds no case"):
        load_cases(written(tmp_path))


def test_cases_have_an_identity_that_notes_do_not_change() -> None:
    case = Case(id="a", question="Why?")
    assert identity([case]) == identity([case.model_copy(update={"note": "hm"})])
    assert identity([case]) != identity([case.model_copy(update={"facts": (("so",),)})])
