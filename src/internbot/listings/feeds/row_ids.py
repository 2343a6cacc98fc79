"""Ids of rows that have none: from their address, which stays when rows are added above."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from internbot.listings.feeds.base import Draft
from internbot.listings.merging import posting_key


def with_lasting_ids(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The same drafts; those that are only numbered get an id from their address where it is theirs alone.

    Args:
        drafts: in their order; the id of one without an id of its own is its number in the file.
    """
    links = [posting_key(draft.apply_url) if draft.apply_url else "" for draft in drafts]
    counts = Counter(links)
    for draft, link in zip(drafts, links, strict=True):
        lasting = draft.id.isdecimal() and len(draft.id) < 8 and link and counts[link] == 1
        yield replace(draft, id=hashlib.sha256(link.encode()).hexdigest()[:12]) if lasting else draft
