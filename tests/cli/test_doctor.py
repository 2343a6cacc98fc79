from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chat_models.adversary import Adversary
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
    found = findings(command, INTERNBOT_PORT="0")
    assert [name for name, finding in found.items() if finding["state"] == "warn"] == [
        ".env",
        "clock",
        "knowledge",
        "data folder",
    ]
    assert all(finding["remedy"] for finding in found.values() if finding["state"] == "warn")


def test_a_file_in_place_of_the_data_folder_is_found(command: Command) -> None:
    command.data.write_text("")
    assert findings(command, 1)["data folder"]["remedy"] == "set INTERNBOT_DATA to another folder"


def test_who_is_told_what_is_said(command: Command) -> None:
    private = findings(command, LANGSMITH_TRACING="true", INTERNBOT_PORT="0")["tracing"]
    assert (private["state"], "nothing to LangSmith" in private["found"]) == ("ok", True)
    spans = findings(command, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9", INTERNBOT_PORT="0")["tracing"]
    assert (spans["state"], "http://127.0.0.1:9" in spans["found"]) == ("info", True)


def test_servers_are_asked_only_where_they_are_configured(command: Command, adversary: Adversary) -> None:
    assert not {"chat model", "embeddings server"} & findings(command, INTERNBOT_PORT="0").keys()
    assert adversary.requests == []


def served(adversary: Adversary, use: str) -> dict[str, str]:
    model = "INTERNBOT_EMBEDDINGS" if use == "EMBEDDINGS" else "INTERNBOT_CHAT_MODEL"
    return {
        model: "openai:m",
        f"INTERNBOT_{use}_BASE_URL": adversary.url,
        f"INTERNBOT_{use}_KEY": "sk-a-very-secret-key",
        "INTERNBOT_PORT": "0",
    }


def test_a_chat_model_that_answers_passes(command: Command, adversary: Adversary) -> None:
    found = findings(command, 0, **served(adversary, "CHAT"))["chat model"]
    assert found["state"] == "ok"
    assert "openai:m at 127.0.0.1" in found["found"]
    assert len(adversary.requests) == 1
    assert "secret" not in command.run("doctor", code=0, **served(adversary, "CHAT"))[0]


@pytest.mark.parametrize(
    ("play", "found", "remedy"),
    [
        ("status_401", "does not accept the key", "correct INTERNBOT_CHAT_KEY"),
        (
            "status_404",
            "does not exist there (404: ",
            "correct INTERNBOT_CHAT_MODEL, or INTERNBOT_CHAT_BASE_URL",
        ),
        ("status_500", "has a fault", "look at the server's log"),
        (
            "html",
            "does not answer as OpenAI's protocol has it",
            "INTERNBOT_CHAT_BASE_URL, which usually ends in /v1",
        ),
    ],
)
def test_a_chat_model_that_fails_is_a_warning_since_quotes_stand_in(
    command: Command, adversary: Adversary, play: str, found: str, remedy: str
) -> None:
    adversary.play(play)
    finding = findings(command, 0, **served(adversary, "CHAT"))["chat model"]
    assert finding["state"] == "warn"
    assert found in finding["found"]
    assert remedy in finding["remedy"]
    assert len(adversary.requests) == 1


def test_a_server_of_embeddings_is_needed(command: Command, adversary: Adversary) -> None:
    adversary.play("embeds")
    found = findings(command, 0, **served(adversary, "EMBEDDINGS"))["embeddings server"]
    assert (found["state"], "vectors of 64 numbers" in found["found"]) == ("ok", True)
    adversary.play("status_401")
    found = findings(command, 1, **served(adversary, "EMBEDDINGS"))["embeddings server"]
    assert (found["state"], found["remedy"]) == ("fail", "correct INTERNBOT_EMBEDDINGS_KEY")


def test_an_index_of_the_default_model_is_refused_to_a_server_and_the_other_way_round(
    command: Command, adversary: Adversary, library: Path
) -> None:
    adversary.play("embeds")
    command.run("ingest", str(library), code=0, **served(adversary, "EMBEDDINGS"))
    assert findings(command, 0, **served(adversary, "EMBEDDINGS"))["data folder"]["state"] == "ok"
    found = findings(command, 1, INTERNBOT_PORT="0")["data folder"]
    assert (found["state"], "openai:m" in found["found"]) == ("fail", True)
