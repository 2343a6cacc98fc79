"""A result over the records as JSON: the contract's `listings`, with the whole record of each item."""

from __future__ import annotations

from typing import Any

from internbot.answering.answers import ListingResult
from internbot.answering.listing_answers import row
from internbot.listings.store import Found


def listing_result(found: Found, where: str) -> dict[str, Any]:
    """The fields of `ListingResult`, and the order, the currency that pay was compared in, and what could not be.

    Where nothing matches, `lifted` names the conditions without which `nearest` was found.

    Args:
        found: the result.
        where: the text of its filter.
    """
    query = found.query
    result = ListingResult(
        filters=query.filter.chips(),
        where=where,
        total=found.total,
        open=found.open,
        undated=found.unknown,
        closed=found.closed,
        items=(),
        uninterpreted=query.uninterpreted,
        groups=dict(found.groups) if found.groups is not None else None,
    )
    items = [
        row(one).model_dump(mode="json") | {"record": one.listing.model_dump(mode="json", exclude_none=True)}
        for one in found.rows
    ]
    return result.model_dump(mode="json") | {
        "items": items,
        "order": query.order,
        "currency": found.currency,
        "not_compared": dict(found.not_compared),
        "lifted": list(found.lifted),
        "nearest": listing_result(found.nearest, "") if found.nearest is not None else None,
    }
