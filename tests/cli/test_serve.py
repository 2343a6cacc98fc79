from __future__ import annotations

import json
import shutil
import signal
import socket
from pathlib import Path

from cli.commands import GUIDE, Command, address_of, eventually, fetch


def test_a_server_answers_and_takes_the_work_of_other_commands(command: Command, library: Path) -> None:
    shutil.copytree(library, command.folder / "knowledge")
    extra = command.folder / "extra.md"
    extra.write_text("# Tides\n\nInterns of the tide office measure the tide at noon.\n")
    with command.serving() as address:
        assert fetch(f"{address}/")[0] == 200
        assert command.json("search", "what are interns paid?")["hits"][0]["document"] == "northwind.md"
        assert command.json("ingest", "extra.md")["added"] == ["extra.md"]
        assert "tide at noon" in command.run("search", "when is the tide measured?")[0]
        assert command.json("show", "extra.md")["title"] == "Tides"
        assert "nothing.md" in command.refusal("show", "nothing.md")
        (command.folder / "in.jsonl").write_text('{"id": 1, "question": "who waters the ferns?"}\n')
        command.run("search", "--batch", "in.jsonl", "--out", "out.jsonl")
        assert json.loads((command.folder / "out.jsonl").read_text())["hits"][0]["document"] == "gardens.md"
        doctor = json.loads(command.run("doctor", "--json", INTERNBOT_PORT=address.rpartition(":")[2])[0])
        found = {finding["check"]: finding for finding in doctor["checks"]}
        assert "serve" in found["lock"]["found"]
        assert found["port"]["state"] == "ok"
        line = command.refusal("serve", "--port", "0")
        assert "internbot serve" in line
        assert "is using" in line
    assert command.json("search", "when is the tide measured?")["hits"][0]["document"] == "extra.md"


def test_changes_in_the_folder_are_noticed_while_it_runs(command: Command, library: Path) -> None:
    knowledge = command.folder / "knowledge"
    shutil.copytree(library, knowledge)
    with command.serving():
        (knowledge / "northwind.md").write_text(GUIDE.replace("31 dollars", "37 dollars"))
        (knowledge / "gardens.md").unlink()
        eventually(lambda: "37 dollars" in command.run("search", "what are interns paid?")[0])
        eventually(lambda: "gardens.md" not in command.run("search", "who waters the ferns?")[0])


def test_a_server_that_was_killed_leaves_nothing_in_the_way(command: Command, library: Path) -> None:
    shutil.copytree(library, command.folder / "knowledge")
    with command.start("serve", "--port", "0") as process:
        address_of(process)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
    assert command.json("search", "what are interns paid?")["hits"][0]["document"] == "northwind.md"


def test_sigterm_ends_it_in_order_and_the_next_start_forgets_what_left(
    command: Command, library: Path
) -> None:
    knowledge = command.folder / "knowledge"
    shutil.copytree(library, knowledge)
    with command.start("serve", "--port", "0") as process:
        address_of(process)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (143, "")
    assert not (command.data / "server.sock").exists()
    (knowledge / "gardens.md").unlink()
    with command.serving():
        assert "gardens.md" in command.refusal("show", "gardens.md")


def test_a_taken_port_is_told_at_once(command: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = command.refusal("serve", "--port", str(taken.getsockname()[1]))
    assert "cannot listen" in line
    assert "--port" in line
    assert not command.data.exists()


def test_a_named_folder_of_knowledge_that_is_not_there_is_refused(command: Command) -> None:
    assert "INTERNBOT_KNOWLEDGE" in command.refusal("serve", INTERNBOT_KNOWLEDGE="nowhere")
