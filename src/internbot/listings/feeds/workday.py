"""Workday: `POST HOST/wday/cxs/TENANT/SITE/jobs` in pages of 20; everything but the title is in the details."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from internbot.errors import FetchError, PageGone, SourceError
from internbot.fetching.requests import Fetch
from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day, read_end
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

_LIMIT = 20
_CAP = 2000
"""Postings up to which Workday counts and pages."""

_COUNT = re.compile(r"\d+ (?:locations?|standorte|lieux|ubicaciones)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_SHORT = re.compile(r"([\w-]+\.wd\d+)/([\w-]+)")
_REQUISITION = re.compile(r"_([A-Za-z]{0,8}-?\d[\w-]*)$")
_END = re.compile(r"^end date:\s*", re.IGNORECASE)
_KEPT = ("title", "externalPath", "locationsText", "bulletFields")
_CHANGING = ("postedOn", "timeLeftToApply", "similarJobs")


class WorkdayReader(JsonPostings):
    """Payloads of Workday's careers sites: lists, and lists with the details of each posting."""

    name = "workday"
    scheme = "workday"
    list_keys = ("jobPostings",)
    marks = ("jobPostings", "externalPath", "title")

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """All postings of a site with their details.

        `place` is the address of its page (`https://acme.wd5.myworkdayjobs.com/Careers`), its short form
        (`acme.wd5/Careers`), or the address of its interface; `?q=intern` behind it asks for matching postings
        only. Days that are told as "3 days ago" are left out: they would change with each fetching.
        """
        found = Gathering(f"{self.scheme}:{place}", fetch)
        base, query = _interface(place)
        listed: dict[str, dict[str, Any]] = {}
        total = 1

        def requests() -> Iterator[tuple[str, object]]:
            offset = 0
            while offset < min(total, _CAP):
                yield (
                    f"{base}/jobs",
                    {"appliedFacets": {}, "limit": _LIMIT, "offset": offset, "searchText": query},
                )
                offset += _LIMIT

        for number, page in enumerate(found.pages(requests())):
            if not isinstance(page, dict) or not isinstance(page.get("jobPostings"), list):
                raise SourceError(f"{found.key}: answered with no list of postings; is it a site of Workday?")
            if number == 0:  # on later pages the total is 0
                total = page["total"] if isinstance(page.get("total"), int) else 0
            known = len(listed)
            for one in page["jobPostings"]:
                if isinstance(one, dict) and (path := words(one.get("externalPath"))):
                    listed[path] = {name: one[name] for name in _KEPT if name in one}
            if len(listed) == known:
                break
        if total >= _CAP:
            found.lacks(
                f"shows no more than {_CAP} postings; ask for fewer, such as workday:{place}?q=intern"
            )
        for path, posting in sorted(listed.items()):
            try:
                detail = found.get(f"{base}{path}")
            except PageGone:
                continue  # closed since the list was made
            except FetchError as error:
                found.lacks(f"posting {path}: {error}")
                continue
            found.add([posting | _steady(detail)])
        yield from found.items("jobPostings")

    def draft(self, found: Found) -> Draft | None:
        """What one posting says; a list alone has a title, and a place where there is only one."""
        posting = found.posting
        info = posting.get("jobPostingInfo")
        title = words(inner(info, "title")) or required(posting, "title")
        url = address(inner(info, "externalUrl"))
        text = read_description(words(inner(info, "jobDescription")))
        closed = inner(info, "posted") is False or inner(info, "canApply") is False
        return Draft(
            id=_identity(posting),
            title=title,
            raw=found.raw,
            company=words(inner(posting, "hiringOrganization", "name")),
            places=_places(posting),
            remote=_remote(words(inner(info, "remoteType"))),
            employment_type=words(inner(info, "timeType")),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(inner(info, "startDate")),
            expires_at=_end(info),
            active="closed" if closed else "open",
            apply_url=url,
            source_url=url,
            source_format=self.name,
            paths=known_paths(
                posting,
                {
                    "title": "jobPostingInfo.title" if inner(info, "title") else "title",
                    "company": "hiringOrganization.name",
                    "locations": "jobPostingInfo.location" if inner(info, "location") else "locationsText",
                    "remote": "jobPostingInfo.remoteType",
                    "employment_type": "jobPostingInfo.timeType",
                    "description": "jobPostingInfo.jobDescription",
                    "responsibilities": "jobPostingInfo.jobDescription",
                    "qualifications": "jobPostingInfo.jobDescription",
                    "posted_at": "jobPostingInfo.startDate",
                    "expires_at": "jobPostingInfo.endDate"
                    if inner(info, "endDate")
                    else "jobPostingInfo.jobPostingEndDateAsText",
                    "apply_url": "jobPostingInfo.externalUrl",
                    "source_url": "jobPostingInfo.externalUrl",
                },
            ),
        )


