"""SmartRecruiters: `GET api.smartrecruiters.com/v1/companies/COMPANY/postings`, in pages; texts are in the details."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from internbot.errors import FetchError, PageGone, SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import Description, Section, read_description
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.collecting import Gathering, board_name, is_address
from internbot.listings.feeds.json_postings import (
    Found,
    JsonPostings,
    address,
    inner,
    known_paths,
    required,
    words,
)
from internbot.listings.record import Remote
from internbot.sources.documents import Failure, Item

_API = "https://api.smartrecruiters.com/v1/companies/"
_PAGES = re.compile(r"https?://(?:careers|jobs)\.smartrecruiters\.com/([\w.-]+)")
_LIMIT = 100
_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("companyDescription", "description"),
    ("jobDescription", "description"),
    ("qualifications", "qualifications"),
    ("additionalInformation", "description"),
)


class SmartRecruitersReader(JsonPostings):
    """Payloads of SmartRecruiters' posting API: lists, single postings, and lists with their details."""

    name = "smartrecruiters"
    scheme = "smartrecruiters"
    list_keys = ("content",)
    marks = ("releasedDate", "refNumber", "typeOfEmployment")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All postings of a company with their details: `smartrecruiters:Acme`, or an address.

        A posting whose details cannot be had is left out and reported, so that what is known of it stays.
        """
        found = Gathering(f"{self.scheme}:{place}", fetch)
        base = _interface(place)
        listed: dict[str, dict[str, Any]] = {}
        total = _LIMIT + 1

        def requests() -> Iterator[tuple[str, None]]:
            offset = 0
            while offset == 0 or offset < total:
                yield f"{base}?limit={_LIMIT}&offset={offset}", None
                offset += _LIMIT

        for page in found.pages(requests()):
            if not isinstance(page, dict) or not isinstance(page.get("content"), list):
                raise SourceError(f"{found.key}: answered with no list of postings")
            total = page["totalFound"] if isinstance(page.get("totalFound"), int) else 0
            known = len(listed)
            listed |= {
                words(one["id"]) or "": one
                for one in page["content"]
                if isinstance(one, dict) and "id" in one
            }
            if len(listed) == known:
                break
        for number, posting in sorted(listed.items()):
            try:
                detail = found.get(f"{base}/{number}")
            except PageGone:
                continue  # closed since the list was made
            except FetchError as error:
                found.lacks(f"posting {number}: {error}")
                continue
            found.add([posting | detail] if isinstance(detail, dict) else [posting])
        yield from found.items("content", {"totalFound": len(found.postings)})

    def draft(self, found: Found) -> Draft | None:
        """What one posting says; a list alone has no text."""
        posting = found.posting
        number = required(posting, "id", "uuid")
        company = words(inner(posting, "company", "identifier"))
        page = address(posting.get("postingUrl"))
        if page is None and company:
            page = f"https://jobs.smartrecruiters.com/{company}/{number}"
        text = Description()
        for name, section in _SECTIONS:
            text += read_description(words(inner(posting, "jobAd", "sections", name, "text")), section)
        level = words(inner(posting, "experienceLevel", "id"))
        return Draft(
            id=number,
            title=required(posting, "name"),
            raw=found.raw,
            company=words(inner(posting, "company", "name")) or company,
            places=[place for place in (self._place(posting.get("location")),) if place],
            remote=_remote(posting.get("location")),
            employment_type="internship" if level == "internship" else _kind(posting),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("releasedDate")),
            active="closed" if posting.get("active") is False else "open",
            apply_url=address(posting.get("applyUrl")),
            source_url=page,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "name",
                    "company": "company.name",
                    "locations": "location.fullLocation"
                    if inner(posting, "location", "fullLocation")
                    else "location",
                    "remote": "location.remote"
                    if inner(posting, "location", "remote")
                    else "location.hybrid",
                    "employment_type": "experienceLevel.id"
                    if level == "internship"
                    else "typeOfEmployment.id",
                    "description": "jobAd.sections.jobDescription.text",
                    "responsibilities": "jobAd.sections.jobDescription.text",
                    "qualifications": "jobAd.sections.qualifications.text",
                    "posted_at": "releasedDate",
                    "active": "active",
                    "apply_url": "applyUrl",
                    "source_url": "postingUrl" if posting.get("postingUrl") else "company.identifier",
                },
            ),
        )

    def _place(self, location: object) -> str | None:
        """The place in full; else its parts, whose country is a code in small letters."""
        if full := words(inner(location, "fullLocation")):
            return full
        country = self._places.country(words(inner(location, "country")))
        parts = [words(inner(location, "city")), words(inner(location, "region")), country]
        return ", ".join(part for part in parts if part) or None


def _kind(posting: Mapping[str, Any]) -> str | None:
    """Type and level of a posting: "permanent" says less than its label "Full-time"."""
    names = [words(inner(posting, "typeOfEmployment", name)) for name in ("id", "label")]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _interface(place: str) -> str:
    if found := _PAGES.match(place):
        place = found[1]
    if not is_address(place):
        return f"{_API}{board_name('smartrecruiters', place)}/postings"
    parts = urlsplit(place)
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/postings') else f'{path}/postings'}"


def _remote(location: object) -> Remote | None:
    """What the two marks say; both unset is how boards are set up, and says nothing."""
    if inner(location, "hybrid") is True:
        return "hybrid"
    return "yes" if inner(location, "remote") is True else None
