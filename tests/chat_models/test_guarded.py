from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from pydantic import SecretStr

from chat_models.adversary import FAILURES, Adversary, Exchange, nobody_answers, nobody_listens
from chat_models.llama import CONTEXT, LlamaServer
from internbot.chat_models.guarded import GuardedChatModel
from internbot.chat_models.limits import Limits
from internbot.chat_models.spending import FILE, Spending
from internbot.clock import fixed_clock, system_clock
from internbot.errors import BackendUnavailable, ChatModelError, ServerFailure
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.tokens import Tokens
from internbot.tracing import Meter, Traffic

KEY = "sk-a-very-secret-key"
PROMPT = "Passage [1]\n<<<data 1>>>\nA title\nInterns begin in June.\n<<<end 1>>>\n\nQuestion: When do interns begin?"
QUICK = Limits(connect=2, first_token=0.3, pause=0.3, total=3, max_tokens=64, first_wait=0.01, longest_wait=1)
PATIENT = replace(QUICK, first_token=60, pause=60, total=120)


@contextmanager
def guarded(
    url: str,
    limits: Limits = QUICK,
    breaker: CircuitBreaker | None = None,
    spending: Spending | None = None,
    traffic: Traffic | None = None,
    key: str | None = KEY,
    model: str = "m",
) -> Iterator[GuardedChatModel]:
    made = GuardedChatModel(
        Server("chat", model, url, SecretStr(key) if key else None),
        Tokens().count,
        limits,
        breaker or CircuitBreaker(lambda: 0.0, failures=1000),
        spending=spending,
        traffic=traffic,
        chance=lambda: 0.5,
    )
    try:
        yield made
    finally:
        made.close()


def failing(model: GuardedChatModel) -> tuple[str, ChatModelError]:
    """The text that came before the failure, and the failure."""
    came: list[str] = []
    with pytest.raises(ChatModelError) as caught:
        came += (piece.text for piece in model.stream(PROMPT))
    return "".join(came), caught.value


def test_an_answer_comes_in_pieces_and_ends_with_its_usage(adversary: Adversary) -> None:
    with guarded(adversary.url, PATIENT) as model:
        *pieces, last = model.stream([SystemMessage("Answer."), HumanMessage(PROMPT)])
    assert len(pieces) > 2
    assert "".join(piece.text for piece in pieces) == "Interns begin in June [1]."
    assert last.usage_metadata == {"input_tokens": 11, "output_tokens": 6, "total_tokens": 17}
    assert last.response_metadata == {"finish_reason": "stop", "model_name": "m", "usage": "server"}
    (request,) = adversary.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert {name: request.body[name] for name in ("model", "temperature", "stream", "max_tokens")} == {
        "model": "m",
        "temperature": 0,
        "stream": True,
        "max_tokens": 64,
    }
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]


def test_it_tells_when_a_request_has_left_each_time(adversary: Adversary) -> None:
    left = threading.Semaphore(0)

    def answers(exchange: Exchange) -> None:
        # The model is still silent, so that it is the request that was told of.
        assert left.acquire(timeout=30)
        exchange.text("It begins.")
        exchange.finish("stop")

    def fails(exchange: Exchange) -> None:
        assert left.acquire(timeout=30)
        exchange.respond(500, {"error": {"message": "Internal error"}})

    adversary.play(fails, answers)
    with guarded(adversary.url, PATIENT) as model:
        assert model.bind(sent=left.release).invoke(PROMPT).text == "It begins."
        # Another question has its own listener, or none.
        adversary.play("copies")
        assert "".join(piece.text for piece in model.stream(PROMPT)) == "Interns begin in June [1]."
    assert not left.acquire(blocking=False)


def test_it_stands_in_a_chain_of_langchain(adversary: Adversary) -> None:
    with guarded(adversary.url, PATIENT) as model:
        chain = ChatPromptTemplate.from_messages([("human", "{said}")]) | model | StrOutputParser()
        assert "".join(chain.stream({"said": PROMPT})) == "Interns begin in June [1]."
        assert chain.invoke({"said": PROMPT}) == "Interns begin in June [1]."
        shorter = model.bind(max_tokens=5).invoke(PROMPT)
    assert adversary.requests[-1].body["max_tokens"] == 5
    assert isinstance(shorter, AIMessageChunk)
    assert shorter.usage_metadata is not None


