from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.commands import Command


def findings(command: Command, code: int = 0, **environ: str) -> dict[str, dict[str, Any]]:
    report = json.loads(command.run("doctor", "--json", code=code, **environ)[0])
    assert report["ok"] is (code == 0)
    return {finding["check"]: finding for finding in report["checks"]}


def test_a_sound_installation_passes(filled: Command) -> None:
    found = findings(filled, INTERNBOT_PORT="0")
    assert {finding["state"] for finding in found.values()} <= {"ok", "info"}
    assert str(filled.data) in found["data folder"]["found"]
    out, _ = filled.run("doctor", INTERNBOT_PORT="0")
    assert "ok    embedding model: minilm" in out


def test_a_wrong_setting_is_found_without_hiding_the_rest(command: Command) -> None:
    found = findings(command, 1, INTERNBOT_PORT="x")
    assert found["settings"]["state"] == "fail"
    assert "INTERNBOT_PORT" in found["settings"]["found"]
    assert found["embedding model"]["state"] == "ok"


def test_an_index_of_another_model_is_found_with_the_remedy(command: Command, library: Path) -> None:
    command.run("ingest", str(library))
    mark = command.data / "internbot.json"
    mark.write_text(mark.read_text().replace("minilm:", "maxilm:"))
    found = findings(command, 1)["data folder"]
    assert (found["state"], "maxilm" in found["found"], "INTERNBOT_DATA" in found["remedy"]) == (
        "fail",
        True,
        True,
    )


def test_what_works_but_should_be_looked_at_is_a_warning(command: Command, library: Path) -> None:
    command.run("ingest", str(library))
    command.data.chmod(0o755)
    (command.folder / ".env").write_text("INTERNBOT_TODAY=2026-01-05\n")
    (command.folder / ".env").chmod(0o644)
    (command.folder / "knowledge").mkdir()
    found = findings(command, LANGSMITH_TRACING="true", INTERNBOT_PORT="0")
    assert [name for name, finding in found.items() if finding["state"] == "warn"] == [
        "tracing",
        ".env",
        "clock",
        "knowledge",
        "data folder",
    ]
    assert all(finding["remedy"] for finding in found.values() if finding["state"] == "warn")


def test_a_file_in_place_of_the_data_folder_is_found(command: Command) -> None:
    command.data.write_text("")
    assert findings(command, 1)["data folder"]["remedy"] == "set INTERNBOT_DATA to another folder"
