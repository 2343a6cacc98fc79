"""Model servers for all tests: real llama.cpp servers, each started once a session, and the adversary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chat_models.adversary import Adversary
from chat_models.llama import LlamaServer, running


@pytest.fixture(scope="session")
def llama_chat() -> Iterator[LlamaServer]:
    with running("chat") as server:
        yield server


@pytest.fixture(scope="session")
def llama_embeddings() -> Iterator[LlamaServer]:
    with running("embeddings") as server:
        yield server


@pytest.fixture
def adversary() -> Iterator[Adversary]:
    with Adversary() as server:
        yield server
