"""Pages that declare their postings as schema.org JobPosting, in JSON-LD or microdata; also JSON-LD files."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import html as lxml_html

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.job_postings import job_postings, read_job_posting
from internbot.listings.feeds.microdata import microdata
from internbot.listings.feeds.schema_org import is_job_posting
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Document, Failure, Item, Span
from internbot.sources.html import HtmlReader
from internbot.sources.html_trees import parse_html
from internbot.sources.text_decoding import decode

_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_DECLARED = re.compile(
    rb"\"@type\"\s*:\s*(?:\[[^\]]{0,200})?\"(?:https?:\\?/\\?/schema\.org\\?/)?JobPosting\""
)
_DECLARED_IN_MARKUP = re.compile(rb"itemtype\s*=\s*[\"']?https?://schema\.org/JobPosting", re.IGNORECASE)


class JobPostingPagesReader:
    """Reads the postings that a page declares.

    The page's own text is read as an article too where it holds several postings. Where the one posting of a page
    is declared without a description, the page's text is the document, and the record is attached to it.
    """

    name = "job_posting_pages"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._places = places
        self._drafting = Drafting(places)
        self._pages = HtmlReader()

    def accepts(self, item: Item) -> bool:
        """Pages and JSON files that declare a JobPosting."""
        if _is_json(item):
            return _DECLARED.search(item.raw) is not None
        declared = b"JobPosting" in item.raw and self._pages.accepts(item)
        return declared and any(True for _ in _declared(item))

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each posting, and a failure for each that has no title.

        Raises:
            SourceError: the JSON of a file cannot be read.
        """
        if _is_json(item):
            nodes = _of_json(decode(item.raw))
            if not nodes:
                raise SourceError("is no JSON that can be read, or was cut")
        else:
            nodes = list(_declared(item))
        drafts: list[Draft] = []
        for number, node in enumerate(nodes, 1):
            try:
                found = read_job_posting(
                    node, self._places, number=number, page=item.url, source_format=self.name
                )
                drafts.append(found)
            except SourceError as error:
                yield Failure(f"{item.key}#{number}", str(error))
        merged = list(self._drafting.merged(drafts))
        bare = len(merged) == 1 and merged[0].description is None
        pages = [] if _is_json(item) or (len(merged) == 1 and not bare) else list(self._page(item))
        if bare and pages:
            yield self._attached(pages[0], merged[0])
            return
        yield from pages
        for draft in merged:
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _page(self, item: Item) -> Iterator[Document]:
        try:
            yield from (one for one in self._pages.read(item) if isinstance(one, Document))
        except SourceError:
            return  # a page that scripts fill, with nothing but its declaration

    def _attached(self, page: Document, draft: Draft) -> Document:
        spans = {}
        for name, values in (
            ("title", [draft.title]),
            ("company", [draft.company]),
            ("locations", draft.places),
        ):
            at = page.text.find(values[0]) if values and values[0] else -1
            if at >= 0 and values[0]:
                spans[name] = Span(at, at + len(values[0]))
        return self._drafting.attached(page, draft, spans)


def _is_json(item: Item) -> bool:
    start = item.raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start in (b"{", b"[") and item.suffix not in (".jsonl", ".ndjson")


def _declared(item: Item) -> Iterator[dict[str, Any]]:
    try:
        tree = parse_html(decode(item.raw))
    except SourceError:
        return
    if tree is None:
        return
    yield from _of_scripts(tree)
    if _DECLARED_IN_MARKUP.search(item.raw):
        for thing in microdata(tree):
            if is_job_posting(thing):
                yield thing


def _of_scripts(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _of_json(_WRAPPING.sub("", "".join(script.itertext())))


def _of_json(source: str) -> Sequence[dict[str, Any]]:
    """The postings of JSON-LD, which some pages escape once too often; none where it is no JSON."""
    for text in (source, html.unescape(source)):
        try:
            return list(job_postings(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue
    return []
