from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from internbot.answering.source_conflicts import SourceConflict
from internbot.answering.source_facts import Fact
from internbot.errors import InvalidRequest, NotFound
from internbot.index.catalog import DocumentHead
from internbot.review.conflicts import Conflicts
from internbot.sources.documents import Span
from review.conftest import Time


def fact(document: str, sha256: str, text: str) -> Fact:
    head = DocumentHead(
        1, document, document, "article", None, date(2025, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), sha256
    )
    empty: frozenset[str] = frozenset()
    return Fact(
        head, Span(0, len(text)), text, ("money",), frozenset(), empty, empty, empty, empty, empty
    )  # fmt: skip


def conflict(sha256: str = "a" * 64) -> SourceConflict:
    return SourceConflict(
        "pay", fact("one.md", sha256, "31 dollars"), fact("other.md", "b" * 64, "34 dollars")
    )


class Stored:
    """What the sources say now."""

    def __init__(self) -> None:
        self.conflicts: Sequence[SourceConflict] = (conflict(),)

    def __call__(self) -> Sequence[SourceConflict]:
        return self.conflicts


def test_a_reason_holds_while_neither_text_changes(engine: Engine, time: Time) -> None:
    stored = Stored()
    conflicts = Conflicts(engine, time, stored)
    assert not conflicts.looked
    assert conflicts.open() == {}
    conflicts.look()
    ((key, found),) = conflicts.open().items()
    assert (found, conflicts.looked) == (conflict(), True)
    conflicts.set_aside(key, "Ada", "The second one is for doctoral interns.")
    assert conflicts.open() == {}
    conflicts.look()
    ((_, why),) = conflicts.aside().values()
    assert (why.by, why.at, why.reason) == ("Ada", time.now, "The second one is for doctoral interns.")
    # Another process reads the same.
    other = Conflicts(engine, time, stored)
    other.look()
    assert other.open() == {}
    stored.conflicts = (conflict("c" * 64),)
    conflicts.look()
    assert len(conflicts.open()) == 1
    assert conflicts.aside() == {}
    # The reason was for another text: it does not come back with the old one.
    stored.conflicts = (conflict(),)
    conflicts.look()
    assert len(conflicts.open()) == 1


def test_what_was_set_aside_is_taken_back(engine: Engine, time: Time) -> None:
    conflicts = Conflicts(engine, time, Stored())
    conflicts.look()
    (key,) = conflicts.open()
    conflicts.set_aside(key, "Ada", "first")
    conflicts.set_aside(key, "Ben", "second")
    assert conflicts.aside()[key][1].by == "Ben"
    conflicts.set_asides.take_back(key)
    assert list(conflicts.open()) == [key]


def test_a_reason_is_needed(engine: Engine, time: Time) -> None:
    conflicts = Conflicts(engine, time, Stored())
    conflicts.look()
    (key,) = conflicts.open()
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InvalidRequest):
            conflicts.set_aside(key, "Ada", reason)
    with pytest.raises(NotFound):
        conflicts.set_aside("nothing", "Ada", "why")
