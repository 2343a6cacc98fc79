"""Addresses that the pages point to: a source page at a quote, a live page at the same words."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

_VERSION_DIGITS = 12
_RANGE_WORDS = 5
_WHOLE_WORDS = 12
# What stands before a list item in a stored text is not among the words of the page.
_BULLET = re.compile(r"(?:[-*+•‣·–]|\d{1,3}[.)])\s+")
_FIELD = re.compile(r"[A-Z][\w /()-]{0,40}: +(?=\S)")


def source_path(
    document: str, start: int | None = None, end: int | None = None, sha256: str = "", *, root: str = ""
) -> str:
    """Path of our page for a stored document; with offsets, scrolled to and highlighting `text[start:end]`.

    With the hash of the text that the offsets count in, the page knows whether they still hold. `root` is the path that
    the server is shown at.
    """
    path, query = _below(f"{root}/sources/", document)
    if start is None or end is None:
        return path + ("?" + urlencode(query, errors="surrogatepass") if query else "")
    place = {"start": str(start), "end": str(end)} | ({"version": sha256[:_VERSION_DIGITS]} if sha256 else {})
    return f"{path}?{urlencode(query | place, errors='surrogatepass')}#quote"


def record_path(document: str, *, root: str = "") -> str:
    """Path of our page for the record of a listing; `root` as for `source_path`."""
    path, query = _below(f"{root}/listings/", document)
    return path + ("?" + urlencode(query, errors="surrogatepass") if query else "")


def _below(folder: str, document: str) -> tuple[str, dict[str, str]]:
    # Browsers fold "." and ".." away, even percent-encoded, and proxies "//": such ids travel in the query.
    if any(segment in {"", ".", ".."} for segment in document.split("/")):
        return folder, {"id": document}
    return folder + quote(document, safe="/", errors="surrogatepass"), {}


def web_address(url: str | None) -> str | None:
    """`url` where it is an absolute http(s) address without credentials, else None."""
    if not url or any(character <= " " or character in '"<>\\^`{|}' for character in url):
        return None
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if valid else None


def live_page(url: str | None, passage: str, *, record: bool = False) -> str | None:
    """Address of the live page that makes the browser scroll to `passage`; None where there is no such page.

    Args:
        url: the document's address.
        passage: the quote, as stored.
        record: the quote comes from a rendering with one `Field: value` a line, whose field names we added.
    """
    address = web_address(url)
    if address is None:
        return None
    directive = _text_directive(passage, record=record)
    if not directive:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _text_directive(passage: str, *, record: bool) -> str:
    """The value of a text fragment: the whole words where short, else its first and last words."""
    lines = [line.strip() for line in passage.splitlines()]
    if record:
        lines = [_FIELD.sub("", line, count=1) for line in lines]
    lines = [line for line in (_BULLET.sub("", line, count=1) for line in lines) if line]
    if not lines:
        return ""
    words = [line.split() for line in lines]
    if len(words) == 1 and len(words[0]) <= _WHOLE_WORDS:
        return _encode(" ".join(words[0]))
    # A range may cross blocks of the page; each of its ends may not.
    first, last = words[0][:_RANGE_WORDS], words[-1][-_RANGE_WORDS:]
    return f"{_encode(' '.join(first))},{_encode(' '.join(last))}"


def _encode(words: str) -> str:
    # quote() leaves "-" alone, which a text fragment reads as the mark of a prefix or suffix.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
