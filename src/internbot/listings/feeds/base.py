"""What a format of postings is: what it reads, and how it is fetched from its board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from internbot.fetching.requests import Fetch, Request, Response
from internbot.listings.record import Remote, Salary, Sponsorship, Status
from internbot.sources.documents import Failure, Item, Reader

__all__ = ["Board", "Draft", "Fetch", "Request", "Response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a source says of one posting, still in its own words where that is all it gives.

    Feeds fill in what their fields say and nothing else; `listings/drafting.py` makes the record of it.

    Attributes:
        id: unique within the source and the same at each reading.
        places: as written; each may name several places, or none.
        remote: what a field of its own says; words within `places` are read by the drafting.
        employment_type: as written, such as "INTERN" or "Full-time".
        terms: as written, such as "Summer 2026".
        degrees: as written, such as "Bachelor's".
        experience_years: what a field of its own says; the least that is asked for.
        description: plain text, a paragraph a line, items of lists with "- " before them.
        salary: what a field of its own says.
        active: "open" where being in the feed means being open.
        of_internships: whether the source is a list of internships, so that a row is one unless its title says
            otherwise.
        source_format: name of the format, such as "greenhouse".
        paths: where in `raw` a field was read, by the record's field name: a JSON path such as
            "location.name", an XML element, a column.
        raw: the bytes of this posting as the source gives them.
    """

    id: str
    title: str
    raw: bytes
    company: str | None = None
    places: Sequence[str] = ()
    remote: Remote | None = None
    employment_type: str | None = None
    terms: Sequence[str] = ()
    degrees: Sequence[str] = ()
    experience_years: float | None = None
    description: str | None = None
    responsibilities: Sequence[str] = ()
    qualifications: Sequence[str] = ()
    skills: Sequence[str] = ()
    posted_at: date | None = None
    expires_at: datetime | date | None = None
    active: Status = "unknown"
    salary: Salary | None = None
    sponsorship: Sponsorship | None = None
    apply_url: str | None = None
    source_url: str | None = None
    license_note: str | None = None
    of_internships: bool = False
    source_format: str = "unknown"
    paths: Mapping[str, str] = field(default_factory=dict)


class Board(Reader, Protocol):
    """A format of postings that has an address in the network.

    Attributes:
        scheme: what goes before the colon in `greenhouse:acme`.
    """

    scheme: str

    def collect(self, place: str, fetch: Fetch) -> Iterator[Item | Failure]:
        """One item that holds all of a board in the shape that `read` takes; failures for what is lacking.

        Several pages are put together into one item, in an order that does not change between two fetches of the same
        postings, and without anything that does (a time of fetching), so that its hash tells whether something changed.
        Where a page fails, what was fetched so far is given all the same, and then a Failure with the same key.

        Args:
            place: what stands after the colon: the board's name there, or a full URL of its interface (another host of
                the same software, a test server).
            fetch: fetches one request.

        Raises:
            FetchError: not even the first page could be had.
            SourceError: `place` is no name of a board.
        """
