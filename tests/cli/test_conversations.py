from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.commands import Command, fetch
from conversations.answers import answer
from internbot.cli.main import main
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.database.opening import open_database
from internbot.review.accounts import Accounts


@pytest.fixture
def database_in_use(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database, SQLite or PostgreSQL, with two conversations of one visitor and one of another."""
    monkeypatch.setenv("INTERNBOT_DATABASE", database)
    monkeypatch.setenv("INTERNBOT_DATA", str(tmp_path / "data"))
    engine = open_database(database)
    store = ConversationStore(engine, system_clock)
    for number, visitor in enumerate(("v", "v", "w")):
        store.append(f"t{number}", f"c{number}", answer("When do interns start?"), visitor=visitor)
    engine.dispose()
    return database


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_visitor_is_found_exported_and_deleted(
    capsys: pytest.CaptureFixture[str], database_in_use: str
) -> None:
    assert main(["conversations", "find", "t1", "--json"]) == 0
    assert {one["conversation"] for one in lines(capsys)} == {"c0", "c1"}
    assert main(["conversations", "list"]) == 0
    assert "When do interns start?" in capsys.readouterr().out
    assert main(["conversations", "export", "--visitor", "v"]) == 0
    assert [one["turn"] for one in lines(capsys)] == ["t0", "t1"]
    assert main(["conversations", "delete", "--visitor", "v", "--yes"]) == 0
    assert "deleted: 2 conversations, 2 questions" in capsys.readouterr().out
    assert main(["conversations", "list", "--json"]) == 0
    assert [one["conversation"] for one in lines(capsys)] == ["c2"]
    assert main(["conversations", "delete", "--conversation", "c2", "--yes"]) == 0
    assert "1 conversation, 1 question" in capsys.readouterr().out
    engine = open_database(database_in_use)
    trail = [(one.action, one.subject) for one in Accounts(engine, system_clock).trail()]
    engine.dispose()
    assert trail == [
        ("deleted", "conversation c2"), ("deleted", "visitor v"), ("exported", "visitor v"),
    ]  # fmt: skip


@pytest.mark.usefixtures("database_in_use")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["delete", "--visitor", "v"], "say --yes"),
        (["delete", "--visitor", "nobody", "--yes"], "nothing is kept of the visitor 'nobody'"),
        (["delete", "--visitor", "v", "--conversation", "c0", "--yes"], "one of --conversation"),
        (["delete", "--yes"], "one of --conversation"),
        (["export", "--conversation", "c9"], "nothing is kept of the conversation 'c9'"),
        (["find", "zz"], "nothing is kept under 'zz'"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["conversations", *words]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_it_works_while_a_server_runs(command: Command) -> None:
    with command.serving() as address:
        status, _ = fetch(f"{address}/healthz")
        assert status == 200
        engine = open_database(f"sqlite:///{command.data / 'conversations.sqlite'}")
        ConversationStore(engine, system_clock).append("t1", "c1", answer("When?"), visitor="v")
        engine.dispose()
        out, _ = command.run("conversations", "delete", "--visitor", "v", "--yes")
        assert "1 conversation, 1 question" in out
        assert command.run("conversations", "list")[0].strip() == "no conversation is kept"
