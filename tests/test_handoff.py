from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from internbot.errors import BackendUnavailable, InternbotError, InvalidRequest, NotFound
from internbot.handoff import CLIENTS, ClientGone, Emit, HandoffClient, HandoffServer, Json


class Handlers:
    """Handlers with the events that a test waits for."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.go_on = threading.Event()
        self.stopped = threading.Event()

    def count(self, request: Json, emit: Emit) -> Json:
        for step in range(request["to"]):
            emit({"step": step})
        return {"counted": request["to"], "said": request.get("said")}

    def fail(self, request: Json, emit: Emit) -> Json:
        raise made({kind.code: kind for kind in told()}[request["code"]])

    def break_down(self, request: Json, emit: Emit) -> Json:
        raise ValueError("a secret detail")

    def endless(self, request: Json, emit: Emit) -> Json:
        try:
            while True:
                emit({})
                self.started.set()
        except ClientGone:
            self.stopped.set()
            raise

    def wait(self, request: Json, emit: Emit) -> Json:
        self.started.set()
        assert self.go_on.wait(30)
        return {}


def subclasses(kind: type[InternbotError]) -> Iterator[type[InternbotError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from subclasses(child)


def told() -> list[type[InternbotError]]:
    """Those with a code of their own."""
    return [kind for kind in subclasses(InternbotError) if "code" in vars(kind)]


def made(kind: type[InternbotError]) -> InternbotError:
    return kind.rebuilt("in one line", {"retry_after": 2.5, "reason": "timeout", "notice": "It is slow."})


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


@pytest.fixture
def server(tmp_path: Path, handlers: Handlers) -> Iterator[HandoffServer]:
    names = ("count", "fail", "break_down", "endless", "wait")
    with HandoffServer(tmp_path, {name: getattr(handlers, name) for name in names}) as running:
        yield running


@pytest.fixture
def client(server: HandoffServer) -> Iterator[HandoffClient]:
    with HandoffClient(server.address, server.authkey) as connected:
        yield connected


def test_progress_and_then_the_result(client: HandoffClient) -> None:
    steps: list[Json] = []
    assert client.call("count", {"to": 3, "said": "é\ud800"}, steps.append) == {
        "counted": 3,
        "said": "é\ud800",
    }
    assert steps == [{"step": 0}, {"step": 1}, {"step": 2}]
    assert client.call("count", {"to": 0}) == {"counted": 0, "said": None}


@pytest.mark.parametrize("kind", told())
def test_every_error_arrives_as_what_it_was(client: HandoffClient, kind: type[InternbotError]) -> None:
    with pytest.raises(kind, match=r"^in one line$") as caught:
        client.call("fail", {"code": kind.code})
    assert type(caught.value) is kind
    assert caught.value.details() == made(kind).details()


def test_a_bug_in_the_server_tells_no_details(
    client: HandoffClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(InternbotError, match="its log says why"):
        client.call("break_down", {})
    assert "a secret detail" in caplog.text
    assert client.call("count", {"to": 0})["counted"] == 0


def test_an_unknown_command_is_refused(client: HandoffClient) -> None:
    with pytest.raises(InvalidRequest):
        client.call("remove everything", {})


def test_bytes_that_are_no_request_are_refused(server: HandoffServer) -> None:
    with Client(server.address, family="AF_UNIX", authkey=server.authkey) as raw:
        for message in (b"\xff", b"{}", b'"count"', b'{"command": ["count"]}', b"[" * 100_000):
            raw.send_bytes(message)
            assert b"invalid_request" in raw.recv_bytes()


def test_a_client_without_the_key_is_refused(server: HandoffServer) -> None:
    with pytest.raises(BackendUnavailable):
        HandoffClient(server.address, b"guessed")


def test_the_work_ends_with_its_client(server: HandoffServer, handlers: Handlers) -> None:
    impatient = Client(server.address, family="AF_UNIX", authkey=server.authkey)
    impatient.send_bytes(b'{"command": "endless"}')
    assert handlers.started.wait(30)
    impatient.close()
    assert handlers.stopped.wait(30)


def test_the_work_ends_with_the_server(server: HandoffServer, handlers: Handlers) -> None:
    failures: list[BaseException] = []

    def call() -> None:
        try:
            with HandoffClient(server.address, server.authkey) as client:
                client.call("endless", {})
        except InternbotError as error:
            failures.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    assert handlers.started.wait(30)
    server.close()
    assert handlers.stopped.wait(30)
    thread.join(30)
    assert [type(failure) for failure in failures] == [BackendUnavailable]
    with pytest.raises(BackendUnavailable):
        HandoffClient(server.address, server.authkey)


def test_clients_are_served_side_by_side(server: HandoffServer, handlers: Handlers) -> None:
    with (
        HandoffClient(server.address, server.authkey) as slow,
        HandoffClient(server.address, server.authkey) as quick,
    ):
        waiting = threading.Thread(target=slow.call, args=("wait", {}))
        waiting.start()
        assert handlers.started.wait(30)
        assert quick.call("count", {"to": 1})["counted"] == 1
        handlers.go_on.set()
        waiting.join(30)


def test_one_client_too_many_waits_for_its_turn(server: HandoffServer) -> None:
    first = [HandoffClient(server.address, server.authkey) for _ in range(CLIENTS)]
    results: list[Json] = []

    def last() -> None:
        with HandoffClient(server.address, server.authkey) as client:
            results.append(client.call("count", {"to": 1}))

    thread = threading.Thread(target=last)
    thread.start()
    thread.join(0.5)
    assert results == []
    for client in first:
        client.close()
    thread.join(30)
    assert [result["counted"] for result in results] == [1]


def test_a_client_that_never_proves_itself_keeps_nobody_waiting(server: HandoffServer) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(server.address)
        with HandoffClient(server.address, server.authkey) as client:
            assert client.call("count", {"to": 0})["counted"] == 0


def test_a_long_path_is_replaced_by_a_private_short_one(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    with HandoffServer(folder, {"hello": lambda _request, _emit: {}}) as server:
        assert len(server.address) < 100
        assert Path(server.address).parent.stat().st_mode & 0o077 == 0
        with HandoffClient(server.address, server.authkey) as client:
            assert client.call("hello", {}) == {}
    assert not Path(server.address).parent.exists()


def test_what_a_killed_server_left_is_replaced(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tmp_path / "server.sock"))
    with HandoffServer(tmp_path, {}) as server:
        HandoffClient(server.address, server.authkey).close()
    assert not Path(server.address).exists()


def test_only_the_owner_reaches_the_socket(server: HandoffServer) -> None:
    assert Path(server.address).stat().st_mode & 0o777 == 0o600


def test_not_found_keeps_its_message(client: HandoffClient) -> None:
    with pytest.raises(NotFound, match="in one line"):
        client.call("fail", {"code": "not_found"})
