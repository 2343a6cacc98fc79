"""Personio's XML feed: `<workzag-jobs>` with a `<position>` for each posting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from internbot.errors import SourceError
from internbot.listings.descriptions import Description, read_description, section_named
from internbot.listings.drafting import Drafting
from internbot.listings.feed_dates import read_day
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.xml_sources import local_name, parse_xml, root_name, text_of, texts_of
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Document, Failure, Item

_YEARS = re.compile(r"(?:(lt|gt|more than|less than)[-_ ]?)?(\d{1,2})(?:\s*-\s*\d{1,2})?")


class PersonioXmlReader:
    """Reads such feeds; being in one means being open."""

    name = "personio_xml"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)

    def accepts(self, item: Item) -> bool:
        """XML whose root is `<workzag-jobs>`."""
        return root_name(item) == "workzag-jobs"

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each position, and a failure for each without a name.

        Raises:
            SourceError: the item is no XML, was cut, or declares entities.
        """
        drafts: list[Draft] = []
        for number, position in enumerate(parse_xml(item), 1):
            if local_name(position) != "position":
                continue
            try:
                drafts.append(self._draft(position, number))
            except SourceError as error:
                yield Failure(f"{item.key}#{number}", str(error))
        for draft in self._drafting.merged(drafts):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _draft(self, position: etree._Element, number: int) -> Draft:
        title = text_of(position, "name")
        if title is None:
            raise SourceError(f"position {number} has no name")
        offices = texts_of(position, "office")
        for more in position:
            if local_name(more) == "additionaloffices":
                offices += texts_of(more, "office")
        text = _described(position)
        kind, schedule = text_of(position, "employmenttype"), text_of(position, "schedule")
        years = text_of(position, "yearsofexperience")
        paths = {
            "title": "name",
            "company": "subcompany",
            "locations": "office",
            "employment_type": "employmentType" if _is_kind(kind) else "schedule",
            "experience_years": "yearsOfExperience",
            "posted_at": "createdAt",
            "description": "jobDescriptions",
        }
        return Draft(
            id=text_of(position, "id") or str(number),
            title=title,
            raw=etree.tostring(position, encoding="utf-8", with_tail=False),
            company=text_of(position, "subcompany"),
            places=tuple(dict.fromkeys(offices)),
            employment_type=kind if _is_kind(kind) else schedule,
            experience_years=_least(years),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(text_of(position, "createdat")),
            active="open",
            source_format=self.name,
            paths={field: f"position/{path}" for field, path in paths.items()},
        )


def _is_kind(written: str | None) -> bool:
    """Whether the type tells more than how long the contract runs ("permanent")."""
    return written is not None and written.lower() not in ("permanent", "temporary", "fixed", "other")


def _least(written: str | None) -> float | None:
    """The least of a span of years ("7-10", "lt-1"); None where no least is told."""
    found = _YEARS.search(written.lower()) if written else None
    if found is None:
        return None
    return 0.0 if found[1] and found[1].startswith("l") else float(found[2])


def _described(position: etree._Element) -> Description:
    whole = Description()
    for holder in position:
        if local_name(holder) != "jobdescriptions":
            continue
        for one in holder:
            name, value = text_of(one, "name"), text_of(one, "value")
            section = section_named(name) if name else None
            heading = f"<h3>{name}</h3>" if name and section is None else ""
            whole += read_description(f"{heading}{value}" if value else None, section or "description")
    return whole
