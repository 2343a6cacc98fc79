"""Follow-ups to a result over the records, each of which finds something, and less than there is now."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from internbot.listings.condition_names import label
from internbot.listings.filters import Days, ListingFilter
from internbot.listings.found import Found

Count = Callable[[ListingFilter], int]
"""Number of the records that meet a filter."""

_GROUPED_FROM = 5
"""Records from which counting them by city says more than listing them."""


def narrowings(found: Found, count: Count, today: date, most: int = 3) -> tuple[str, ...]:
    """Questions that narrow a result, in words that follow on its question.

    Args:
        found: the result; where nothing matched, the suggestion is to let go of what was in the way.
        count: counts over the same records.
        today: of the injected clock.
        most: how many questions.
    """
    base = found.query.filter
    if not found.total:
        return _widenings(found)
    fitting = (
        question
        for question, narrower in _candidates(base, today)
        if narrower != base and 0 < count(narrower) < found.total
    )
    questions = list(islice(fitting, most))
    if len(questions) < most and found.total >= _GROUPED_FROM and found.query.group_by is None:
        questions.append("How many of those are there per city?")
    return tuple(questions)


def _candidates(base: ListingFilter, today: date) -> Iterator[tuple[str, ListingFilter]]:
    """Follow-ups with the filter that each leads to, the most useful first; held conditions are left alone."""
    if not base.status:
        yield "Only the open ones", base.model_copy(update={"status": ("open",)})
    if base.closes is None and "deadline" not in (*base.stated, *base.not_stated):
        month_end = date(today.year, today.month, monthrange(today.year, today.month)[1])
        this_month = Days(first=date(today.year, today.month, 1), last=month_end)
        yield "Which of those close this month?", base.model_copy(update={"closes": this_month})
    if not base.employment_types:
        yield "Only the internships", base.model_copy(update={"employment_types": ("internship",)})
    if not base.remote:
        yield "Only the remote ones", base.model_copy(update={"remote": ("yes",)})
    if not base.sponsorship:
        yield "Which of those sponsor visas?", base.model_copy(update={"sponsorship": ("yes",)})


def _widenings(found: Found) -> tuple[str, ...]:
    if found.nearest is None:
        return ()
    # Named as the page's conditions are, which is what a follow-up takes them by.
    return tuple(f"Without the condition on {label(name)}" for name in found.lifted[:1])
