"""Looking again by itself: when, after what, and that it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fetching.board_server import BoardServer, board_server, broken
from fetching.greenhouse_shape import ASKED, PATH, board_of, network_settings
from ingestion.conftest import MovingClock
from internbot.assistant import Assistant
from internbot.refreshing import FIRST_RETRY, Refresher
from internbot.schedules import Scheduled

EVERY = timedelta(hours=6)


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with board_server() as server:
        server.put(ASKED, board_of(1, 2))
        yield server


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def assistant(tmp_path: Path, clock: MovingClock) -> Iterator[Assistant]:
    settings = network_settings(data=tmp_path / "data", knowledge=tmp_path / "knowledge")
    with Assistant.open(settings, clock=clock, write=True) as opened:
        yield opened


def source_of(board: BoardServer) -> str:
    return f"greenhouse:{board.address}{PATH.removesuffix('/jobs')}"


def refresher(assistant: Assistant, clock: MovingClock, *sources: Scheduled) -> Refresher:
    return Refresher(assistant.intake, list(sources), clock, chance=lambda: 0.5)


def test_it_looks_when_due_and_only_then(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    refresh = refresher(assistant, clock, Scheduled(source_of(board), EVERY))
    assert refresh.look() == EVERY.total_seconds()
    assert len(board.asked) == 1
    assert assistant.records.find().total == 2
    clock.pass_by(hours=5)
    assert refresh.look() == 3600
    # A server that is started again goes on with the same plan.
    assert refresher(assistant, clock, Scheduled(source_of(board), EVERY)).look() == 3600
    assert len(board.asked) == 1
    board.put(ASKED, board_of(1))
    clock.pass_by(hours=1)
    refresh.look()
    assert len(board.asked) == 2
    assert {row.status for row in assistant.records.find().rows} == {"open", "closed"}
    (state,) = assistant.intake.states()
    assert (state.looked, state.next) == (clock.now, clock.now + EVERY)


def test_what_was_just_looked_at_by_hand_is_not_due(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    assistant.ingest([source_of(board)])
    clock.pass_by(hours=1)
    assert refresher(assistant, clock, Scheduled(source_of(board), EVERY)).look() == 5 * 3600
    assert len(board.asked) == 1


def test_a_shorter_interval_takes_effect_at_once(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    refresher(assistant, clock, Scheduled(source_of(board), timedelta(days=30))).look()
    hour = timedelta(hours=1)
    assert refresher(assistant, clock, Scheduled(source_of(board), hour)).look() <= hour.total_seconds() * 1.1


def test_after_failures_it_waits_longer_each_time_and_says_why(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    refresh = refresher(assistant, clock, Scheduled(source_of(board), EVERY))
    waits = []
    for _ in range(9):
        board.next(ASKED, broken(403))
        waits.append(refresh.look())
        clock.pass_by(seconds=waits[-1])
    first = FIRST_RETRY.total_seconds()
    assert waits[:4] == [first, 2 * first, 4 * first, 8 * first]
    assert waits[-1] == EVERY.total_seconds()
    (state,) = assistant.intake.states()
    assert (state.failures, state.succeeded) == (9, None)
    assert "403" in str(state.failure)
    assert refresh.look() == EVERY.total_seconds()
    (state,) = assistant.intake.states()
    assert (state.failures, state.failure, state.listings) == (0, None, 2)


def test_one_source_that_fails_does_not_stop_the_others(
    assistant: Assistant, board: BoardServer, clock: MovingClock, tmp_path: Path
) -> None:
    missing, unknown = str(tmp_path / "nowhere"), "nokind:acme"
    refresh = refresher(
        assistant,
        clock,
        *(Scheduled(source, EVERY) for source in (unknown, missing, source_of(board))),
    )
    refresh.look()
    assert assistant.records.find().total == 2
    states = {state.uri: state for state in assistant.intake.states()}
    assert "no such file" in str(states[missing].failure)
    assert states[missing].next == clock.now + FIRST_RETRY


def test_what_is_named_no_more_is_not_planned_any_more(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    refresher(assistant, clock, Scheduled(source_of(board), EVERY)).look()
    ended = Refresher(assistant.intake, [], clock, wait=lambda _seconds: True)
    ended.run()
    (state,) = assistant.intake.states()
    assert (state.next, state.listings) == (None, 2)


def test_the_thread_looks_waits_and_ends(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    waited: list[float] = []
    looked = threading.Event()
    go_on = threading.Event()

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        looked.set()
        return go_on.wait(60)

    with Refresher(
        assistant.intake, [Scheduled(source_of(board), EVERY)], clock, wait=wait, chance=lambda: 0.5
    ):
        assert looked.wait(60)
        assert assistant.records.find().total == 2
        go_on.set()
    assert waited == [3600.0]  # at most an hour at once: the machine may have slept
