"""The page of a stored source: its snapshot, readable, with the quoted words highlighted."""

from __future__ import annotations

from fastapi import FastAPI, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from internbot import __version__
from internbot.assistant import Assistant
from internbot.errors import NotFound
from internbot.index.catalog import StoredDocument
from internbot.sources.documents import Block, Span
from internbot.web.dates import age_in_words, in_words
from internbot.web.links import live_page
from internbot.web.security import CHAT_PREFIX
from internbot.web.snapshots import parts, shows_all

_KINDS = {"article": "Article", "listing": "Listing"}
PAGE_HEADERS = {"X-Robots-Tag": "noindex", "Cache-Control": "no-cache"}


def templates(root: str = "") -> Environment:
    """The templates of the pages that need no script; `root` is the path that the server is shown at."""
    pages = Environment(
        loader=PackageLoader("internbot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals.update(version=__version__, root=root, chat=f"{root}{CHAT_PREFIX}/")
    return pages


def add_source_pages(app: FastAPI, assistant: Assistant, root: str = "") -> None:
    """Adds `/sources/{document}`; an id that no path can carry goes into the parameter `id`."""
    pages = templates(root)

    @app.get("/sources/{document:path}", include_in_schema=False)
    def source(request: Request, document: str) -> HTMLResponse:
        asked = request.query_params
        try:
            stored = assistant.show(asked.get("id") or document)
        except NotFound:
            return HTMLResponse(pages.get_template("no_source.html").render(), 404, PAGE_HEADERS)
        marked, note = quoted_span(stored, asked.get("start"), asked.get("end"), asked.get("version"))
        return HTMLResponse(
            pages.get_template("source.html").render(_page(stored, marked, note)), 200, PAGE_HEADERS
        )


def quoted_span(
    stored: StoredDocument, start: str | None, end: str | None, version: str | None
) -> tuple[Span | None, str | None]:
    """What to highlight, and what to tell the reader where that is not possible.

    Args:
        stored: the document.
        start: offset of the quote's first character, as it came in the address.
        end: offset after its last one.
        version: beginning of the hash of the text that the offsets count in.
    """
    if start is None and end is None:
        return None, None
    if version and not stored.sha256.startswith(version):
        return None, "This source has changed since the answer was written, so the quote is not highlighted."
    if _is_offset(start) and _is_offset(end):
        span = Span(int(start or 0), int(end or 0))
        if span.start < span.end <= len(stored.text) and span.of(stored.text).strip():
            return span, None
    return None, "The link to this page names no place in the text, so no quote is highlighted."


def _is_offset(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdecimal() and len(value) <= 12


def _page(stored: StoredDocument, marked: Span | None, note: str | None) -> dict[str, object]:
    quote = marked.of(stored.text) if marked else ""
    retrieved = stored.retrieved.date()
    return {
        "title": stored.title,
        "kind": _KINDS[stored.kind],
        "published": in_words(stored.published) if stored.published else None,
        "age": age_in_words(stored.published, retrieved) if stored.published else "",
        "checked": in_words(retrieved),
        "license": stored.license_note,
        "sha256": stored.sha256,
        "live": live_page(stored.url, quote, record=stored.kind == "listing"),
        "note": note,
        "complete": shows_all(stored.text, marked),
        "length": f"{len(stored.text):,}",
        "groups": parts(stored.text, _without_title(stored, marked), marked),
    }


def _without_title(stored: StoredDocument, marked: Span | None) -> tuple[Block, ...]:
    """The blocks without a heading that only repeats the title above it, unless it is what is quoted."""
    blocks = stored.blocks
    if len(blocks) < 2 or blocks[0].kind != "heading" or (marked and marked.start < blocks[0].span.end):
        return blocks
    return blocks[1:] if blocks[0].span.of(stored.text).strip() == stored.title.strip() else blocks
