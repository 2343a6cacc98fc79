"""XML that strangers send: parsed without entities, without a network, and never beyond what it says."""

from __future__ import annotations

import re

from lxml import etree

from internbot.errors import SourceError
from internbot.sources.documents import Item
from internbot.sources.text_decoding import decode

_BEGINNING = re.compile(
    r"\s*(?:<\?xml\b[^>]*>)?\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*(?:<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>)?\s*<([\w:.-]+)",
    re.DOTALL,
)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_SNIFFED = 8_192  # bytes in which the root element must begin
_TYPES = frozenset(
    ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml")
)


def root_name(item: Item) -> str:
    """The name of the root element in small letters, without its prefix; empty for what is no XML."""
    raw = item.raw[:_SNIFFED]
    if raw.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1] != b"<":
        return ""
    try:
        text = decode(raw) if b"\x00" in raw else raw.decode("utf-8", "ignore").removeprefix("\ufeff")
    except SourceError:
        return ""
    found = _BEGINNING.match(text)
    return found[1].rsplit(":", 1)[-1].lower() if found else ""


def checked_xml(item: Item) -> bytes:
    """The bytes of an item, in UTF-8 where they were UTF-16.

    Raises:
        SourceError: it declares entities, with which a few bytes can become gigabytes or a file of this machine.
    """
    raw = item.raw
    if b"\x00" in raw[:_SNIFFED]:
        raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(raw)).encode("utf-8", "surrogatepass")
    if _ENTITY.search(raw.decode("latin-1")):
        raise SourceError("declares entities of its own, which are not read; remove its DOCTYPE")
    return raw


def parse_xml(item: Item) -> etree._Element:
    """The root element.

    Raises:
        SourceError: it is no XML, was cut, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(checked_xml(item), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError(f"is no XML that can be read, or was cut ({reason})") from error


def text_of(element: etree._Element, *names: str) -> str | None:
    """The text of the first child with one of the names (small letters, without prefix) that holds any."""
    for name in names:
        for child in element:
            if local_name(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return None


def texts_of(element: etree._Element, name: str) -> list[str]:
    """The texts of all children with the name that hold any."""
    children = (child for child in element if local_name(child) == name)
    return [text for child in children if (text := "".join(child.itertext()).strip())]


def local_name(element: etree._Element) -> str:
    """The name of an element in small letters, without its namespace."""
    return str(etree.QName(element).localname).lower()
