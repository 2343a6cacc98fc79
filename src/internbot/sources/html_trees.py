"""HTML sources as trees."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from internbot.errors import SourceError


def parse_html(source: str) -> lxml_html.HtmlElement | None:
    """The tree of a page or fragment; None where there is nothing in it.

    Raises:
        SourceError: the parser gives up on it.
    """
    # Bytes, since lxml refuses text that declares an encoding of its own.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return lxml_html.document_fromstring(
            source.encode("utf-8", "replace"), parser=parser, ensure_head_body=True
        )
    except (etree.ParserError, ValueError, AssertionError, RecursionError) as error:
        if not source.strip() or isinstance(error, etree.ParserError):
            return None
        raise SourceError(f"is no HTML that can be read ({error})") from error
