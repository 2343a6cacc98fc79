"""Rows that are one job: one draft with all places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from internbot.listings.feeds.base import Draft
from internbot.listings.words import fold

_SAID = (
    "company", "remote", "employment_type", "description", "responsibilities", "qualifications", "skills", "salary",
    "sponsorship", "apply_url", "source_url",
)  # fmt: skip
_TRACKING = re.compile(r"utm_.*|ref|source|src|gh_src|lever-source|trk|fbclid|gclid", re.IGNORECASE)
_APPLY = re.compile(r"/(?:apply|application)/?$", re.IGNORECASE)


def posting_key(url: str) -> str:
    """What two addresses of the same posting share: without scheme, tracking and a trailing `/apply`.

    All other parameters stay, since many boards tell postings apart by nothing else (`?gh_jid=`, `?token=`).
    """
    parts = urlsplit(url.strip())
    kept = sorted(
        (name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)
    )
    path = _APPLY.sub("", parts.path).rstrip("/")
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{path}?{urlencode(kept)}"


def merged(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """One draft for each job: rows with the same id or the same address that say the same are one.

    The one that was posted last counts; the others add their places, terms and degrees. Rows that differ in
    substance (title, company, text, pay, sponsorship) stay apart, also under one id: the later one then gets an id
    of its own, made from what it says.
    """
    groups: list[list[Draft]] = []
    by_id: dict[str, list[int]] = {}
    by_url: dict[str, list[int]] = {}
    for draft in drafts:
        url = draft.source_url or draft.apply_url
        key = posting_key(url) if url else None
        known = [*by_id.get(draft.id, ()), *(by_url.get(key, ()) if key else ())]
        at = next((place for place in known if _same(groups[place][0], draft)), None)
        if at is None:
            groups.append([])
            at = len(groups) - 1
        groups[at].append(draft)
        if at not in by_id.setdefault(draft.id, []):
            by_id[draft.id].append(at)
        if key and at not in by_url.setdefault(key, []):
            by_url[key].append(at)
    taken: set[str] = set()
    for group in groups:
        one = _together(group)
        if one.id in taken:
            said = repr((*_substance(one), one.source_url, one.apply_url)).encode()
            one = replace(one, id=f"{one.id}~{hashlib.sha256(said).hexdigest()[:8]}")
        taken.add(one.id)
        yield one


def _same(one: Draft, other: Draft) -> bool:
    """Whether nothing that both say differs."""
    return all(a == b or not a or not b for a, b in zip(_substance(one), _substance(other), strict=True))


def _substance(draft: Draft) -> tuple[object, ...]:
    return (
        fold(draft.title),
        fold(draft.company or ""),
        fold(draft.description or ""),
        tuple(draft.responsibilities),
        tuple(draft.qualifications),
        draft.salary,
        draft.sponsorship,
    )


def _together(group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    newest = max(group, key=lambda draft: draft.posted_at or date.min)
    # What the newest one leaves out, the others may say.
    said: dict[str, Any] = {
        name: next(
            (value for one in (newest, *group) if (value := getattr(one, name))), getattr(newest, name)
        )
        for name in _SAID
    }
    return replace(
        newest,
        **said,
        paths={path: field for one in (*group, newest) for path, field in one.paths.items()},
        id=group[0].id,
        places=_union(draft.places for draft in group),
        terms=_union(draft.terms for draft in group),
        degrees=_union(draft.degrees for draft in group),
        raw=b"\n".join(dict.fromkeys(draft.raw for draft in group)),
    )


def _union(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for several in values for value in several))
