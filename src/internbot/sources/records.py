"""Structured items (rows, JSON objects) as text: one `Field: value` a line, the same for the same item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from internbot.errors import SourceError
from internbot.sources.dates import read_date
from internbot.sources.documents import Document, Item
from internbot.sources.html_trees import parse_html
from internbot.sources.markdown import render_markdown
from internbot.sources.markup import render_html
from internbot.sources.placeholders import choose_sign, mark
from internbot.sources.renderings import Rendering

_TITLE = (
    "title",
    "job title",
    "position",
    "role",
    "name",
    "program name full",
    "program name short",
    "subject",
    "question",
)
_IDENTITY = ("id", "job id", "uuid", "guid", "slug", "key")
_URL = ("url", "link", "apply link", "apply url", "job url", "issue url", "source url", "application url")
_PUBLISHED = (
    "published",
    "date posted",
    "posted at",
    "posted on",
    "published at",
    "published on",
    "publication date",
)
_EMPLOYER = (
    "company",
    "company name",
    "employer",
    "organization",
    "location",
    "locations",
    "apply link",
    "apply url",
)
_ROLE = ("title", "job title", "position", "role")
_HTML = re.compile(r"</?(?:p|br|ul|ol|li|div|span|b|strong|em|i|h[1-6]|table|a)\b[^<>]*/?>", re.IGNORECASE)
_INLINE = re.compile(r"\*\*\S[^*\n]*\*\*|\[[^\[\]\n]+\]\(https?:")  # Markdown within a line
_BLOCKS = re.compile(r"^(?:#{1,6} \S|\s*[-*] \S.*\n\s*[-*] \S)", re.MULTILINE)
_BULLET = re.compile(r"(?:[-•·*–▪◦‣●] ?|\d{1,2}[.)] )(?=[A-Za-z])")
_DEEPEST = 6


def record_document(item: Item, record: Mapping[str, object], identity: str, raw: bytes) -> Document:
    """The document of one record.

    It is a listing where it names a role and an employer, a place or a link to apply; else an article.

    Args:
        item: what the record was found in.
        record: its fields in their order.
        identity: what tells it from the other records of the item: its own id, line or row.
        raw: its own bytes.

    Raises:
        SourceError: no field holds any text.
    """
    rendering = Rendering()
    for field, value in _flat("", record, 0):
        _render(rendering, field, value)
    if not rendering.blocks:
        raise SourceError("has no field with text")
    fields = {_plain(name): value for name, value in record.items()}
    listing = any(name in fields for name in _ROLE) and any(name in fields for name in _EMPLOYER)
    return Document(
        id=f"{item.key}#{identity}",
        title=_first(fields, _TITLE)
        or next((text for v in record.values() if (text := _plain_value(v))), identity),
        text=rendering.text,
        kind="listing" if listing else "article",
        url=next((url for name in _URL if (url := _address(_first(fields, (name,))))), None),
        published=next((d for name in _PUBLISHED if (d := _date(fields.get(name)))), None),
        retrieved=item.retrieved,
        blocks=tuple(rendering.blocks),
        raw=raw,
    )


def own_identity(record: Mapping[str, object]) -> str:
    """The id that a record gives for itself, or an empty string."""
    return _first({_plain(name): value for name, value in record.items()}, _IDENTITY)


def _flat(prefix: str, value: object, depth: int) -> list[tuple[str, str]]:
    """Fields with text, nested ones by their path with dots; lists of plain values on one line."""
    if isinstance(value, Mapping):
        if depth >= _DEEPEST:
            return []
        pairs = []
        for name, inner in value.items():
            pairs += _flat(f"{prefix}.{name}" if prefix else str(name), inner, depth + 1)
        return pairs
    if isinstance(value, list):
        if all(not isinstance(inner, Mapping | list) for inner in value):
            return [(prefix, "; ".join(text for inner in value if (text := _value(inner))))]
        pairs = []
        for place, inner in enumerate(value, 1):
            pairs += _flat(f"{prefix}.{place}", inner, depth + 1)
        return pairs
    return [(prefix, _value(value))]


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text.encode("utf-8", "ignore").decode("utf-8").strip() if isinstance(value, str) else text


def _render(rendering: Rendering, field: str, value: str) -> None:
    """`Field: value`; the paragraphs and items of a long value follow as blocks of their own."""
    inner = Rendering()
    if _HTML.search(value):
        sign = choose_sign(value)
        tree = parse_html(mark(value, sign))
        if tree is not None:
            render_html(tree, inner, sign=sign)
    elif _INLINE.search(value) or ("\n" in value and _BLOCKS.search(value)):
        render_markdown(value, inner)
    else:
        for line in value.split("\n"):
            inner.add("item" if _BULLET.match(line.strip()) else "paragraph", line)
    label = " ".join(field.split())
    for place, block in enumerate(inner.blocks):
        text = block.span.of(inner.text)
        if place:
            rendering.add(block.kind, text, level=block.level)
        elif block.kind == "paragraph":
            rendering.add("row", f"{label}: {text}")
        else:
            rendering.add("row", f"{label}:")
            rendering.add(block.kind, text, level=block.level)
    rendering.close_sections(0)


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _plain_value(fields.get(name)))), "")


def _plain_value(value: object) -> str:
    """A string or number on one line; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return _one_line(_value(value))


def _address(text: str) -> str:
    """A web address, also one written without its scheme; empty for anything else."""
    if text.startswith("www.") and "/" in text:
        text = f"https://{text}"
    return text if text.startswith(("http://", "https://")) and " " not in text else ""


def _plain(name: object) -> str:
    """A field's name in small letters with spaces: `Job Title`, `job_title` and `jobTitle` alike."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name))
    return " ".join(re.sub(r"[^A-Za-z0-9]+", " ", spaced).lower().split())


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:200].rsplit(" ", 1)[0] + " …"


def _date(value: object) -> date | None:
    return read_date(value) if isinstance(value, str) else None
