from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetching.board_server import BoardServer, board_server
from internbot.fetching.addresses import AddressRules
from internbot.fetching.fetcher import Fetcher, Limits
from internbot.fetching.kept_answers import KeptAnswers

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with board_server() as server:
        yield server


@pytest.fixture
def fetch(tmp_path: Path) -> Iterator[Fetcher]:
    """The real fetcher, allowed to ask this machine, and giving up at once."""
    limits = Limits(max_bytes=10_000_000, per_minute=1e9, attempts=1)
    with Fetcher(
        AddressRules.parse("127.0.0.1"), limits, KeptAnswers(tmp_path / "fetched"), lambda: NOW
    ) as fetcher:
        yield fetcher
