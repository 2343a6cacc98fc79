"""Saved pages that are clearly a posting, though they do not declare it: the page's text with a record."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from internbot.errors import SourceError
from internbot.listings.descriptions import read_description
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.posting_signs import is_posting
from internbot.listings.feeds.posting_texts import text_spans
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Document, Failure, Item, Span
from internbot.sources.html import HtmlReader
from internbot.sources.text_decoding import decode

_TITLE = re.compile(r"<title\b[^>]*>(.{3,300}?)</title", re.IGNORECASE | re.DOTALL)
_LONGEST = 400_000  # characters: no posting is longer
_SITE = re.compile(r"\s+[|–—-]\s+")
_POSTAL_CODE = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_AT_COMPANY = re.compile(r"(.+?)\s+(?:at|@)\s+([A-Z].{1,60})")
_WRITTEN = re.compile(
    r"\bproperty=[\"']article:|\"@type\"\s*:\s*\"(?:News|Blog)?(?:Article|Posting)\"", re.IGNORECASE
)


class PostingPagesReader:
    """Reads pages whose title is that of a job and whose text has the sections of a posting.

    The title's place and company are read where it names them ("Data Intern - Oslo, Norway", "Data Intern at Acme").
    """

    name = "posting_pages"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places
        self._pages = HtmlReader()

    def accepts(self, item: Item) -> bool:
        """Pages that are clearly a posting; those that call themselves an article are none."""
        if not self._pages.accepts(item) or len(item.raw) > _LONGEST:
            return False
        try:
            source = decode(item.raw)
        except SourceError:
            return False
        found = _TITLE.search(source)
        if found is None or _WRITTEN.search(source):
            return False
        title, _, place = self._parts(_cleaned(found[1]))
        return is_posting(title, source, placed=place is not None)

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The page's document with its record."""
        for document in self._pages.read(item):
            if isinstance(document, Failure):
                yield document
                continue
            found = _TITLE.search(decode(item.raw))
            title, company, place = self._parts(_cleaned(found[1]) if found else document.title)
            described = read_description(document.text)
            draft = Draft(
                id=item.key,
                title=title,
                raw=item.raw,
                company=company,
                places=(place,) if place else (),
                description=described.description,
                responsibilities=described.responsibilities,
                qualifications=described.qualifications,
                posted_at=document.published,
                source_url=document.url,
                source_format=self.name,
            )
            spans = {**text_spans(document.text, draft), "description": Span(0, len(document.text))}
            try:
                yield self._drafting.attached(document, draft, spans)
            except SourceError as error:
                yield document
                yield Failure(item.key, str(error))

    def _parts(self, title: str) -> tuple[str, str | None, str | None]:
        """Title, company and place of a page's title, where its last part is a place."""
        pieces = _SITE.split(title)
        place = None
        for at in range(len(pieces) - 1, 0, -1):
            written = _POSTAL_CODE.sub("", pieces[at])
            found = self._places.resolve(written)
            if len(written) > 3 and found.places and all(one.country for one in found.places):
                place = written
                pieces = pieces[:at]
                break
        name = " - ".join(pieces) if place else title
        if company := _AT_COMPANY.fullmatch(pieces[0]):
            return company[1], company[2], place
        return name, None, place


def _cleaned(title: str) -> str:
    return " ".join(html.unescape(title).split())
