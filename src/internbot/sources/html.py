"""Web pages: the article's text with its structure, and what the page says about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml import etree
from lxml import html as lxml_html

from internbot.errors import SourceError
from internbot.sources.dates import read_date
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.html_trees import parse_html
from internbot.sources.main_content import main_element
from internbot.sources.markdown import title_from_name
from internbot.sources.markup import render_html
from internbot.sources.placeholders import choose_sign, mark, without_marked
from internbot.sources.renderings import Rendering
from internbot.sources.text_decoding import decode

_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_BEGINNING = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_TITLE_BLOCK = re.compile(
    r"\{%\s*block\s+\w{0,20}title\w{0,20}\s*%\}((?:(?!\{%).){0,500})\{%\s*endblock[^%]{0,50}%\}",
    re.DOTALL | re.IGNORECASE,
)
_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "publish-date", "pubdate", "parsely-pub-date",
    "citation_publication_date", "article:modified_time", "og:updated_time", "datemodified",
    "last-modified", "dcterms.modified",
)  # fmt: skip
_LD_DATES = ("datePublished", "datePosted", "dateModified")
_RIGHTS = ("dc.rights", "dcterms.rights", "dcterms.license", "license", "copyright")


class HtmlReader:
    """Reads web pages; what a page declares as JSON-LD is kept in the metadata as a JSON list, `jsonld`."""

    name = "html"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name, media type or first bytes."""
        if item.suffix in _SUFFIXES or item.media_type in ("text/html", "application/xhtml+xml"):
            return True
        return item.suffix in ("", ".txt") and _BEGINNING.match(item.raw[:2_000]) is not None

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The one document of the page."""
        charset = _CHARSET.search(item.raw[:4_096])
        source = decode(item.raw, declared=charset[1].decode("ascii") if charset else None)
        sign = choose_sign(source)
        source = mark(_TITLE_BLOCK.sub(r"<title>\1</title>", source), sign)
        tree = parse_html(source)
        if tree is None:
            raise SourceError("holds no text")
        about = _About(tree, sign)
        rendering = Rendering()
        main = main_element(tree, source)
        heading = about.heading
        if heading is not None and not _holds(main, heading):
            render_html(heading, rendering, sign=sign)
        render_html(main, rendering, sign=sign)
        if not rendering.blocks:
            raise SourceError("holds no text; a page that scripts fill must be saved after it has loaded")
        yield Document(
            id=item.key,
            title=about.title or title_from_name(item.key),
            text=rendering.text,
            url=item.url or about.canonical,
            published=about.published,
            retrieved=item.retrieved,
            license_note=about.license_note,
            blocks=tuple(rendering.blocks),
            metadata=about.metadata,
        )


def _holds(element: etree._Element, inner: etree._Element) -> bool:
    return element is inner or any(ancestor is element for ancestor in inner.iterancestors())


class _About:
    """What the head of a page, its JSON-LD and its marked elements say about it."""

    def __init__(self, tree: lxml_html.HtmlElement, sign: str) -> None:
        self._tree = tree
        self._sign = sign
        self._values: dict[str, str] = {}
        for element in tree.iter("meta", "time"):
            content = element.get("content") or element.get("datetime") or ""
            for attribute in ("property", "name", "itemprop"):
                name = (element.get(attribute) or "").lower()
                if name and content.strip():
                    self._values.setdefault(name, " ".join(content.split()))
        self._linked_data = list(_linked_data(tree))
        headings = list(tree.iter("h1"))
        self.heading = headings[0] if len(headings) == 1 else None
        # Kept now: the furniture that is removed later may hold them.
        self.title = self._title()
        self.license_note = self._license()
        self.canonical = self._canonical()

    @property
    def published(self) -> date | None:
        """The date that the page declares; never one that stands in its text."""
        found = [self._values.get(name) for name in _PUBLISHED[:-5]]
        found += [node.get(name) for name in _LD_DATES for node in self._linked_data]  # type: ignore[misc]
        found += [self._values.get(name) for name in _PUBLISHED[-5:]]
        return next((day for value in found if (day := read_date(value))), None)

    @property
    def metadata(self) -> dict[str, str]:
        """Description, author and site name as they are declared; JSON-LD as `jsonld`."""
        names = {
            "description": "description",
            "author": "author",
            "site": "og:site_name",
            "language": "og:locale",
        }
        values = {key: self._values[name] for key, name in names.items() if name in self._values}
        values = {key: kept for key, value in values.items() if (kept := without_marked(value, self._sign))}
        if self._linked_data:
            values["jsonld"] = json.dumps(self._linked_data, ensure_ascii=True)
        return values

    def _title(self) -> str:
        candidates = ["".join(self.heading.itertext())] if self.heading is not None else []
        candidates += [self._values.get("og:title", "")]
        candidates += ["".join(element.itertext()) for element in self._tree.iter("title")]
        cleaned = (" ".join(text.split()).strip("¶# ") for text in candidates)
        return next((text for text in cleaned if text and self._sign not in text), "")

    def _canonical(self) -> str | None:
        links = [e.get("href") or "" for e in self._tree.iter("link") if "canonical" in (e.get("rel") or "")]
        for address in [*links, self._values.get("og:url", "")]:
            if (
                address.startswith(("http://", "https://"))
                and not re.search(r"\s", address)
                and self._sign not in address
            ):
                return address
        return None

    def _license(self) -> str | None:
        for element in self._tree.iter("a", "link"):
            if "license" in (element.get("rel") or "").lower().split():
                words = " ".join("".join(element.itertext()).split())
                address = element.get("href") or ""
                return f"{words} ({address})" if words and address else words or address or None
        return next((self._values[name] for name in _RIGHTS if name in self._values), None)


def _linked_data(tree: lxml_html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of all JSON-LD scripts, those of lists and of `@graph` one by one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = json.loads("".join(script.itertext()), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                graph = node.get("@graph")
                yield from (
                    inner
                    for inner in (graph if isinstance(graph, list) else [node])
                    if isinstance(inner, dict)
                )
