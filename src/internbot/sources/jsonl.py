"""JSONL files: a document a line, `{"id", "title", "text", "url"?, "published"?}`, its text unchanged."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping

from internbot.errors import SourceError
from internbot.sources.dates import read_date
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.records import own_identity, record_document
from internbot.sources.text_decoding import decode

_SUFFIXES = frozenset((".jsonl", ".ndjson"))
_CONTRACT = frozenset(("id", "title", "text", "url", "published", "license", "license_note"))
_MOST_FAILURES = 100  # lines reported one by one; the rest is counted


class JsonLinesReader:
    """Reads JSONL line by line, so that a large file is never held twice.

    A line with a `text` is a document of the contract. Any other object is a record: it is rendered one
    `Field: value` a line, as rows of a CSV are; its id is the file's key, `#` and its own id or line number.
    """

    name = "jsonl"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name or media type."""
        return item.suffix in _SUFFIXES or item.media_type in ("application/jsonl", "application/x-ndjson")

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each line that is one, and a failure with its number for each that is not."""
        return (document for document, _ in self.values(item))

    def values(self, item: Item) -> Iterator[tuple[Document | Failure, Mapping[str, object]]]:
        """What `read` gives, each with the object of its line (an empty one beside a failure)."""
        seen: set[str] = set()
        failures = 0
        for number, raw in enumerate(_lines(item.raw), 1):
            if not raw.strip():
                continue
            try:
                document, value = _document(item, number, raw)
                if document.id in seen:
                    raise SourceError(
                        f"id {document.id!r} was given by an earlier line; the earlier one is kept"
                    )
            except SourceError as error:
                failures += 1
                if failures <= _MOST_FAILURES:
                    yield Failure(f"{item.key}:{number}", f"line {number}: {error}"), {}
                continue
            seen.add(document.id)
            yield document, value
        if failures > _MOST_FAILURES:
            reason = f"{failures - _MOST_FAILURES} more lines cannot be read, for reasons like those above"
            yield Failure(item.key, reason), {}
        if not seen and not failures:
            raise SourceError("holds no text")


def _lines(raw: bytes) -> Iterator[bytes]:
    """Lines of UTF-8, whatever the file's encoding is."""
    if raw[:3] == b"\xef\xbb\xbf":
        raw = raw[3:]
    elif raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:4]:
        raw = decode(raw).encode("utf-8", "surrogatepass")
    # Not splitlines: JSON strings may hold the other characters that it would split at.
    yield from io.BytesIO(raw)


def _document(item: Item, number: int, raw: bytes) -> tuple[Document, Mapping[str, object]]:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 at its byte {error.start}; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(
            f"is not JSON ({error.msg} at column {error.colno}); each line must be one object"
        ) from error
    except (RecursionError, ValueError) as error:
        raise SourceError(f"is JSON that cannot be read ({type(error).__name__})") from error
    if not isinstance(value, dict):
        raise SourceError("is not a JSON object with `id`, `title` and `text`")
    if "text" not in value:
        return record_document(item, value, own_identity(value) or str(number), raw.strip()), value
    return _contract(item, value), value


def _contract(item: Item, value: Mapping[str, object]) -> Document:
    text = value["text"]
    if not isinstance(text, str) or not text.strip():
        raise SourceError("has no text: `text` must be a string that is not blank")
    identity = value.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int) or not str(identity).strip():
        raise SourceError("has no id: `id` must be a string that is not blank")
    for name, piece in (("id", str(identity)), ("text", text), ("title", str(value.get("title") or ""))):
        if not _encodable(piece):
            raise SourceError(f"has half a surrogate pair in `{name}`, which is no character")
    title = value.get("title")
    url = value.get("url")
    note = value.get("license_note") or value.get("license")
    return Document(
        id=str(identity),
        title=" ".join(title.split()) if isinstance(title, str) and title.strip() else _beginning(text),
        text=text,
        url=url
        if isinstance(url, str) and url.startswith(("http://", "https://")) and _encodable(url)
        else None,
        published=read_date(value.get("published")),
        retrieved=item.retrieved,
        license_note=note if isinstance(note, str) and _encodable(note) else None,
        metadata={
            name: content
            for name, content in value.items()
            if name not in _CONTRACT and isinstance(content, str) and _encodable(name + content)
        },
    )


def _beginning(text: str) -> str:
    """The first words of a text, for want of a title."""
    line = " ".join(text.strip().split("\n")[0].split())
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + " …"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
