"""A result over the records as JSON: the contract's `listings`, with the whole record of each item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from internbot.answering.listing_answers import result, row
from internbot.listings.filters import ListingFilter
from internbot.listings.found import Found


def listing_result(found: Found, written: Callable[[ListingFilter], str]) -> dict[str, Any]:
    """The fields of `ListingResult`, and the order, the currency that pay was compared in, and what could not be.

    Where nothing matches, `lifted` names the conditions without which `nearest` was found.

    Args:
        found: the result.
        written: the textual form of a filter.
    """
    items = [
        row(one).model_dump(mode="json") | {"record": one.listing.model_dump(mode="json", exclude_none=True)}
        for one in found.rows
    ]
    return result(found, (), written).model_dump(mode="json") | {
        "items": items,
        "order": found.query.order,
        "currency": found.currency,
        "not_compared": dict(found.not_compared),
        "lifted": list(found.lifted),
        "nearest": listing_result(found.nearest, written) if found.nearest is not None else None,
    }
