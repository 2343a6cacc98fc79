"""How it goes: questions, answers, verdicts, waiting, cost, by day and by site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.conversations import tables as conversations
from internbot.prices import Prices
from internbot.review import tables
from internbot.review.accounts import aware


@dataclass(slots=True)
class Day:
    """What one day (UTC) was like.

    Attributes:
        read: tokens that the chat model read; `written`: those that it wrote.
        waits: milliseconds until the first sentence, one a question.
    """

    day: date
    asked: int = 0
    answered: int = 0
    declined: int = 0
    liked: int = 0
    disliked: int = 0
    right: int = 0
    not_right: int = 0
    read: int = 0
    written: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def wait(self) -> float:
        """Median milliseconds until the first sentence; 0 where nothing was asked."""
        return median(self.waits) if self.waits else 0.0


@dataclass(frozen=True, slots=True)
class Numbers:
    """Some days, oldest first, with what was asked and cited most in them."""

    days: tuple[Day, ...]
    questions: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]


_COLUMNS = (
    "day", "asked", "answered", "declined", "liked", "disliked", "right", "not_right", "tokens_read", "tokens_written",
    "first_sentence_ms",
)  # fmt: skip


def columns(prices: Prices | None) -> tuple[str, ...]:
    """Names of the cells of `rows`; those of the cost only where there are prices."""
    return (*_COLUMNS, "cost", "currency") if prices else _COLUMNS


def numbers(engine: Engine, now: datetime, days: int, site: str | None = None, *, most: int = 10) -> Numbers:
    """The numbers of the last `days` days, today included.

    Args:
        site: only what was asked there.
        most: how many of the questions and sources to name.
    """
    first = now.date() - timedelta(days=days - 1)
    begin = datetime(first.year, first.month, first.day, tzinfo=now.tzinfo)
    items, feedback, verdicts, cited = (
        tables.items,
        conversations.feedback,
        tables.verdicts,
        conversations.cited,
    )
    made = {first + timedelta(days=at): Day(first + timedelta(days=at)) for at in range(days)}
    where = [items.c.asked >= begin] + ([items.c.site == site] if site is not None else [])
    asked: Counter[str] = Counter()
    words: dict[str, str] = {}
    sites: Counter[str] = Counter()
    with engine.connect() as connection:
        rows = sa.select(items, feedback.c.liked).outerjoin(feedback, feedback.c.turn == items.c.turn)
        for row in connection.execute(rows.where(*where)):
            day = made.get(aware(row.asked).date())
            if day is None:
                continue
            day.asked += 1
            day.answered += row.status == "answered"
            day.declined += row.status == "declined"
            day.liked += row.liked is True
            day.disliked += row.liked is False
            day.read += row.tokens - row.answer_tokens
            day.written += row.answer_tokens
            day.waits.append(row.first_sentence_ms)
            if row.status in ("answered", "declined"):
                asked[row.meaning] += 1
                words[row.meaning] = row.question
            sites[row.site or "own pages"] += 1
        said = sa.select(verdicts.c.verdict, verdicts.c.at).join(items, items.c.turn == verdicts.c.turn)
        for row in connection.execute(
            said.where(verdicts.c.part == "answer", verdicts.c.at >= begin, *where[1:])
        ):
            day = made.get(aware(row.at).date())
            if day is not None:
                day.right += row.verdict == "right"
                day.not_right += row.verdict != "right"
        number = sa.func.count(sa.distinct(cited.c.turn))
        sources = (
            sa.select(cited.c.document, number.label("number"))
            .join(items, items.c.turn == cited.c.turn)
            .where(*where)
            .group_by(cited.c.document)
            .order_by(number.desc(), cited.c.document)
            .limit(most)
        )
        used = tuple((row.document, row.number) for row in connection.execute(sources))
    top = tuple((words[meaning], times) for meaning, times in asked.most_common(most))
    return Numbers(tuple(made.values()), top, used, tuple(sites.most_common()))


def rows(found: Numbers, prices: Prices | None) -> list[list[str | int | float]]:
    """The days as rows of a table, in the order of `columns`; costs are those of today's prices."""
    return [
        [
            day.day.isoformat(), day.asked, day.answered, day.declined, day.liked, day.disliked, day.right,
            day.not_right, day.read, day.written, round(day.wait, 1), *_cost(day, prices),
        ]
        for day in found.days
    ]  # fmt: skip


def _cost(day: Day, prices: Prices | None) -> list[str | float]:
    return [round(prices.cost(day.read, day.written), 6), prices.currency] if prices else []
