from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from chat_models.adversary import Adversary
from internbot.answering.answers import Answer
from internbot.assistant import Assistant
from internbot.settings import Settings
from internbot.spans import ENDPOINT, span_export
from internbot.tracing import Meter, step


def test_steps_belong_to_their_question() -> None:
    first, second = Meter(), Meter()
    with first.current(), step("understanding"):
        pass
    with second.current():
        with pytest.raises(LookupError), step("retrieval"):
            raise LookupError
        with step("chat model") as measured:
            measured.prompt_tokens, measured.answer_tokens = 10, 3
    with step("embedding"):
        pass
    assert [one.name for one in first.steps] == ["understanding"]
    assert [(one.name, one.failed, one.prompt_tokens) for one in second.steps] == [
        ("retrieval", "LookupError", None),
        ("chat model", None, 10),
    ]
    assert all(one.ms >= 0 and one.started_ms >= 0 for one in second.steps)


@pytest.fixture
def settings(tmp_path: Path, adversary: Adversary) -> Settings:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "mill.md").write_text(
        "# Where interns live\n\nThe river lab rents rooms in the old mill. A room costs 300 euros a month.\n"
    )
    found = Settings(data=tmp_path / "data", knowledge=tmp_path / "library", today=date(2026, 11, 22))
    with Assistant.open(found, write=True) as assistant:
        assistant.ingest([str(tmp_path / "library")])
    return found


def test_an_answer_tells_its_steps(settings: Settings) -> None:
    with Assistant.open(settings) as assistant, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(assistant.answer, ["How much does a room cost?", "Hello!"] * 4))
    for answer in answers:
        assert answer.usage is not None
        names = [one.name for one in answer.usage.steps]
        assert names == (["understanding"] if answer.status == "chat" else ["understanding", "retrieval"])
        assert (answer.usage.prompt_tokens, answer.usage.answer_tokens) == (0, 0)
        assert Answer.model_validate_json(answer.model_dump_json()) == answer


def ask(settings: Settings, question: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OTEL", "LANG", "INTERN"))
    }
    return subprocess.run(
        [sys.executable, "-m", "internbot", "ask", question, "--json"],
        env=kept | {"INTERNBOT_DATA": str(settings.data), "INTERNBOT_TODAY": "2026-11-22"} | environ,
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.data.parent,
    )


def test_a_receiver_that_is_away_changes_nothing(settings: Settings) -> None:
    done = ask(
        settings,
        "How much does a room cost?",
        **{ENDPOINT: "http://127.0.0.1:9", "OTEL_EXPORTER_OTLP_TIMEOUT": "1"},
    )
    assert json.loads(done.stdout)["status"] == "answered"


def test_nothing_is_loaded_where_no_endpoint_is_named() -> None:
    assert span_export({}) is None
    code = (
        "import sys, internbot.spans as t; t.span_export({});"
        "assert not [m for m in sys.modules if m.startswith(('opentelemetry', 'grpc'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_stream_can_be_left_in_the_middle(settings: Settings) -> None:
    with Assistant.open(settings) as assistant:
        events = assistant.stream("How much does a room cost?")
        assert next(events).kind == "status"
        events.close()  # type: ignore[attr-defined]
        assert assistant.answer("How much does a room cost?").status == "answered"
