from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

from cli.commands import GUIDE, Command, eventually
from internbot.data_folder import DataFolder


def test_what_was_added_changed_and_left_is_reported(command: Command, library: Path) -> None:
    shutil.copytree(library, command.folder / "articles")
    first = command.json("ingest", "articles")
    assert sorted(first["added"]) == ["gardens.md", "northwind.md"]
    (command.folder / "articles" / "northwind.md").write_text(GUIDE.replace("31 dollars", "33 dollars"))
    (command.folder / "articles" / "gardens.md").unlink()
    second = command.json("ingest", "articles")
    assert (second["updated"], second["missing"], second["added"]) == (["northwind.md"], ["gardens.md"], [])
    assert "A summer" in command.run("show", "gardens.md")[0]
    third = command.json("ingest", "articles", "--prune")
    assert (third["unchanged"], third["removed"]) == (["northwind.md"], ["gardens.md"])
    assert "gardens.md" in command.refusal("show", "gardens.md")
    assert "33 dollars" in command.run("show", "northwind.md")[0]


def test_for_people_it_counts_and_gives_reasons(command: Command, library: Path) -> None:
    shutil.copytree(library, command.folder / "articles")
    (command.folder / "articles" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    out, err = command.run("ingest", "articles")
    assert out.splitlines()[0] == "2 added, 0 updated, 0 unchanged, 1 failed"
    assert "failed broken.pdf: " in out
    assert err == ""


def test_nothing_readable_is_a_failure(command: Command) -> None:
    (command.folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    out, err = command.run("ingest", "broken.pdf", code=1)
    assert "1 failed" in out
    assert err.startswith("internbot: nothing could be read")


def test_a_source_that_is_not_there_is_refused(command: Command) -> None:
    assert "no-such-folder" in command.refusal("ingest", "no-such-folder")


def test_without_a_source_the_usage_is_shown(command: Command) -> None:
    out, err = command.run("ingest", code=2)
    assert out == ""
    assert "Usage: internbot ingest" in err


def test_a_second_writer_is_refused_and_told_of_the_first(command: Command, library: Path) -> None:
    command.run("ingest", str(library))
    identity = json.loads((command.data / "internbot.json").read_text())["identity"]
    with DataFolder.hold(command.data, identity, write=True):
        line = command.refusal("ingest", str(library))
    assert "wait until it has ended" in line


def test_another_embedding_model_is_refused_with_the_remedy(command: Command, library: Path) -> None:
    command.run("ingest", str(library))
    mark = command.data / "internbot.json"
    mark.write_text(mark.read_text().replace("minilm:", "maxilm:"))
    for words in (("ingest", str(library)), ("search", "pay"), ("show", "gardens.md")):
        line = command.refusal(*words)
        assert "maxilm:" in line
        assert "INTERNBOT_DATA" in line


def test_stopped_with_ctrl_c_it_says_nothing_and_can_be_run_again(command: Command, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number}.md").write_text(
            f"# Number {number}\n\n" + f"Interns of team {number} meet. " * 200
        )
    with command.start("ingest", str(many)) as process:
        eventually((command.data / "internbot.json").is_file)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (130, False), err
    report = command.json("ingest", str(many))
    assert len(report["added"]) + len(report["unchanged"]) == 60
    assert report["failed"] == []