REASONS: dict[str, ServerFailure] = {
    "status_400": "rejected",
    "status_401": "wrong_key",
    "status_402": "quota",
    "status_403": "forbidden",
    "status_404": "unknown_model",
    "status_429": "rate_limited",
    "status_429_soon": "rate_limited",
    "status_429_quota": "quota",
    "status_500": "server_error",
    "status_502": "server_error",
    "status_503": "server_error",
    "context": "context",
    "context_llama": "context",
    "content_filter": "content_filter",
    "redirect": "garbage",
    "html": "garbage",
    "repeats_key": "server_error",
    "silence": "timeout",
    "head_only": "timeout",
    "comments": "timeout",
    "empty_pieces": "timeout",
    "slow": "endless",
    "pause": "timeout",
    "pause_comments": "timeout",
    "drop": "cut",
    "drop_after_head": "cut",
    "cut": "cut",
    "no_end": "cut",
    "not_json": "garbage",
    "not_json_later": "garbage",
    "other_json": "garbage",
    "list_json": "garbage",
    "error_event": "server_error",
    "error_event_later": "server_error",
    "no_events": "garbage",
    "empty": "empty",
    "empty_length": "empty",
    "blank": "empty",
    "filtered": "content_filter",
    "refusal": "empty",
    "unlimited": "endless",
}


def test_every_failure_that_the_adversary_knows_has_its_reason() -> None:
    assert REASONS.keys() == FAILURES.keys()


@pytest.mark.parametrize(("play", "reason"), REASONS.items())
def test_each_failure_ends_in_one_clear_line(adversary: Adversary, play: str, reason: ServerFailure) -> None:
    adversary.play(play)
    log = StringIO()
    # Only what ends by a limit gets short ones: a busy machine is slow, too.
    limits = replace(QUICK, total=30) if reason == "timeout" else PATIENT
    with guarded(adversary.url, limits, traffic=Traffic(log)) as model:
        text, error = failing(model)
    assert error.reason == reason
    assert isinstance(error, BackendUnavailable)
    assert "\n" not in str(error)
    assert "openai:m" in str(error)
    assert len(str(error)) < 500
    assert KEY not in str(error) + log.getvalue() + error.notice
    assert "127.0.0.1" not in error.notice
    assert len(adversary.requests) <= 3
    if "later" in play or play in ("pause", "pause_comments", "cut"):
        assert text.startswith("The summer programme begins")
        assert len(adversary.requests) == 1, "what came is never asked for twice"


def test_a_server_that_trickles_ends_at_the_total_limit(adversary: Adversary) -> None:
    adversary.play("slow")
    with guarded(adversary.url, replace(PATIENT, total=0.5, max_tokens=3000)) as model:
        text, error = failing(model)
    assert error.reason == "timeout"
    assert "not done within 0.5 s" in str(error)
    assert text.startswith("word word")
    assert adversary.left.wait(10)


def test_nobody_listens() -> None:
    with nobody_listens() as url, guarded(url) as model:
        _, error = failing(model)
    assert error.reason == "unreachable"
    assert "start the server, or correct INTERNBOT_CHAT_BASE_URL" in str(error)


def test_no_connection_comes_about() -> None:
    with nobody_answers() as url, guarded(url, replace(PATIENT, connect=0.3)) as model:
        _, error = failing(model)
    assert error.reason == "timeout"
    assert "no connection within the limit" in str(error)


def test_a_name_that_does_not_exist() -> None:
    with guarded("http://no-such-host.invalid/v1") as model:
        assert failing(model)[1].reason == "unreachable"


def test_openai_itself_is_not_called_without_a_key() -> None:
    model = GuardedChatModel(
        Server("chat", "gpt-4.1-mini"), Tokens().count, QUICK, CircuitBreaker(lambda: 0.0)
    )
    text, error = failing(model)
    assert (text, error.reason) == ("", "no_key")
    assert "set INTERNBOT_CHAT_KEY (or OPENAI_API_KEY)" in str(error)


def test_a_server_that_wants_no_key_gets_none_of_ours(adversary: Adversary) -> None:
    with guarded(adversary.url, PATIENT, key=None) as model:
        assert model.invoke(PROMPT).text
    assert adversary.requests[0].headers["authorization"] == "Bearer none"


def test_a_server_that_wants_a_key_after_all(adversary: Adversary) -> None:
    adversary.play("status_401")
    with guarded(adversary.url, key=None) as model:
        assert failing(model)[1].reason == "no_key"


@pytest.mark.parametrize("play", ["status_429_soon", "status_503", "drop", "drop_after_head", "error_event"])
def test_what_may_be_gone_a_moment_later_is_tried_again(adversary: Adversary, play: str) -> None:
    adversary.play(play, play, "copies")
    with guarded(adversary.url, PATIENT) as model:
        assert model.invoke(PROMPT).text == "Interns begin in June [1]."
    assert len(adversary.requests) == 3


def test_attempts_are_bounded(adversary: Adversary) -> None:
    adversary.play("status_503")
    with guarded(adversary.url) as model:
        failing(model)
    assert len(adversary.requests) == 3


