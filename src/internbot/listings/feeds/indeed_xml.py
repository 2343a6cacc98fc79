"""Indeed-style XML: `<source>` with a `<job>` for each posting, as many boards offer it to search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from internbot.errors import SourceError
from internbot.listings.descriptions import read_description
from internbot.listings.drafting import Drafting
from internbot.listings.feed_dates import read_day, read_end
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import address
from internbot.listings.feeds.written_pay import read_written_pay
from internbot.listings.feeds.xml_sources import local_name, parse_xml, root_name, text_of
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Remote
from internbot.sources.documents import Document, Failure, Item

_ROOTS = frozenset(("source", "jobs", "trovit", "rss", "feed"))
_JOB = re.compile(rb"<job[\s>]")
_NAMES = {
    "title": ("title", "jobtitle", "name"),
    "id": ("referencenumber", "requisitionid", "id", "reference", "guid"),
    "company": ("company", "employer", "companyname"),
    "url": ("url", "link", "applyurl", "apply_url"),
    "description": ("description", "content", "summary"),
    "posted_at": ("date", "pubdate", "posted", "dateposted", "posted_at"),
    "expires_at": ("expirationdate", "expiration_date", "expires", "validthrough", "closingdate"),
    "employment_type": ("jobtype", "job_type", "employmenttype", "type"),
    "salary": ("salary",),
    "degree_levels": ("education",),
    "experience_years": ("experience",),
}
_KEPT = frozenset(_NAMES) - {"id", "url", "experience_years"}
_REMOTE: tuple[tuple[re.Pattern[str], Remote], ...] = (
    (re.compile(r"hybrid", re.IGNORECASE), "hybrid"),
    (re.compile(r"on-?site|^(?:no|false|0)$|never|not remote", re.IGNORECASE), "no"),
    (re.compile(r"remote|^(?:yes|true|1)$|fully|home", re.IGNORECASE), "yes"),
)


class IndeedXmlReader:
    """Reads such feeds; being in one means being open, as the format has it."""

    name = "indeed_xml"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places

    def accepts(self, item: Item) -> bool:
        """XML with a root such as `<source>` and `<job>` elements."""
        return root_name(item) in _ROOTS and _JOB.search(item.raw) is not None

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each job, and a failure for each that has no title.

        Raises:
            SourceError: the item is no XML, was cut, or declares entities.
        """
        root = parse_xml(item)
        drafts: list[Draft] = []
        publisher = text_of(root, "publisher")
        for number, job in enumerate((one for one in root.iter() if local_name(one) == "job"), 1):
            try:
                drafts.append(self._draft(job, number, publisher))
            except SourceError as error:
                yield Failure(f"{item.key}#{number}", str(error))
        for draft in self._drafting.merged(drafts):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _draft(self, job: etree._Element, number: int, publisher: str | None) -> Draft:
        said = {field: text_of(job, *names) for field, names in _NAMES.items()}
        title = said["title"]
        if title is None:
            raise SourceError(f"job {number} has no title")
        link = address(said["url"])
        parts = [text_of(job, "city"), text_of(job, "state", "region"), text_of(job, "country")]
        place = ", ".join(dict.fromkeys(part for part in parts if part)) or text_of(job, "location")
        remote = text_of(job, "remotetype", "remote", "workplacetype")
        text = read_description(said["description"])
        experience = read_description(said["experience_years"], "qualifications")
        education = said["degree_levels"]
        return Draft(
            id=said["id"] or link or str(number),
            title=title,
            raw=etree.tostring(job, encoding="utf-8", with_tail=False),
            company=said["company"] or publisher,
            places=(place,) if place else (),
            remote=next((mode for pattern, mode in _REMOTE if remote and pattern.search(remote)), None),
            employment_type=said["employment_type"],
            degrees=(education,) if education else (),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=(*text.qualifications, *experience.qualifications),
            posted_at=read_day(said["posted_at"]),
            expires_at=read_end(said["expires_at"]),
            active="open",
            salary=read_written_pay(said["salary"] or "", self._places, (place,) if place else ()),
            apply_url=link,
            source_format=self.name,
            paths={
                **{
                    field: f"job/{_found(job, _NAMES[field])}"
                    for field in said
                    if field in _KEPT and said[field]
                },
                **({"locations": "job/city" if any(parts) else "job/location"} if place else {}),
                **({"remote": "job/remotetype"} if remote else {}),
                **({"apply_url": "job/url"} if link else {}),
            },
        )


def _found(job: etree._Element, names: tuple[str, ...]) -> str:
    return next(name for name in names if text_of(job, name))
