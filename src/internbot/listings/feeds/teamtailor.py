"""Teamtailor: `GET COMPANY.teamtailor.com/jobs.json`, a JSON feed whose items hold a JobPosting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from internbot.errors import SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.collecting import Gathering, board_name, is_address
from internbot.listings.feeds.json_postings import Found, JsonPostings, address, required, words
from internbot.listings.feeds.schema_org import job_posting_draft
from internbot.listings.gazetteer import place_key
from internbot.sources.documents import Failure, Item

_HELD = "_jobposting"
_CONTINENTS = frozenset({"europe", "asia", "africa", "north america", "south america", "oceania"})


class TeamtailorReader(JsonPostings):
    """JSON feeds (jsonfeed.org) of Teamtailor's careers sites."""

    name = "teamtailor"
    scheme = "teamtailor"
    list_keys = ("items",)
    marks = ("items", _HELD)

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All jobs of a site: `teamtailor:acme`, or the address of the site or of its feed."""
        found = Gathering(f"{self.scheme}:{place}", fetch)
        following: str | None = _feed(place)
        title: object = None

        def requests() -> Iterator[tuple[str, None]]:
            while following is not None:
                yield following, None

        for page in found.pages(requests()):
            if not isinstance(page, dict) or not isinstance(page.get("items"), list):
                raise SourceError(f"{found.key}: answered with no feed of jobs; is it a site of Teamtailor?")
            title = title or page.get("title")
            new = found.add(page["items"])
            following = address(page.get("next_url")) if new else None
        beside: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title}
        yield from found.items("items", beside)

    def draft(self, found: Found) -> Draft | None:
        """What one item says: its JobPosting, and what stands beside it."""
        item = found.posting
        held = item.get(_HELD)
        posting: dict[str, Any] = held if isinstance(held, dict) else {}
        page = address(item.get("url"))
        identity = required(item, "id", "url")
        draft = job_posting_draft(
            posting, self._places, identity=identity, raw=found.raw, page=page, source_format=self.name
        )
        text = read_description(words(item.get("content_html")) or words(item.get("content_text")))
        lacks_text = not (draft.description or draft.responsibilities or draft.qualifications)
        return replace(
            draft,
            title=draft.title or required(item, "title"),
            company=draft.company or words(found.beside.get("title")),
            places=[_without_continent(place) for place in draft.places],
            description=text.description if lacks_text else draft.description,
            responsibilities=text.responsibilities if lacks_text else draft.responsibilities,
            qualifications=text.qualifications if lacks_text else draft.qualifications,
            posted_at=draft.posted_at or read_day(item.get("date_published")),
            active="open",
            paths={name: f"{_HELD}.{path}" for name, path in draft.paths.items()}
            | ({"source_url": "url", "apply_url": "url"} if page else {})
            | ({"title": "title"} if not draft.title else {})
            | ({"description": "content_html"} if lacks_text and text.description else {}),
        )


def _without_continent(place: str) -> str:
    """The place without a continent where its region belongs: "Madrid, Europe, ES" is "Madrid, ES"."""
    parts = place.split(", ")
    return ", ".join(part for part in parts if len(parts) < 2 or place_key(part) not in _CONTINENTS)


def _feed(place: str) -> str:
    if not is_address(place):
        name = board_name("teamtailor", place)
        return f"https://{name if '.' in name else f'{name}.teamtailor.com'}/jobs.json"
    parts = urlsplit(place)
    path = parts.path if parts.path.endswith(".json") else "/jobs.json"
    return f"{parts.scheme}://{parts.netloc}{path}"