@pytest.mark.parametrize("play", ["status_401", "status_404", "context", "status_429", "html", "silence"])
def test_what_stays_wrong_is_not_tried_again(adversary: Adversary, play: str) -> None:
    adversary.play(play)
    with guarded(adversary.url) as model:
        error = failing(model)[1]
    assert len(adversary.requests) == 1
    assert error.retry_after == (120 if play == "status_429" else None)


def test_closing_the_stream_stops_the_request(adversary: Adversary) -> None:
    adversary.play("repeats_itself")
    with guarded(adversary.url, replace(PATIENT, max_tokens=3000)) as model:
        pieces = model.stream(PROMPT)
        next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        assert adversary.left.wait(10)


def test_closing_the_model_stops_all_that_runs(adversary: Adversary) -> None:
    asked = threading.Event()
    found: list[ChatModelError] = []

    def silent(exchange: Exchange) -> None:
        asked.set()
        exchange.wait()

    adversary.play(silent)
    with guarded(adversary.url, PATIENT) as model:
        waiting = threading.Thread(target=lambda: found.append(failing(model)[1]))
        waiting.start()
        assert asked.wait(10)
        model.close()
        waiting.join(10)
        assert [error.reason for error in found] == ["closed"]
        assert failing(model)[1].reason == "closed"


def test_an_answer_that_is_whole_does_not_wait_for_its_connection(adversary: Adversary) -> None:
    adversary.play("open_end")
    with guarded(adversary.url, replace(PATIENT, pause=0.3)) as model:
        whole = model.invoke(PROMPT)
    assert whole.text == "It begins in June [1]."
    assert whole.response_metadata["usage"] == "estimate"
    assert whole.usage_metadata is not None
    assert whole.usage_metadata["output_tokens"] > 3


def test_an_answer_cut_by_its_limit_says_so(adversary: Adversary) -> None:
    def full(exchange: Exchange) -> None:
        exchange.text("It begins in")
        exchange.finish("length", {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0})

    adversary.play(full)
    with guarded(adversary.url, PATIENT) as model:
        whole = model.invoke(PROMPT)
    assert whole.text == "It begins in"
    assert whole.response_metadata == {"finish_reason": "length", "model_name": "m", "usage": "estimate"}


def test_a_prompt_that_is_too_long_is_not_sent(adversary: Adversary) -> None:
    with (
        guarded(adversary.url, replace(QUICK, context_tokens=1024)) as model,
        pytest.raises(ChatModelError) as caught,
    ):
        list(model.stream("word " * 1000))
    assert caught.value.reason == "context"
    assert adversary.requests == []


def test_a_model_that_keeps_failing_is_left_alone_and_then_tried_again(adversary: Adversary) -> None:
    adversary.play("status_401")
    now = [0.0]
    with guarded(adversary.url, breaker=CircuitBreaker(lambda: now[0], failures=2, first_rest=10)) as model:
        assert [failing(model)[1].reason for _ in range(4)] == [
            "wrong_key",
            "wrong_key",
            "resting",
            "resting",
        ]
        assert len(adversary.requests) == 2
        now[0] = 11
        assert [failing(model)[1].reason for _ in range(2)] == ["wrong_key", "resting"]
        now[0] = 50
        adversary.play("copies")
        assert model.invoke(PROMPT).text
        assert model.invoke(PROMPT).text


def test_retry_after_is_believed_at_once(adversary: Adversary) -> None:
    adversary.play("status_429", "copies")
    now = [0.0]
    with guarded(adversary.url, breaker=CircuitBreaker(lambda: now[0])) as model:
        assert failing(model)[1].reason == "rate_limited"
        resting = failing(model)[1]
        assert (resting.reason, resting.retry_after) == ("resting", 120)
        now[0] = 121
        assert model.invoke(PROMPT).text


def test_a_refused_question_does_not_count_against_the_model(adversary: Adversary) -> None:
    adversary.play("content_filter")
    with guarded(adversary.url, breaker=CircuitBreaker(lambda: 0.0, failures=1)) as model:
        assert [failing(model)[1].reason for _ in range(3)] == ["content_filter"] * 3


def test_the_ceiling_of_a_day_holds_across_restarts(adversary: Adversary, tmp_path: Path) -> None:
    def spending(day: int) -> Spending:
        clock = fixed_clock(system_clock().date().replace(day=day))
        return Spending(tmp_path / FILE, 140, clock)

    with guarded(adversary.url, PATIENT, spending=spending(1)) as model:
        assert model.invoke(PROMPT).text
        assert spending(1).today() == 17, "what the server counted"
        assert model.invoke(PROMPT).text
    with guarded(adversary.url, PATIENT, spending=spending(1)) as model:
        assert model.invoke(PROMPT).text
        text, error = failing(model)
        assert (text, error.reason) == ("", "ceiling")
        assert "INTERNBOT_CHAT_DAILY_TOKENS" in str(error)
        assert model.bind(max_tokens=20).invoke(PROMPT).text, "a shorter answer still fits"
    with guarded(adversary.url, PATIENT, spending=spending(2)) as model:
        assert model.invoke(PROMPT).text
    assert spending(2).today() == 17