def _interface(place: str) -> tuple[str, str]:
    """The address of a site's interface, and what to search for.

    Raises:
        SourceError: `place` names no site.
    """
    parts = urlsplit(place if is_address(place) else f"https://{place}")
    query = parse_qs(parts.query).get("q", [""])[0]
    names = [name for name in parts.path.split("/") if name]
    if names[:2] == ["wday", "cxs"] and len(names) >= 4:
        return f"{parts.scheme}://{parts.netloc}/wday/cxs/{names[2]}/{names[3]}", query
    if names and _LANGUAGE.fullmatch(names[0]):
        names = names[1:]  # a language within the interface's address is refused
    short = _SHORT.fullmatch(f"{parts.netloc}/{'/'.join(names)}") if not is_address(place) else None
    host = f"{short[1]}.myworkdayjobs.com" if short else parts.netloc
    if not names or "." not in host or (not is_address(place) and short is None):
        raise SourceError(
            f"workday:{place}: names no site; write for example workday:acme.wd5/Careers or the page's address"
        )
    return f"https://{host}/wday/cxs/{host.split('.')[0]}/{names[0]}", query


def _steady(detail: object) -> dict[str, Any]:
    """The details without what changes from day to day."""
    info = inner(detail, "jobPostingInfo")
    if not isinstance(info, dict):
        return {}
    kept: dict[str, Any] = {
        "jobPostingInfo": {name: value for name, value in info.items() if name not in _CHANGING}
    }
    if organization := inner(detail, "hiringOrganization"):
        kept["hiringOrganization"] = organization
    return kept


def _identity(posting: Mapping[str, Any]) -> str:
    """The requisition, which ends the path of a posting; else the whole last part of the path."""
    if number := words(inner(posting, "jobPostingInfo", "jobReqId")):
        return number
    last = required(posting, "externalPath").rstrip("/").rsplit("/", 1)[-1]
    found = _REQUISITION.search(last)
    return found[1] if found else last


def _places(posting: Mapping[str, Any]) -> list[str]:
    """Those of the details; of a list only what is no count ("2 Locations")."""
    info = posting.get("jobPostingInfo")
    more = inner(info, "additionalLocations")
    found = [words(inner(info, "location")), *(map(words, more) if isinstance(more, list) else ())]
    if not any(found):
        listed = words(posting.get("locationsText"))
        found = [listed] if listed and not _COUNT.fullmatch(listed) else []
    return [place for place in found if place]


def _remote(told: str | None) -> Remote | None:
    folded = (told or "").lower()
    if "hybrid" in folded or "flexible" in folded:
        return "hybrid"
    if "remote" in folded:
        return "yes"
    return "no" if re.search(r"on-?\s?site|in[- ]office|in[- ]person", folded) else None


def _end(info: object) -> datetime | date | None:
    written = words(inner(info, "jobPostingEndDateAsText")) or ""
    return read_end(inner(info, "endDate")) or read_end(_END.sub("", written))
