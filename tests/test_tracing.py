from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import grpc  # type: ignore[import-untyped]
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

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


def with_model(adversary: Adversary) -> dict[str, str]:
    return {
        "INTERNBOT_CHAT_MODEL": "openai:m",
        "INTERNBOT_CHAT_BASE_URL": adversary.url,
        "INTERNBOT_CHAT_KEY": "sk-a-very-secret-key",
    }


def test_tokens_of_the_chat_model_are_kept_and_its_traffic_is_printed(
    settings: Settings, adversary: Adversary
) -> None:
    done = ask(settings, "How much does a room cost?", INTERNBOT_TRACE="1", **with_model(adversary))
    answer = json.loads(done.stdout)
    chat = [one for one in answer["usage"]["steps"] if one["name"] == "chat model"]
    assert len(chat) == len(adversary.requests) >= 1
    assert answer["usage"]["prompt_tokens"] == 11 * len(chat)
    assert {one["counted"] for one in chat} == {"server"}
    assert "--- to openai:m" in done.stderr
    assert "How much does a room cost?" in done.stderr
    assert "--- from openai:m, stop" in done.stderr
    assert "secret" not in done.stdout + done.stderr
    assert ask(settings, "How much does a room cost?", **with_model(adversary)).stderr == ""


class Receiver(trace_service_pb2_grpc.TraceServiceServicer):
    """Takes spans as any collector of OpenTelemetry does."""

    def __init__(self) -> None:
        self.requests: list[trace_service_pb2.ExportTraceServiceRequest] = []

    def Export(  # noqa: N802 - named by the protocol
        self, request: trace_service_pb2.ExportTraceServiceRequest, context: grpc.ServicerContext
    ) -> trace_service_pb2.ExportTraceServiceResponse:
        self.requests.append(request)
        return trace_service_pb2.ExportTraceServiceResponse()


def test_spans_go_to_the_endpoint_that_is_named(settings: Settings, adversary: Adversary) -> None:
    receiver = Receiver()
    server = grpc.server(ThreadPoolExecutor(2))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(receiver, server)  # type: ignore[no-untyped-call]
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        endpoint = {ENDPOINT: f"http://127.0.0.1:{port}"}
        done = ask(settings, "How much does a room cost?", **endpoint, **with_model(adversary))
    finally:
        server.stop(None).wait()
    assert json.loads(done.stdout)["status"] == "answered", done.stderr
    spans = [
        span
        for request in receiver.requests
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    (whole,) = (span for span in spans if span.name == "answer")
    below = [span for span in spans if span is not whole]
    assert {"understanding", "retrieval", "chat model"} <= {span.name for span in below}
    for span in below:
        assert span.trace_id == whole.trace_id
        assert span.parent_span_id == whole.span_id
        assert whole.start_time_unix_nano <= span.start_time_unix_nano <= span.end_time_unix_nano
    chat = next(span for span in below if span.name == "chat model")
    assert {one.key: one.value.int_value for one in chat.attributes}["gen_ai.usage.input_tokens"] == 11
    said = str(receiver.requests)
    assert "room" not in said, "spans hold no words"
    assert "euros" not in said


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


def test_nothing_goes_to_langsmith_even_where_the_environment_asks_for_it(
    settings: Settings, adversary: Adversary
) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        do_GET = do_PATCH = do_POST  # noqa: N815 - named by the base class

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        environ = {
            f"{prefix}_{name}": value
            for prefix in ("LANGSMITH", "LANGCHAIN")
            for name, value in {
                "TRACING": "true",
                "TRACING_V2": "true",
                "ENDPOINT": address,
                "API_KEY": "lsv2-key",
                "HANDLER": "langchain",
                "GATEWAY": address,
            }.items()
        }
        # Each of these is a name by which OpenAI's or LangChain's client would go elsewhere.
        environ |= {"OPENAI_BASE_URL": address, "OPENAI_API_BASE": address}
        done = ask(settings, "How much does a room cost?", **environ, **with_model(adversary))
        server.shutdown()
        thread.join()
    assert json.loads(done.stdout)["status"] == "answered", done.stderr
    assert adversary.requests
    assert asked == []


def test_a_stream_can_be_left_in_the_middle(settings: Settings) -> None:
    with Assistant.open(settings) as assistant:
        events = assistant.stream("How much does a room cost?")
        assert next(events).kind == "status"
        events.close()  # type: ignore[attr-defined]
        assert assistant.answer("How much does a room cost?").status == "answered"
