from __future__ import annotations

import pytest

from internbot.errors import TooManyRequests
from internbot.sites.limits import Limits
from internbot.sites.site import Budgets


def test_a_visitor_over_the_budget_is_told_when_to_come_back_and_others_go_on() -> None:
    limits, budgets = Limits(), Budgets(visitor_minute=2)
    limits.take(budgets, "lab", "ann")
    limits.take(budgets, "lab", "ann")
    with pytest.raises(TooManyRequests, match="within a minute") as told:
        limits.take(budgets, "lab", "ann")
    assert 0 < told.value.retry_after <= 61
    limits.take(budgets, "lab", "bob")
    limits.take(budgets, "other", "ann")


def test_a_sites_budget_holds_for_all_its_visitors() -> None:
    limits, budgets = Limits(), Budgets(site_minute=3)
    for visitor in ("a", "b", "c"):
        limits.take(budgets, "lab", visitor)
    with pytest.raises(TooManyRequests, match="Many people"):
        limits.take(budgets, "lab", "d")
    limits.take(budgets, "other", "d")


def test_a_day_has_a_budget_too() -> None:
    limits, budgets = Limits(), Budgets(visitor_minute=100, visitor_day=2, site_minute=100)
    limits.take(budgets, "lab", "ann")
    limits.take(budgets, "lab", "ann")
    with pytest.raises(TooManyRequests, match=r"today.*hours") as told:
        limits.take(budgets, "lab", "ann")
    assert told.value.retry_after > 3600


def test_what_is_refused_is_not_counted() -> None:
    limits = Limits()
    tight, wide = Budgets(visitor_minute=1), Budgets(visitor_minute=1, site_minute=2)
    limits.take(tight, "lab", "ann")
    for _ in range(5):
        with pytest.raises(TooManyRequests):
            limits.take(tight, "lab", "ann")
    limits.take(wide, "lab", "bob")
