"""Recruitee: `GET COMPANY.recruitee.com/api/offers/`, one page with everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day, read_end
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

_MODES: dict[str, Remote] = {"hybrid": "hybrid", "remote": "yes", "on_site": "no"}


class RecruiteeReader(JsonPostings):
    """Payloads of Recruitee's careers site interface."""

    name = "recruitee"
    scheme = "recruitee"
    list_keys = ("offers",)
    marks = ("careers_url", "published_at", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All offers of a company: `recruitee:acme`, or the address of its careers site or interface."""
        yield from Gathering(f"{self.scheme}:{place}", fetch).whole(_interface(place), "offers", "Recruitee")

    def draft(self, found: Found) -> Draft | None:
        """What one offer says; one that is not published is closed."""
        posting = found.posting
        url = address(posting.get("careers_url"))
        text = read_description(words(posting.get("description")))
        text += read_description(words(posting.get("requirements")), "qualifications")
        pay = posting.get("salary")
        return Draft(
            id=required(posting, "id"),
            title=required(posting, "title"),
            raw=found.raw,
            company=words(posting.get("company_name")),
            places=_places(posting),
            remote=_remote(posting),
            employment_type=words(posting.get("employment_type_code")),
            degrees=[degree for degree in (words(posting.get("education_code")),) if degree],
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("published_at")),
            expires_at=read_end(posting.get("close_at")),
            active="open" if words(posting.get("status")) in ("published", None) else "closed",
            salary=read_salary(
                inner(pay, "min"),
                inner(pay, "max"),
                inner(pay, "currency"),
                read_period(inner(pay, "period")),
            ),
            apply_url=address(posting.get("careers_apply_url")),
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "title",
                    "company": "company_name",
                    "locations": "locations" if posting.get("locations") else "location",
                    "remote": next((name for name in _MODES if posting.get(name) is True), "remote"),
                    "employment_type": "employment_type_code",
                    "degree_levels": "education_code",
                    "description": "description",
                    "responsibilities": "description",
                    "qualifications": "requirements",
                    "posted_at": "published_at",
                    "expires_at": "close_at",
                    "active": "status",
                    "salary": "salary",
                    "apply_url": "careers_apply_url",
                    "source_url": "careers_url",
                },
            ),
        )


def _interface(place: str) -> str:
    if not is_address(place):
        return f"https://{board_name('recruitee', place)}.recruitee.com/api/offers/"
    parts = urlsplit(place)
    path = parts.path if re.search(r"/api/offers/?$", parts.path) else "/api/offers/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _places(posting: Mapping[str, Any]) -> list[str]:
    """Every place in full; the name that the employer gave it ("Germany/Remote") may be no place at all."""
    written = [
        ", ".join(text for name in ("city", "state", "country") if (text := words(one.get(name))))
        for one in objects(posting.get("locations"))
    ]
    return [text for text in written if text] or [t for t in (words(posting.get("location")),) if t]


def _remote(posting: Mapping[str, Any]) -> Remote | None:
    """What the three marks say; an offer that may be done in several ways is hybrid where one of them is."""
    return next((mode for name, mode in _MODES.items() if posting.get(name) is True), None)
