from __future__ import annotations

import json
from pathlib import Path

import pytest

from conversations.answers import answer
from internbot.cli.main import main
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.data_folder import prepare
from internbot.database.opening import open_database
from internbot.review.accounts import Accounts


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one answer and one reviewer."""
    folder = tmp_path / "data"
    monkeypatch.setenv("INTERNBOT_DATA", str(folder))
    prepare(folder)
    engine = open_database(f"sqlite:///{folder / 'conversations.sqlite'}")
    ConversationStore(engine, system_clock).append("t1", "c1", answer("When do interns start at the lab?"))
    Accounts(engine, system_clock).add("Ada", "seven quiet herons", "admin", "a test")
    engine.dispose()
    return folder


@pytest.mark.usefixtures("data")
def test_an_answer_is_judged_approved_and_exported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "next", "--by", "Ada"]) == 0
    shown = capsys.readouterr().out
    assert "When do interns start at the lab?" in shown
    assert "t1" in shown
    assert main(["review", "verdict", "t1", "incomplete", "--by", "Ada", "--sentence", "1=wrong"]) == 0
    assert main(["review", "approve", "t1", "--by", "Ada"]) == 0
    capsys.readouterr()
    assert main(["review", "export"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["part"], one["verdict"]) for one in told["verdicts"]] == [("answer", "right")]
    assert told["approved"][0]["questions"] == ["When do interns start at the lab?"]


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["next", "--by", "Eve"], "no reviewer 'Eve'"),
        (["verdict", "t1", "perfect", "--by", "Ada"], "right, wrong, incomplete"),
        (["verdict", "t9", "right", "--by", "Ada"], "no such turn"),
        (["verdict", "t1", "right", "--by", "Ada", "--sentence", "first"], "NUMBER=VERDICT"),
        (["approve", "t9", "--by", "Ada"], "no turn 't9'"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["review", *words]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
