"""Boards and web pages through the command, as a process of its own."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator

import pytest

from cli.commands import Command, address_of, eventually
from fetching.board_server import BoardServer, Trouble, board_server, broken, redirect, too_many
from fetching.greenhouse_shape import ASKED, PATH, board_of

ALLOW = {"INTERNBOT_FETCH_ALLOW": "127.0.0.1", "INTERNBOT_FETCH_PER_MINUTE": "100000"}


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with board_server() as server:
        server.put(ASKED, board_of(1, 2))
        yield server


def source_of(board: BoardServer) -> str:
    return f"greenhouse:{board.address}{PATH.removesuffix('/jobs')}"


def report_of(command: Command, *words: str, code: int = 0, **environ: str) -> dict[str, list[object]]:
    with command.start("ingest", *words, "--json", **(ALLOW | environ)) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    found: dict[str, list[object]] = json.loads(out)
    return found


def test_a_board_comes_in_changes_and_is_listed_with_its_last_look(
    command: Command, board: BoardServer
) -> None:
    source = source_of(board)
    board.next(ASKED, too_many(0), broken(), "truncated")
    assert report_of(command, source)["added"] == [f"{source}#1", f"{source}#2"]
    assert report_of(command, source)["unchanged"] == [f"{source}#1", f"{source}#2"]
    assert "If-None-Match" in board.asked[-1].headers
    board.put(ASKED, board_of(2))
    assert report_of(command, source)["missing"] == [f"{source}#1"]
    (state,) = command.json("sources")["sources"]
    assert (state["uri"], state["kind"], state["listings"], state["missing"]) == (source, "board", 1, 1)
    assert "next look" not in command.run("sources")[0]


@pytest.mark.parametrize("trouble", ["endless", "bomb", "slow body"])
def test_what_a_server_does_to_us_is_one_line(command: Command, board: BoardServer, trouble: Trouble) -> None:
    board.next(ASKED, *[trouble] * 4)
    failed = report_of(
        command, source_of(board), code=1, INTERNBOT_FETCH_SECONDS="1", INTERNBOT_MAX_FILE_MB="1"
    )["failed"]
    assert len(failed) == 1
    board.next("/out", redirect("http://169.254.169.254/latest/"))
    (failure,) = report_of(command, f"{board.address}/out", code=1)["failed"]
    assert "no public address" in str(failure)


def test_without_an_exception_the_own_network_is_not_asked(command: Command, board: BoardServer) -> None:
    (failure,) = report_of(command, source_of(board), code=1, INTERNBOT_FETCH_ALLOW="")["failed"]
    assert "INTERNBOT_FETCH_ALLOW=127.0.0.1 would allow it" in str(failure)
    assert board.asked == []


def test_an_unknown_kind_of_source_is_refused_with_the_known_ones(command: Command) -> None:
    line = command.refusal("ingest", "grenhouse:acme")
    assert "greenhouse:" in line
    assert "lever:" in line


def test_stopped_with_ctrl_c_while_a_server_drips(command: Command, board: BoardServer) -> None:
    board.next(ASKED, "slow body")
    with command.start("ingest", source_of(board), **ALLOW) as process:
        eventually(lambda: board.asked)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in err) == (130, False), err


def test_a_server_looks_by_itself_says_when_next_and_stops(command: Command, board: BoardServer) -> None:
    source = source_of(board)
    (command.folder / "knowledge").mkdir()
    (command.folder / "knowledge" / "note.md").write_text("# Ferns\n\nOrchid waters ferns.\n")
    with command.start("serve", "--port", "0", INTERNBOT_SOURCES=f"{source} 2h", **ALLOW) as process:
        address_of(process)

        def looked() -> dict[str, object] | None:
            states = {state["uri"]: state for state in command.json("sources")["sources"]}
            found: dict[str, object] | None = states.get(source)
            return found if found and found["looked"] else None

        state = eventually(looked)
        assert state is not None
        assert (state["listings"], state["failure"]) == (2, None)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (143, "")


def test_a_source_is_removed(command: Command, board: BoardServer) -> None:
    source = source_of(board)
    report_of(command, source)
    assert "2 documents removed" in command.run("sources", "--remove", source)[0]
    assert command.json("sources")["sources"] == []
    assert "no source is called" in command.refusal("sources", "--remove", source)


def test_doctor_tells_of_a_source_that_fails(command: Command, board: BoardServer) -> None:
    source = source_of(board)
    report_of(command, source)
    board.next(ASKED, broken(403))
    report_of(command, source, code=1)
    out, _ = command.run("doctor", INTERNBOT_PORT="0")
    assert f"source {source}: failed: " in out
    assert "403" in out
