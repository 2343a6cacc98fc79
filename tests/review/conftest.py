"""A database with reviewers, and a clock that a test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from internbot.conversations.store import ConversationStore
from internbot.database.opening import open_database
from internbot.review.accounts import Account, Accounts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PASSWORD = "seven quiet herons"


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_database(database)
    yield opened
    opened.dispose()


@pytest.fixture
def accounts(engine: Engine, time: Time) -> Accounts:
    # The real hash at its lowest cost: the tests make many accounts.
    return Accounts(engine, time, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def store(engine: Engine, time: Time) -> ConversationStore:
    return ConversationStore(engine, time)


@pytest.fixture
def ada(accounts: Accounts) -> Account:
    return accounts.add("Ada", PASSWORD, "admin", "a test")


@pytest.fixture
def ben(accounts: Accounts) -> Account:
    return accounts.add("Ben", PASSWORD, "reviewer", "a test")