@pytest.mark.parametrize(
    ("play", "costs"), [("status_401", False), ("cut", True), ("silence", True), ("empty", True)]
)
def test_failures_cost_what_the_model_may_have_read(
    adversary: Adversary, tmp_path: Path, play: str, costs: bool
) -> None:
    adversary.play(play)
    spending = Spending(tmp_path / FILE, 10_000, system_clock)
    with guarded(adversary.url, spending=spending) as model:
        failing(model)
    assert (spending.today() > 0) is costs


def test_many_questions_at_once(adversary: Adversary) -> None:
    answers: list[str] = []
    with guarded(adversary.url, PATIENT) as model:
        threads = [
            threading.Thread(target=lambda: answers.append(model.invoke(PROMPT).text)) for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert answers == ["Interns begin in June [1]."] * 12


def test_traffic_is_printed_without_the_key(adversary: Adversary) -> None:
    log = StringIO()
    with guarded(adversary.url, PATIENT, traffic=Traffic(log)) as model:
        model.invoke(PROMPT)
    assert "When do interns begin?" in log.getvalue()
    assert "Interns begin in June [1]." in log.getvalue()
    assert KEY not in log.getvalue()


def test_what_came_before_a_failure_is_counted_and_printed(adversary: Adversary) -> None:
    adversary.play("cut")
    log, meter = StringIO(), Meter()
    with guarded(adversary.url, traffic=Traffic(log)) as model, meter.current():
        failing(model)
    (step,) = meter.steps
    assert (step.name, step.failed, step.counted) == ("chat model", "cut", "estimate")
    assert step.prompt_tokens is not None
    assert step.prompt_tokens > 20
    assert step.answer_tokens is not None
    assert step.answer_tokens > 3
    assert "The summer programme begins" in log.getvalue()


def test_it_is_made_from_settings(adversary: Adversary, tmp_path: Path) -> None:
    assert GuardedChatModel.of(Settings(), tmp_path, Tokens().count, system_clock) is None
    settings = Settings.load(
        {
            "INTERNBOT_CHAT_MODEL": "openai:some/model:1b",
            "INTERNBOT_CHAT_BASE_URL": adversary.url,
            "INTERNBOT_CHAT_MAX_TOKENS": "77",
        },
        None,
    )
    model = GuardedChatModel.of(settings, tmp_path, Tokens().count, system_clock)
    assert model is not None
    assert model.name == "openai:some/model:1b"
    assert model.invoke(PROMPT).text
    model.close()
    assert adversary.requests[0].body["model"] == "some/model:1b"
    assert adversary.requests[0].body["max_tokens"] == 77
    assert json.loads((tmp_path / FILE).read_text())["tokens"] == 17


def test_a_real_model_streams(llama_chat: LlamaServer) -> None:
    limits = replace(PATIENT, first_token=110, max_tokens=24, context_tokens=CONTEXT)
    with guarded(llama_chat.url, limits, key=None, model=llama_chat.model) as model:
        *pieces, last = model.stream("Say hello to a new intern in one short sentence.")
    text = "".join(piece.text for piece in pieces)
    assert len(pieces) >= 2
    assert text.strip()
    assert last.response_metadata["usage"] == "server"
    assert last.usage_metadata is not None
    assert 1 <= last.usage_metadata["output_tokens"] <= 24
    assert last.usage_metadata["input_tokens"] > 10


def test_a_real_server_says_that_a_prompt_is_too_long(llama_chat: LlamaServer) -> None:
    limits = replace(PATIENT, context_tokens=100_000)
    with (
        guarded(llama_chat.url, limits, key=None, model=llama_chat.model) as model,
        pytest.raises(ChatModelError) as caught,
    ):
        model.invoke("intern " * (CONTEXT + 500))
    assert caught.value.reason == "context"


def test_a_real_answer_can_be_left_in_the_middle(llama_chat: LlamaServer) -> None:
    with guarded(llama_chat.url, replace(PATIENT, max_tokens=500), key=None, model=llama_chat.model) as model:
        pieces = model.stream("Tell a long story about an internship.")
        assert next(pieces).text
        pieces.close()  # type: ignore[attr-defined]
        assert model.bind(max_tokens=3).invoke("Say hi.").text
