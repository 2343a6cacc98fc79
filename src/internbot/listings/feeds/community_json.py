"""Lists of internships that a community keeps as JSON: rows with `active`, `is_visible`, `terms` or `season`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.internship_lists import lists_internships
from internbot.listings.feeds.json_postings import (
    address,
    known_paths,
    read_payload,
    required,
    words,
)
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Sponsorship, Term
from internbot.listings.terms import read_terms
from internbot.sources.documents import Document, Failure, Item

_SPONSORSHIP: dict[str, Sponsorship] = {
    "offers sponsorship": "yes",
    "does not offer sponsorship": "no",
    "u.s. citizenship is required": "citizens_only",
}
_MARKS = ("company_name", "locations", "is_visible", "active")
_PATHS = {
    "title": "title",
    "company": "company_name",
    "locations": "locations",
    "sponsorship": "sponsorship",
    "posted_at": "date_posted",
    "degree_levels": "degrees",
    "active": "active",
    "apply_url": "url",
}


class CommunityJsonReader:
    """Reads such lists; a row is open where it is both active and visible, else closed."""

    name = "community_json"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)

    def accepts(self, item: Item) -> bool:
        """A list in JSON whose rows have the keys of this format, whatever its name."""
        start = item.raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        lines = item.suffix in (".jsonl", ".ndjson")
        return start == b"[" and not lines and all(f'"{mark}"'.encode() in item.raw for mark in _MARKS)

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each job, and a failure for each row that has no title or id.

        Raises:
            SourceError: the item is no JSON, or was cut.
        """
        rows = read_payload(item, "").postings
        of_internships = lists_internships(
            str(row.get("title") or "") for row, _ in rows if isinstance(row, dict)
        )
        term = _listed_term(item.key)
        drafts: list[Draft] = []
        for at, (row, raw) in enumerate(rows, 1):
            try:
                if not isinstance(row, dict):
                    raise SourceError("is no object")
                drafts.append(_draft(row, raw, of_internships, term))
            except SourceError as error:
                yield Failure(f"{item.key}#{at}", str(error))
        for draft in self._drafting.merged(drafts):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))


def _draft(posting: Mapping[str, Any], raw: bytes, of_internships: bool, term: Term | None) -> Draft:
    """What one row says.

    Raises:
        SourceError: it has no id or no title.
    """
    title = required(posting, "title")
    shown = posting.get("active") is True and posting.get("is_visible") is True
    paths = known_paths(posting, _PATHS)
    terms = tuple(_with_year(text, term) for text in _terms(posting, title))
    if terms:
        paths["term"] = "terms" if _texts(posting.get("terms")) else "season"
    return Draft(
        id=required(posting, "id"),
        title=title,
        raw=raw,
        company=words(posting.get("company_name")),
        places=_texts(posting.get("locations")),
        terms=terms,
        degrees=_texts(posting.get("degrees")),
        posted_at=read_day(posting.get("date_posted")),
        active="open" if shown else "closed",
        sponsorship=_SPONSORSHIP.get((words(posting.get("sponsorship")) or "").lower()),
        apply_url=address(posting.get("url")),
        of_internships=of_internships,
        source_format=CommunityJsonReader.name,
        paths=paths,
    )


def _terms(posting: Mapping[str, Any], title: str) -> tuple[str, ...]:
    """The row's own terms; none where they lack the year that its title gives."""
    terms = _texts(posting.get("terms")) or _texts([posting.get("season")])
    dated = any(term.year for text in terms for term in read_terms(text).terms)
    return () if not dated and any(term.year for term in read_terms(title, title=True).terms) else terms


def _listed_term(key: str) -> Term | None:
    """The one term that a list is named after: `Summer2025-Internships.json` is about the summer of 2025."""
    spaced = re.sub(r"(?<=[a-z])(?=\d)|[_-]+", " ", key)
    terms = [term for term in read_terms(spaced).terms if term.year]
    return terms[0] if len(terms) == 1 else None


def _with_year(text: str, listed: Term | None) -> str:
    """A row's term, with the list's year where it names the same season and no year."""
    own = read_terms(text).terms
    same = listed is not None and len(own) == 1 and own[0].season == listed.season and own[0].year is None
    return str(listed) if same else text


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for one in value if (text := words(one))) if isinstance(value, list) else ()
