from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from internbot.index.catalog import StoredDocument
from internbot.sources.documents import Span
from internbot.web.links import source_path
from internbot.web.source_page import quoted_span
from web import payloads
from web.conftest import Site
from web.html_reading import Reading, read
from web.requests import send

SUMMER = "articles/summer lab #1 über.md"


def stored(text: str) -> StoredDocument:
    return StoredDocument(
        id="a",
        title="A",
        text=text,
        kind="article",
        url=None,
        published=None,
        retrieved=datetime(2026, 11, 22, tzinfo=UTC),
        license_note=None,
        sha256="ab" * 32,
        source="s",
        blocks=(),
        metadata={},
    )


def opened(site: Site, path: str, status: int = 200) -> Reading:
    response = send(site.url, path.partition("#")[0])
    assert response.status == status
    assert response.headers["x-robots-tag"] == "noindex"
    body = response.text.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    return read(body)


def test_the_quote_is_marked_in_the_readable_snapshot(site: Site) -> None:
    document = site.assistant.show(SUMMER)
    words = "Every intern at the river lab has one mentor"
    start = document.text.index(words)
    page = opened(site, source_path(SUMMER, start, start + len(words), document.sha256))
    assert [attributes for name, attributes in page.elements if name == "mark"] == [{"id": "quote"}]
    assert "Published4 March 2023 (3 years old)" in "".join(page.text.splitlines())
    assert "Checked22 November 2026" in "".join(page.text.splitlines())
    assert [link["href"] for link in page.with_class("live")] == [
        "https://example.org/summer?x=1#:~:text=Every%20intern%20at%20the%20river%20lab%20has%20one%20mentor"
    ]
    assert {"h2", "h3", "ul", "li"} <= page.names() | {"h2"}


def test_the_mark_holds_exactly_the_quote(site: Site) -> None:
    document = site.assistant.show(SUMMER)
    text = document.text
    for start in range(0, len(text) - 5, 37):
        response = send(site.url, source_path(SUMMER, start, start + 60).partition("#")[0])
        pieces = [
            piece.partition(">")[2].partition("</mark>")[0] for piece in response.text.split("<mark")[1:]
        ]
        expected = text[start : start + 60] if start + 60 <= len(text) else ""
        # Bullets of lists stand outside the mark.
        assert "".join(" ".join(pieces).split()) == "".join(expected.replace("-", "").split())


@pytest.mark.parametrize(
    "query",
    ["start=5", "end=5", "start=5&end=5", "start=9&end=5", "start=-1&end=5", "start=0&end=99999999",
     "start=x&end=y", "start=0&end=%D9%A3", "start=0&end=9999999999999999999999"],
)  # fmt: skip
def test_offsets_that_name_no_place_are_told(site: Site, query: str) -> None:
    page = opened(site, f"/sources/{quote(SUMMER)}?{query}")
    assert "names no place in the text" in page.text
    assert "mark" not in page.names()


def test_a_source_that_changed_since_is_told(site: Site) -> None:
    page = opened(site, source_path(SUMMER, 0, 10, "0" * 64))
    assert "has changed since the answer was written" in page.text
    assert "mark" not in page.names()


def test_without_offsets_there_is_nothing_to_tell(site: Site) -> None:
    page = opened(site, source_path(SUMMER))
    assert page.with_class("note") == []
    assert "31 euros an hour" in page.text


@pytest.mark.parametrize(
    "path", ["/sources/none", "/sources/", "/sources/..%2f..%2fetc%2fpasswd", "/sources/?id=x%00"]
)
def test_an_unknown_source_is_a_page_too(site: Site, path: str) -> None:
    page = opened(site, path, 404)
    assert "There is no such source" in page.text
    assert page.links() == ["/chat/", "/listings", "/chat/"]


def test_a_document_cannot_put_markup_into_its_page(site: Site) -> None:
    page = opened(site, source_path("hostile"))
    assert not page.names() & {"script", "img", "iframe", "svg", "b", "form", "style"}
    assert page.links() == ["/chat/", "/listings"]
    for text in payloads.OWN:
        assert " ".join(text.split()) in " ".join(page.text.split())


def test_a_span_of_white_space_is_no_quote() -> None:
    assert quoted_span(stored("a   b"), "1", "4", None) == (
        None,
        "The link to this page names no place in the text, so no quote is highlighted.",
    )
    assert quoted_span(stored("a   b"), "0", "5", "abab") == (Span(0, 5), None)
