"""Greenhouse: `GET boards-api.greenhouse.io/v1/boards/BOARD/jobs`, one page with everything."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

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
from internbot.listings.record import Remote, Salary
from internbot.listings.salaries import read_period, read_salary
from internbot.sources.documents import Failure, Item

_API = "https://boards-api.greenhouse.io/v1/boards/"
_PAGES = re.compile(r"https?://(?:job-)?boards(?:\.eu)?\.greenhouse\.io/(?:embed/job_board\?for=)?([\w%-]+)")
_ASKED = "content=true&pay_transparency=true"
_TYPE = re.compile(r"employment type|job type|type of employment|time type|commitment", re.IGNORECASE)
_TERM = re.compile(r"\bterm\b|season|start date|cohort", re.IGNORECASE)
_DEGREE = re.compile(r"degree|education", re.IGNORECASE)
_WORKPLACE = re.compile(r"workplace|work model|work arrangement|remote", re.IGNORECASE)


class GreenhouseReader(JsonPostings):
    """Payloads of Greenhouse's job board API."""

    name = "greenhouse"
    scheme = "greenhouse"
    list_keys = ("jobs",)
    marks = ("absolute_url", "internal_job_id", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All postings of a board: `greenhouse:acme`, or the address of its page or of its interface."""
        yield from Gathering(f"{self.scheme}:{place}", fetch).whole(_interface(place), "jobs", "Greenhouse")

    def draft(self, found: Found) -> Draft | None:
        """What one posting says. Its day is `first_published`, never `updated_at`."""
        posting = found.posting
        url = address(posting.get("absolute_url"))
        content = words(posting.get("content")) or ""
        text = read_description(content if "<" in content else html.unescape(content))
        places = self._places_of(posting)
        own_place = words(inner(posting, "location", "name")) in places
        asked = _custom(posting.get("metadata"))
        return Draft(
            id=required(posting, "id"),
            title=required(posting, "title"),
            raw=found.raw,
            company=words(posting.get("company_name")) or _company(url),
            places=places,
            remote=_remote(next((v for n, v in asked if _WORKPLACE.search(n)), "")),
            employment_type=next((value for name, value in asked if _TYPE.search(name)), None),
            terms=[value for name, value in asked if _TERM.search(name)],
            degrees=[value for name, value in asked if _DEGREE.search(name)],
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("first_published")),
            expires_at=read_end(posting.get("application_deadline")),
            active="open",
            salary=_pay(posting.get("pay_input_ranges")),
            apply_url=url,
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "title",
                    "company": "company_name" if posting.get("company_name") else "absolute_url",
                    "locations": "location.name" if own_place else "offices",
                    "description": "content",
                    "responsibilities": "content",
                    "qualifications": "content",
                    "posted_at": "first_published",
                    "expires_at": "application_deadline",
                    "salary": "pay_input_ranges",
                    "apply_url": "absolute_url",
                    "source_url": "absolute_url",
                },
            ),
        )

    def _places_of(self, posting: Mapping[str, Any]) -> list[str]:
        """The posting's own place; those of its offices only where that names none."""
        named = words(inner(posting, "location", "name"))
        if named and self.names_a_place(named):
            return [named]
        offices = [words(o.get("location")) or words(o.get("name")) for o in objects(posting.get("offices"))]
        known = [office for office in offices if office and self.names_a_place(office)]
        return [*([named] if named else []), *known] if named is None or not known else known


def _interface(place: str) -> str:
    if found := _PAGES.match(place):
        place = found[1]
    if not is_address(place):
        return f"{_API}{board_name('greenhouse', place)}/jobs?{_ASKED}"
    parts = urlsplit(place)
    path = parts.path.rstrip("/")
    path = path if path.endswith("/jobs") else f"{path}/jobs"
    return f"{parts.scheme}://{parts.netloc}{path}?{parts.query or _ASKED}"


def _company(url: str | None) -> str | None:
    """The board's name in the address of a posting."""
    found = _PAGES.match(url or "")
    return unquote(found[1]) if found and found[1] != "embed" else None


def _custom(metadata: object) -> list[tuple[str, str]]:
    """Custom fields with a text, by the name that the employer gave them."""
    found: list[tuple[str, str]] = []
    for field in objects(metadata):
        value = field.get("value")
        values = value if isinstance(value, list) else [value]
        found += [(words(field.get("name")) or "", text) for one in values if (text := words(one))]
    return found


def _remote(value: str) -> Remote | None:
    folded = value.lower()
    if "hybrid" in folded:
        return "hybrid"
    if re.search(r"\bremote\b", folded) and not re.search(r"\b(?:no|not|non)\b", folded):
        return "yes"
    return "no" if re.search(r"\b(?:on-?\s?site|in[- ]office|in[- ]person)\b", folded) else None


def _pay(ranges: object) -> Salary | None:
    """The widest of the stated ranges, where all are in one currency and for one period."""
    stated = [
        read_salary(
            _units(one.get("min_cents")),
            _units(one.get("max_cents")),
            one.get("currency_type"),
            read_period(one.get("title")) or read_period(one.get("blurb")),
        )
        for one in objects(ranges)
    ]
    known = [salary for salary in stated if salary is not None]
    if not known or len({(salary.currency, salary.per) for salary in known}) > 1:
        return None
    lows = [salary.min for salary in known if salary.min is not None]
    highs = [salary.max for salary in known if salary.max is not None]
    return Salary(
        min=min(lows) if lows else None,
        max=max(highs) if highs else None,
        currency=known[0].currency,
        per=known[0].per,
    )


def _units(cents: object) -> float | None:
    return cents / 100 if isinstance(cents, int | float) and not isinstance(cents, bool) else None
