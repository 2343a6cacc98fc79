from __future__ import annotations

from collections.abc import Iterator

import pytest

from fetching.board_server import BoardServer, board_server


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with board_server() as server:
        yield server
