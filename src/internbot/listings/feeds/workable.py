"""Workable: the widget's one page with everything, or version 3 of the interface with its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from internbot.errors import FetchError, SourceError
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
    objects,
    required,
    words,
)
from internbot.listings.record import Remote
from internbot.sources.documents import Failure, Item

_HOST = "https://apply.workable.com"
_PAGES = re.compile(r"https?://apply\.workable\.com/(?!api/)([\w-]+)")
_WORKPLACES: dict[str, Remote] = {"remote": "yes", "hybrid": "hybrid", "on_site": "no"}
# Types of version 3; the widget writes them out.
_TYPES = {"full": "full-time", "part": "part-time", "temporary": "temporary", "contract": "contract"}
_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("description", "description"),
    ("requirements", "qualifications"),
    ("benefits", "description"),
)


class WorkableReader(JsonPostings):
    """Payloads of Workable's widget (a row for each place of a job) and of version 3 of its interface."""

    name = "workable"
    scheme = "workable"
    list_keys = ("jobs", "results")
    marks = ("shortcode", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All jobs of an account: `workable:acme`, or the address of its page or of either interface.

        Where the widget cannot be had, version 3 is asked.
        """
        found = Gathering(f"{self.scheme}:{place}", fetch)
        host, account = _account(place)
        beside: dict[str, Any] = {}
        try:
            widget = found.get(f"{host}/api/v1/widget/accounts/{account}?details=true")
            if not isinstance(widget, dict) or not isinstance(widget.get("jobs"), list):
                raise SourceError(
                    f"{found.key}: answered with no list of jobs; is it an account of Workable?"
                )
            beside = {"name": widget.get("name")}
            found.add(widget["jobs"])
        except FetchError:
            self._gather(found, f"{host}/api/v3/accounts/{account}/jobs")
            beside = {"name": account}
        yield from found.items("jobs", beside)

    def _gather(self, found: Gathering, url: str) -> None:
        token: str | None = ""

        def requests() -> Iterator[tuple[str, object]]:
            while token is not None:
                yield url, {"token": token} if token else {}

        for page in found.pages(requests()):
            if not isinstance(page, dict) or not isinstance(page.get("results"), list):
                raise SourceError(
                    f"{found.key}: answered with no list of jobs; is it an account of Workable?"
                )
            new = found.add(page["results"])
            token = words(page.get("nextPage")) if new else None

    def draft(self, found: Found) -> Draft | None:
        """What one row says; rows of the same job become one in `merged`."""
        posting = found.posting
        url = address(posting.get("url"))
        code = required(posting, "shortcode")
        account = words(found.beside.get("name"))
        if url is None and account:
            url = f"{_HOST}/{account}/j/{code}/" if re.fullmatch(r"[\w-]+", account) else None
        text = Description()
        for name, section in _SECTIONS:
            text += read_description(words(posting.get(name)), section)
        kind = words(posting.get("employment_type")) or words(posting.get("type")) or ""
        workplace = _WORKPLACES.get(words(posting.get("workplace")) or "")
        return Draft(
            id=code,
            title=required(posting, "title"),
            raw=found.raw,
            company=account,
            places=_places(posting),
            remote=workplace
            or ("yes" if posting.get("telecommuting") is True or posting.get("remote") is True else None),
            employment_type=_TYPES.get(kind, kind) or None,
            degrees=[degree for degree in (words(posting.get("education")),) if degree],
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(posting.get("published_on")) or read_day(posting.get("published")),
            active="closed" if words(posting.get("state")) in ("closed", "archived") else "open",
            apply_url=address(posting.get("application_url")),
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "title",
                    "locations": "locations" if posting.get("locations") else "city",
                    "remote": next((n for n in ("workplace", "telecommuting") if n in posting), "remote"),
                    "employment_type": "employment_type" if posting.get("employment_type") else "type",
                    "degree_levels": "education",
                    "description": "description",
                    "responsibilities": "description",
                    "qualifications": "requirements" if posting.get("requirements") else "description",
                    "posted_at": "published_on" if posting.get("published_on") else "published",
                    "apply_url": "application_url",
                    "source_url": "url",
                },
            ),
        )


def _account(place: str) -> tuple[str, str]:
    """Host and name of an account."""
    if found := _PAGES.match(place):
        place = found[1]
    if not is_address(place):
        return _HOST, board_name("workable", place)
    parts = urlsplit(place)
    if (named := re.search(r"/accounts/([\w%-]+)", parts.path)) is None:
        raise SourceError(f"workable:{place}: the address names no account; expected .../accounts/NAME")
    return f"{parts.scheme}://{parts.netloc}", named[1]


def _places(posting: Mapping[str, Any]) -> list[str]:
    """The places that are shown, else the row's own."""
    listed = [one for one in objects(posting.get("locations")) if one.get("hidden") is not True]
    shown: list[object] = [*listed] or [inner(posting, "location") or posting]
    return [text for one in shown if (text := _place(one))]


def _place(place: object) -> str | None:
    names = ("city", "region", "country") if inner(place, "region") else ("city", "state", "country")
    return ", ".join(text for name in names if (text := words(inner(place, name)))) or None
