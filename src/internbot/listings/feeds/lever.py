"""Lever: `GET api.lever.co/v0/postings/SITE?mode=json`, a bare list in pages; the EU has a host of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit

from internbot.errors import PageGone, SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import Description, read_description, section_named
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.collecting import Gathering, board_name, is_address
from internbot.listings.feeds.json_postings import (
    Found,
    JsonPostings,
    address,
    inner,
    known_paths,
    objects,
    required,
    words,
)
from internbot.listings.record import Remote
from internbot.listings.salaries import read_period, read_salary
from internbot.sources.documents import Failure, Item

_API = "https://api.lever.co/v0/postings/"
_EU_API = "https://api.eu.lever.co/v0/postings/"
_PAGES = re.compile(r"https?://jobs(\.eu)?\.lever\.co/([^/?#\s]+)")
_LIMIT = 100
_WORKPLACES: dict[str, Remote] = {"remote": "yes", "hybrid": "hybrid", "onsite": "no", "on-site": "no"}


class LeverReader(JsonPostings):
    """Payloads of Lever's postings API."""

    name = "lever"
    scheme = "lever"
    marks = ("hostedUrl", "categories", "text")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All postings of a site: `lever:acme`, or the address of its page or of its interface.

        A site that the usual host does not know is looked for at the one of the EU.
        """
        found = Gathering(f"{self.scheme}:{place}", fetch)
        base = _interface(place)
        try:
            self._gather(found, base)
        except PageGone:
            if not base.startswith(_API):
                raise
            self._gather(found, base.replace(_API, _EU_API))
        yield from found.items("")

    def _gather(self, found: Gathering, base: str) -> None:
        more = True

        def requests() -> Iterator[tuple[str, None]]:
            skip = 0
            while more:
                yield f"{base}?mode=json&skip={skip}&limit={_LIMIT}", None
                skip += _LIMIT

        for page in found.pages(requests()):
            if not isinstance(page, list):
                raise SourceError(f"{found.key}: answered with no list of postings; is it a site of Lever?")
            more = found.add(page) > 0 and len(page) == _LIMIT

    def draft(self, found: Found) -> Draft | None:
        """What one posting says; its text stands in three places, its time is in milliseconds."""
        posting = found.posting
        url = address(posting.get("hostedUrl"))
        categories = posting.get("categories")
        everywhere = inner(categories, "allLocations")
        places = (
            [named for one in everywhere if (named := words(one))] if isinstance(everywhere, list) else []
        )
        place = words(inner(categories, "location"))
        if place and place not in places:
            places.insert(0, place)
        text = _text(posting)
        pay = posting.get("salaryRange")
        return Draft(
            id=required(posting, "id"),
            title=required(posting, "text"),
            raw=found.raw,
            company=_site(url),
            places=places
            or [land for land in (self._places.country(words(posting.get("country"))),) if land],
            remote=_WORKPLACES.get((words(posting.get("workplaceType")) or "").lower()),
            employment_type=words(inner(categories, "commitment")),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("createdAt")),
            active="open",
            salary=read_salary(
                inner(pay, "min"),
                inner(pay, "max"),
                inner(pay, "currency"),
                read_period(inner(pay, "interval")),
            ),
            apply_url=address(posting.get("applyUrl")),
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "text",
                    "company": "hostedUrl",
                    "locations": _path(posting),
                    "remote": "workplaceType",
                    "employment_type": "categories.commitment",
                    "description": "description",
                    "responsibilities": "lists",
                    "qualifications": "lists",
                    "posted_at": "createdAt",
                    "salary": "salaryRange",
                    "apply_url": "applyUrl",
                    "source_url": "hostedUrl",
                },
            ),
        )


def _path(posting: Mapping[str, Any]) -> str:
    held = (name for name in ("allLocations", "location") if inner(posting.get("categories"), name))
    return next((f"categories.{name}" for name in held), "country")


def _interface(place: str) -> str:
    if found := _PAGES.match(place):
        return f"{_EU_API if found[1] else _API}{found[2]}"
    if not is_address(place):
        return f"{_API}{board_name('lever', place)}"
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _site(url: str | None) -> str | None:
    """The site's name, the only thing that a posting says of its company."""
    found = _PAGES.match(url or "")
    return unquote(found[2]) if found else None


def _text(posting: Mapping[str, Any]) -> Description:
    """Description, lists and what is additional, one after the other."""
    text = _either(posting, "description", "descriptionPlain")
    for part in objects(posting.get("lists")):
        name, content = words(part.get("text")) or "", words(part.get("content")) or ""
        heading = f"<h3>{escape(name)}</h3>" if name else ""
        text += read_description(f"{heading}<ul>{content}</ul>", section_named(name) or "description")
    text += _either(posting, "additional", "additionalPlain")
    return text + _either(posting, "salaryDescription", "salaryDescriptionPlain")


def _either(posting: Mapping[str, Any], marked: str, plain: str) -> Description:
    return read_description(words(posting.get(marked)) or words(posting.get(plain)))
