"""The postings of a careers page saved as text: the texts stay as they are, and a record is attached to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from internbot.errors import SourceError
from internbot.listings.descriptions import read_description
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.places import PlaceResolver
from internbot.sources.careers_page import CareersPageReader
from internbot.sources.documents import Document, Failure, Item, Span
from internbot.sources.postings import stated_role

_CLOSING = re.compile(r"one of the following locations:\s*(.+?)\s*$", re.DOTALL)
_COMPANY = re.compile(
    r"(?:^|(?<=[.!?] ))([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2}) (?:is (?:looking for|seeking|hiring|investing)|seeks)\b"
)


class CareersPostingsReader:
    """Reads such a page as `CareersPageReader` does: its article, then its postings, now with their records.

    The places of a posting are those of its last line and that of the line above it, since either may name one that
    the other does not.
    """

    name = "careers_postings"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places
        self._pages = CareersPageReader()

    def accepts(self, item: Item) -> bool:
        """By name and shape: a text file with at least two postings."""
        return self._pages.accepts(item)

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The article first, then the postings in their order."""
        documents = list(self._pages.read(item))
        employer = _employer(
            [one.text for one in documents if isinstance(one, Document) and one.kind == "listing"]
        )
        for document in documents:
            if isinstance(document, Failure) or document.kind != "listing":
                yield document
                continue
            try:
                yield self._attached(document, employer)
            except SourceError as error:
                yield document
                yield Failure(document.id, str(error))

    def _attached(self, document: Document, employer: str | None) -> Document:
        text = document.text
        spans: dict[str, Span] = {}
        if title := stated_role(text) or _beginning(text, document.title):
            spans["title"] = title
        if closing := _CLOSING.search(text):
            spans["locations"] = Span(closing.start(1), closing.start(1) + len(closing[1]))
        company = re.search(rf"\b{re.escape(employer)}\b", text) if employer else None
        if company:
            spans["company"] = Span(*company.span())
        spans["description"] = Span(0, len(text))
        heading = document.metadata.get("location", "")
        described = read_description(text)
        draft = Draft(
            id=document.id.rpartition("#")[2],
            title=document.title,
            raw=document.raw or b"",
            company=employer if company else None,
            places=self._all_places(closing[1] if closing else "", heading),
            description=described.description,
            responsibilities=described.responsibilities,
            qualifications=described.qualifications,
            source_format=self.name,
        )
        return self._drafting.attached(document, draft, spans)

    def _all_places(self, closing: str, heading: str) -> tuple[str, ...]:
        """The closing places, each once, and that of the heading where it is another one."""
        kept: list[str] = []
        seen: set[tuple[str | None, str | None, str | None]] = set()
        for written in (*re.split(r"\s*\|\s*", closing), heading):
            found = self._places.resolve(written).places if written else ()
            known = {(place.city, place.region, place.country) for place in found}
            if not found or known <= seen:
                continue
            seen |= known
            kept.append(written)
        return tuple(kept)


def _employer(texts: Sequence[str]) -> str | None:
    """Whose postings they are: the only name that they say is hiring; a page with several names tells none."""
    names = {match[1] for text in texts for match in _COMPANY.finditer(text)}
    return names.pop() if len(names) == 1 else None


def _beginning(text: str, title: str) -> Span | None:
    """Where the words after the colon of a title stand that was made from a posting's beginning."""
    words = title.partition(": ")[2].removesuffix("…").strip()
    at = text.find(words) if words else -1
    return Span(at, at + len(words)) if at >= 0 else None
