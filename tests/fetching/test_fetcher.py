"""The fetcher against a board on a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from fetching.board_server import BoardServer, Page, broken, redirect, too_many
from internbot.errors import FetchError, PageGone
from internbot.fetching.addresses import AddressRules
from internbot.fetching.fetcher import Fetcher, Limits, canonical
from internbot.fetching.kept_answers import KeptAnswers
from internbot.fetching.requests import Request

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
JOBS = {"jobs": [{"id": 1, "title": "Intern"}]}
PATH = "/v1/boards/acme/jobs"


class Bench:
    """A fetcher whose waits take no time, and are remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waits: list[float] = []
        self.now = NOW
        self.ticks = 0.0
        self.resolved: list[str] = []
        self.names: dict[str, list[list[str]]] = {}
        self._open: list[Fetcher] = []

    def fetcher(self, *, allow: str = "127.0.0.1", **limits: float) -> Fetcher:
        given = {"max_bytes": 1_000_000, "seconds": 5.0, "per_minute": 1e9} | limits
        made = Fetcher(
            AddressRules.parse(allow),
            Limits(**given),  # type: ignore[arg-type]
            KeptAnswers(self.folder),
            lambda: self.now,
            sleep=self._sleep,
            monotonic=lambda: self.ticks,
            chance=lambda: 0.5,
            resolve=self._resolve,
        )
        self._open.append(made)
        return made

    def close(self) -> None:
        for one in self._open:
            one.close()

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.ticks += seconds

    def _resolve(self, host: str, _port: int) -> list[str]:
        self.resolved.append(host)
        turns = self.names.get(host)
        return (turns.pop(0) if len(turns) > 1 else turns[0]) if turns else [host]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "fetched")
    yield made
    made.close()


def test_an_answer_with_what_was_asked(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS, media_type="application/json; charset=utf-8", compressed=True)
    got = bench.fetcher()(Request(board.address + PATH))
    assert (json.loads(got.body), got.media_type, got.retrieved) == (JOBS, "application/json", NOW)
    headers = board.asked[0].headers
    assert headers["User-Agent"].startswith("internbot/")
    assert headers["Host"] == f"127.0.0.1:{board.port}"


