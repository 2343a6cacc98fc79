"""amazon.jobs: `GET www.amazon.jobs/en/search.json`, in pages; places are JSON within strings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus, urlsplit

from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.collecting import Gathering, is_address
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

_SITE = "https://www.amazon.jobs"
_LIMIT = 100
_MODES: dict[str, Remote] = {"ONSITE": "no", "HYBRID": "hybrid", "VIRTUAL": "yes", "REMOTE": "yes"}


class AmazonJobsReader(JsonPostings):
    """Payloads of the search of amazon.jobs, and single jobs of it."""

    name = "amazon-jobs"
    scheme = "amazon"
    list_keys = ("jobs",)
    marks = ("job_path", "basic_qualifications", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """The jobs that a search finds: `amazon:intern`, or the address of the interface with its query."""
        found = Gathering(f"{self.scheme}:{place}", fetch)
        base = _interface(place)
        total = 1

        def requests() -> Iterator[tuple[str, None]]:
            offset = 0
            while offset < total:
                yield f"{base}&result_limit={_LIMIT}&offset={offset}", None
                offset += _LIMIT

        for page in found.pages(requests()):
            if not isinstance(page, dict) or not isinstance(page.get("jobs"), list):
                raise SourceError(f"{found.key}: answered with no list of jobs; is it amazon.jobs?")
            total = page["hits"] if isinstance(page.get("hits"), int) else 0
            if not found.add([_steady(job) for job in page["jobs"]]):
                break
        yield from found.items("jobs")

    def draft(self, found: Found) -> Draft | None:
        """What one job says. `is_intern` is usually unset: then the title and the type of schedule decide."""
        posting = found.posting
        path = words(posting.get("job_path")) or ""
        text = read_description(words(posting.get("description")))
        for name in ("basic_qualifications", "preferred_qualifications"):
            part = read_description(words(posting.get(name)), "qualifications")
            if part.qualifications:
                heading = f"{name.replace('_', ' ').capitalize()}:"
                text += type(text)(qualifications=(heading, *part.qualifications))
        places = _places(posting)
        page = f"{_SITE}{path}" if path.startswith("/") else None
        return Draft(
            id=required(posting, "id_icims", "id"),
            title=required(posting, "title"),
            raw=found.raw,
            company=words(posting.get("company_name")) or "Amazon",
            places=[place for place, _ in places],
            remote=_remote([mode for _, mode in places]),
            employment_type="intern"
            if posting.get("is_intern") is True
            else words(posting.get("job_schedule_type")),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("posted_date")),
            active="open",
            apply_url=address(posting.get("url_next_step")),
            source_url=page,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "title",
                    "company": "company_name",
                    "locations": "locations" if posting.get("locations") else "location",
                    "remote": "locations",
                    "employment_type": "is_intern"
                    if posting.get("is_intern") is True
                    else "job_schedule_type",
                    "description": "description",
                    "responsibilities": "description",
                    "qualifications": "basic_qualifications",
                    "posted_at": "posted_date",
                    "apply_url": "url_next_step",
                    "source_url": "job_path",
                },
            ),
        )


def _interface(place: str) -> str:
    if not is_address(place):
        return f"{_SITE}/en/search.json?base_query={quote_plus(place.strip())}"
    parts = urlsplit(place)
    path = parts.path if parts.path.endswith(".json") else "/en/search.json"
    return f"{parts.scheme}://{parts.netloc}{path}?{parts.query or 'base_query=intern'}"


def _steady(job: object) -> object:
    """A job without what changes from day to day ("about 5 hours")."""
    return {k: v for k, v in job.items() if k != "updated_time"} if isinstance(job, dict) else job


def _places(posting: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Each place as written ("US, WA, Seattle") with its mode; the main one alone where there are no others."""
    found: list[tuple[str, str | None]] = []
    listed = posting.get("locations")
    for text in listed if isinstance(listed, list) else ():
        try:
            place = json.loads(text) if isinstance(text, str) else text
        except ValueError:
            place = {"location": text}
        if written := words(inner(place, "location")) or words(inner(place, "normalizedLocation")):
            found.append((written, words(inner(place, "type"))))
    alone = words(posting.get("location")) or words(posting.get("normalized_location"))
    return found or ([(alone, None)] if alone else [])


def _remote(modes: list[str | None]) -> Remote | None:
    """What all places say; where they differ, nothing that holds for the job."""
    told = {_MODES.get((mode or "").upper()) for mode in modes}
    return told.pop() if len(told) == 1 else None
