"""Ashby: `GET api.ashbyhq.com/posting-api/job-board/BOARD`, one page with everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import read_description
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
from internbot.listings.record import Remote, Salary
from internbot.listings.salaries import read_period, read_salary
from internbot.sources.documents import Failure, Item

_API = "https://api.ashbyhq.com/posting-api/job-board/"
_PAGES = re.compile(r"https?://jobs\.ashbyhq\.com/([^/?#\s]+)")
_ASKED = "includeCompensation=true"
_WORKPLACES: dict[str, Remote] = {"remote": "yes", "hybrid": "hybrid", "onsite": "no"}


class AshbyReader(JsonPostings):
    """Payloads of Ashby's posting API."""

    name = "ashby"
    scheme = "ashby"
    list_keys = ("jobs",)
    marks = ("jobUrl", "isListed", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All postings of a board: `ashby:acme`, or the address of its page or of its interface."""
        yield from Gathering(f"{self.scheme}:{place}", fetch).whole(_interface(place), "jobs", "Ashby")

    def draft(self, found: Found) -> Draft | None:
        """What one posting says; None where it is not listed."""
        posting = found.posting
        if posting.get("isListed") is False:
            return None
        url = address(posting.get("jobUrl"))
        text = read_description(
            words(posting.get("descriptionHtml")) or words(posting.get("descriptionPlain"))
        )
        places = self._places_of(posting)
        own_place = words(posting.get("location")) in places
        told = posting.get("shouldDisplayCompensationOnJobPostings") is not False
        return Draft(
            id=required(posting, "id"),
            title=required(posting, "title"),
            raw=found.raw,
            company=_board(url),
            places=places,
            remote=_remote(posting),
            employment_type=words(posting.get("employmentType")),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("publishedAt")),
            active="open",
            salary=_pay(posting.get("compensation")) if told else None,
            apply_url=address(posting.get("applyUrl")),
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "title",
                    "company": "jobUrl",
                    "locations": "location" if own_place else "address",
                    "remote": "workplaceType" if posting.get("workplaceType") else "isRemote",
                    "employment_type": "employmentType",
                    "description": "descriptionHtml",
                    "responsibilities": "descriptionHtml",
                    "qualifications": "descriptionHtml",
                    "posted_at": "publishedAt",
                    "salary": "compensation.summaryComponents",
                    "apply_url": "applyUrl",
                    "source_url": "jobUrl",
                },
            ),
        )

    def _places_of(self, posting: Mapping[str, Any]) -> list[str]:
        """All places; the postal address stands in where a place's name ("HQ") says nothing."""
        found: list[str] = []
        for one in (posting, *objects(posting.get("secondaryLocations"))):
            named = words(one.get("location"))
            written = _address(one.get("address"))
            if written and (named is None or not self.names_a_place(named)):
                found.append(written)
            elif named:
                found.append(named)
        return found


def _interface(place: str) -> str:
    if found := _PAGES.match(place):
        place = found[1]
    if not is_address(place):
        return f"{_API}{board_name('ashby', place)}?{_ASKED}"
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}?{parts.query or _ASKED}"


def _board(url: str | None) -> str | None:
    """The board's name, the only thing that a posting says of its company."""
    found = _PAGES.match(url or "")
    return unquote(found[1]) if found else None


def _address(value: object) -> str | None:
    postal = inner(value, "postalAddress") or value
    parts = [words(inner(postal, key)) for key in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(part for part in parts if part) or None


def _remote(posting: Mapping[str, Any]) -> Remote | None:
    told = _WORKPLACES.get((words(posting.get("workplaceType")) or "").lower())
    return told or ("yes" if posting.get("isRemote") is True else None)


def _pay(compensation: object) -> Salary | None:
    """The base pay; equity and bonuses are another thing."""
    for one in objects(inner(compensation, "summaryComponents")):
        if words(one.get("compensationType")) in ("Salary", None) and (
            found := read_salary(
                one.get("minValue"),
                one.get("maxValue"),
                one.get("currencyCode"),
                read_period(one.get("interval")),
            )
        ):
            return found
    return None