def test_a_post_carries_its_json(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    bench.fetcher()(Request(board.address + PATH, {"offset": 20}))
    assert (board.asked[0].method, json.loads(board.asked[0].body)) == ("POST", {"offset": 20})


def test_what_has_not_changed_is_not_sent_again(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    board.put(PATH + "?page=2", {"jobs": []}, etag=False, last_modified="Sun, 22 Nov 2026 08:00:00 GMT")
    for day in range(2):
        bench.now = NOW + timedelta(days=day)
        fetch = bench.fetcher()
        one, two = (fetch(Request(board.address + path)) for path in (PATH, PATH + "?page=2"))
        assert (json.loads(one.body), json.loads(two.body)) == (JOBS, {"jobs": []})
        assert one.retrieved == bench.now
    assert "If-None-Match" in board.asked[2].headers
    assert "If-Modified-Since" in board.asked[3].headers
    board.put(PATH, {"jobs": []})
    assert json.loads(bench.fetcher()(Request(board.address + PATH)).body) == {"jobs": []}


def test_a_kept_answer_that_is_damaged_is_asked_for_anew(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    bench.fetcher()(Request(board.address + PATH))
    (kept,) = bench.folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-4])
    assert json.loads(bench.fetcher()(Request(board.address + PATH)).body) == JOBS
    assert "If-None-Match" not in board.asked[1].headers


def test_answers_that_nobody_asked_for_in_months_are_forgotten(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    bench.fetcher()(Request(board.address + PATH))
    (kept,) = bench.folder.iterdir()
    written = datetime.fromtimestamp(kept.stat().st_mtime, UTC)
    KeptAnswers(bench.folder).tidy(written + timedelta(days=80))
    assert kept.exists()
    KeptAnswers(bench.folder).tidy(written + timedelta(days=100))
    assert not kept.exists()


@pytest.mark.parametrize("bad", [broken(500), broken(503), "truncated", "reset", "half compressed"])
def test_what_fails_once_is_tried_again(bench: Bench, board: BoardServer, bad: Page) -> None:
    board.put(PATH, JOBS)
    board.next(PATH, bad)
    assert json.loads(bench.fetcher()(Request(board.address + PATH)).body) == JOBS
    assert len(board.asked) == 2
    assert bench.waits == [1.0]


def test_waits_grow_and_end(bench: Bench, board: BoardServer) -> None:
    board.next(PATH, *[broken()] * 9)
    with pytest.raises(FetchError, match="answered 503, 4 times"):
        bench.fetcher()(Request(board.address + PATH))
    assert bench.waits == [1.0, 2.0, 4.0]
    assert len(board.asked) == 4


def test_a_server_is_given_the_time_that_it_asks_for(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    board.next(PATH, too_many(7), too_many(until))
    bench.fetcher()(Request(board.address + PATH))
    assert bench.waits[0] == 7.5
    assert 28 <= bench.waits[1] <= 32  # counted from the server's own Date


def test_a_server_that_asks_for_an_hour_is_left_alone(bench: Bench, board: BoardServer) -> None:
    board.next(PATH, too_many(3600))
    with pytest.raises(FetchError, match="wait 3600 seconds"):
        bench.fetcher()(Request(board.address + PATH))
    assert (len(board.asked), bench.waits) == (1, [])


@pytest.mark.parametrize("trouble", ["slow headers", "slow body"])
def test_a_server_that_drips_does_not_hold_us(bench: Bench, board: BoardServer, trouble: Page) -> None:
    board.next(PATH, trouble, trouble)
    with pytest.raises(FetchError, match=r"no complete answer within 0\.3 seconds, 2 times"):
        bench.fetcher(seconds=0.3, attempts=2)(Request(board.address + PATH))


@pytest.mark.parametrize("trouble", ["endless", "bomb"])
def test_a_body_without_end_is_cut_short_and_not_asked_for_again(
    bench: Bench, board: BoardServer, trouble: Page
) -> None:
    board.next(PATH, trouble)
    with pytest.raises(FetchError, match=r"over the limit of .* MiB; raise INTERNBOT_MAX_FILE_MB"):
        bench.fetcher()(Request(board.address + PATH))
    assert len(board.asked) == 1


def test_a_length_over_the_limit_is_refused_before_the_body(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, b"x" * 2_000_000)
    with pytest.raises(FetchError, match="over the limit"):
        bench.fetcher()(Request(board.address + PATH))


def test_redirects_are_followed_and_end(bench: Bench, board: BoardServer) -> None:
    board.put("/new", JOBS)
    board.next("/old", redirect("/new", 301))
    assert bench.fetcher()(Request(f"{board.address}/old")).url == f"{board.address}/new"
    board.next("/loop", *[redirect("/loop")] * 9)
    with pytest.raises(FetchError, match="more than 5 redirects"):
        bench.fetcher()(Request(f"{board.address}/loop"))


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://localhost/",
        "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "ftp://example.com/x", "//user:pw@127.0.0.1/",
    ],
)  # fmt: skip
def test_a_redirect_leads_nowhere_that_is_refused(bench: Bench, board: BoardServer, target: str) -> None:
    bench.names["localhost"] = [["127.0.0.3"]]
    board.next(PATH, redirect(target))
    with pytest.raises(FetchError, match=r"no public address|only http and https|password"):
        bench.fetcher()(Request(board.address + PATH))
    assert len(board.asked) == 1


def test_without_an_exception_the_own_machine_is_not_asked(bench: Bench, board: BoardServer) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is no public address; INTERNBOT_FETCH_ALLOW"):
        bench.fetcher(allow="")(Request(board.address + PATH))
    assert board.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(bench: Bench, board: BoardServer) -> None:
    """A name that resolves to another address at each question is resolved once for each request."""
    board.put(PATH, JOBS)
    bench.names["board.example"] = [["127.0.0.1"], ["10.9.9.9"]]
    fetch = bench.fetcher()
    fetch(Request(f"http://board.example:{board.port}{PATH}"))
    assert bench.resolved == ["board.example"]
    assert board.asked[0].headers["Host"] == f"board.example:{board.port}"
    with pytest.raises(FetchError, match=r"10\.9\.9\.9"):
        fetch(Request(f"http://board.example:{board.port}{PATH}"))


def test_of_several_addresses_one_that_answers_is_enough(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    bench.names["board.example"] = [["127.0.0.9", "127.0.0.1"]]
    fetch = bench.fetcher(allow="127.0.0.0/8")
    assert json.loads(fetch(Request(f"http://board.example:{board.port}{PATH}")).body) == JOBS


def test_requests_to_one_host_are_spaced(bench: Bench, board: BoardServer) -> None:
    board.put(PATH, JOBS)
    fetch = bench.fetcher(per_minute=120)
    for _ in range(3):
        fetch(Request(board.address + PATH))
    assert bench.waits == [0.5, 0.5]


def test_nothing_of_the_environment_sends_requests_elsewhere(
    bench: Bench, board: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    board.put(PATH, JOBS)
    assert json.loads(bench.fetcher()(Request(board.address + PATH)).body) == JOBS


@pytest.mark.parametrize(
    ("status", "kind"), [(404, PageGone), (410, PageGone), (403, FetchError), (418, FetchError)]
)
def test_other_answers_are_told_with_their_status(
    bench: Bench, board: BoardServer, status: int, kind: type[FetchError]
) -> None:
    board.next(PATH, Page(b"", status=status))
    with pytest.raises(FetchError, match=str(status)) as raised:
        bench.fetcher()(Request(board.address + PATH))
    assert type(raised.value) is kind
    assert len(board.asked) == 1


def test_what_the_waiting_raises_ends_the_fetch(bench: Bench, board: BoardServer) -> None:
    class Stopped(Exception):
        pass

    def stop(_seconds: float) -> None:
        raise Stopped

    board.next(PATH, broken())
    with (
        Fetcher(
            AddressRules.parse("127.0.0.1"), Limits(1_000), KeptAnswers(bench.folder), lambda: NOW, sleep=stop
        ) as fetch,
        pytest.raises(Stopped),
    ):
        fetch(Request(board.address + PATH))


def test_an_address_is_written_one_way() -> None:
    assert canonical("HTTPS://Example.COM:443/Jobs?b=1#top") == "https://example.com/Jobs?b=1"
    for wrong in ("ftp://example.com", "https://", "https://me:secret@example.com/", "http://[1::/"):
        with pytest.raises(FetchError):
            canonical(wrong)
