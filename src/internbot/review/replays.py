"""What would be said today instead of a past answer, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from internbot.answering.answers import Answer


@dataclass(frozen=True, slots=True)
class Replay:
    """A past answer beside today's.

    Attributes:
        same: whether both say the same from the same words of the same sources.
        gone: sentences that are no longer said.
        new: sentences that are said now.
        sources: what became of each cited document: unchanged, changed or gone.
        changed: names of what else differs: status, model, prompt, filter, total, approval.
    """

    same: bool
    gone: tuple[str, ...]
    new: tuple[str, ...]
    sources: dict[str, str]
    changed: tuple[str, ...]


def compare(then: Answer, now: Answer, hashes: Mapping[str, str]) -> Replay:
    """Compare two answers to one question.

    Args:
        hashes: of the cited documents' texts as they are now; those that are gone are left out.
    """
    said_then = [one.text for one in then.sentences]
    said_now = [one.text for one in now.sentences]
    sources = {
        one.document: "gone"
        if one.document not in hashes
        else "unchanged"
        if hashes[one.document] == one.sha256
        else "changed"
        for one in then.citations
    }
    pairs = {
        "status": (then.status, now.status),
        "model": (then.model, now.model),
        "prompt": (then.prompt, now.prompt),
        "filter": (then.listings and then.listings.where, now.listings and now.listings.where),
        "total": (then.listings and then.listings.total, now.listings and now.listings.total),
        "approval": (then.approved_by, now.approved_by),
    }
    gone = tuple(text for text in said_then if text not in said_now)
    new = tuple(text for text in said_now if text not in said_then)
    changed = tuple(name for name, (before, after) in pairs.items() if before != after)
    places = [
        [(one.document, one.sha256, one.start, one.end) for one in answer.citations] for answer in (then, now)
    ]
    same = not gone and not new and places[0] == places[1] and then.status == now.status
    return Replay(same, gone, new, sources, changed)
