from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import openai
import pytest
from pydantic import SecretStr

from internbot.errors import ServerFailure
from internbot.model_servers.failures import Late, failure, failure_of, seconds_until
from internbot.model_servers.servers import OPENAI, Server, Use

KEY = "sk-a-very-secret-key"
SERVERS = [
    Server(use, "some-model", address, SecretStr(KEY))
    for use in get_args(Use)
    for address in (OPENAI, "http://10.1.2.3:8080/v1")
]


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: f"{server.use} {server.host}")
@pytest.mark.parametrize("reason", get_args(ServerFailure))
def test_each_reason_has_a_line_with_a_remedy_and_a_notice_without_names(
    server: Server, reason: ServerFailure
) -> None:
    found = failure(server, reason, f"the server\nsays {KEY} and sk-another.key" + " more" * 100)
    who = f"The {'chat' if server.use == 'chat' else 'embedding'} model openai:some-model at {server.host} "
    assert found.message.startswith(who)
    assert "\n" not in found.message
    assert KEY not in found.message
    assert "sk-another" not in found.message
    assert ":" in found.message.removeprefix(who) or reason == "content_filter"
    assert found.notice.endswith(".")
    assert server.host not in found.notice
    assert "INTERNBOT" not in found.notice
    if server.use == "embeddings":
        assert "CHAT_KEY" not in found.message
        assert "CHAT_BASE_URL" not in found.message


def test_a_key_of_any_form_is_blotted_out() -> None:
    server = Server("chat", "m", "http://10.1.2.3/v1", SecretStr("correct horse"))
    assert "horse" not in failure(server, "server_error", "got: correct horse").message


def test_every_error_of_the_client_has_a_reason() -> None:
    request: Any = object()
    errors = [
        openai.OpenAIError(),
        openai.APIError("m", request, body=None),
        openai.APIError("m", request, body={"error": {"code": "context_length_exceeded"}}),
        openai.APIConnectionError(request=request),
        openai.APITimeoutError(request),
        openai.LengthFinishReasonError.__new__(openai.LengthFinishReasonError),
        openai.ContentFilterFinishReasonError(),
    ]
    assert [failure_of(error, SERVERS[0]).reason for error in errors] == [
        "rejected",
        "server_error",
        "context",
        "unreachable",
        "timeout",
        "rejected",
        "rejected",
    ]


@pytest.mark.parametrize(
    "error", [KeyError("choices"), TypeError(), ValueError(), RuntimeError(), AttributeError()]
)
def test_what_a_piece_of_the_wrong_shape_leads_to_is_garbage(error: Exception) -> None:
    assert failure_of(error, SERVERS[0]).reason == "garbage"


def test_which_limit_passed_is_said() -> None:
    message = failure_of(Late("first_token", 30), SERVERS[0]).message
    assert "no word within 30 s" in message
    assert failure_of(Late("pause", 0.5), SERVERS[0]).reason == "timeout"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float | None) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert seconds_until(header, now) == seconds
