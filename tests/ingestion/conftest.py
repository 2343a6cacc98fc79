from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fetching.board_server import BoardServer, board_server
from fetching.greenhouse_shape import network_settings
from internbot.assistant import Assistant


class MovingClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with board_server() as server:
        yield server


@pytest.fixture
def assistant(tmp_path: Path, clock: MovingClock) -> Iterator[Assistant]:
    settings = network_settings(data=tmp_path / "data", knowledge=tmp_path / "knowledge")
    with Assistant.open(settings, clock=clock, write=True) as opened:
        yield opened
