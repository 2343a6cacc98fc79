"""Word files (.docx): headings, paragraphs, list items and tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx

from internbot.errors import SourceError
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.markdown import title_from_name
from internbot.sources.renderings import Rendering

_MEBIBYTE = 1024 * 1024
_LARGEST = 300 * _MEBIBYTE  # of all parts, unpacked
_LARGEST_XML = 60 * _MEBIBYTE  # of the parts that become trees in memory
_RATIO = 150  # unpacked to packed, beyond which a part of some size is a bomb
_MOST_PARTS = 10_000
_DEEPEST = 20  # tables within tables
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SILENT = frozenset(
    _W + name for name in ("del", "moveFrom", "txbxContent", "instrText", "rPr", "pPr", "fldData")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_BULLET = re.compile(r"[-•·*–▪◦‣●]\s*")


class DocxReader:
    """Reads Word files; deleted text, hidden text and tables of contents are left out."""

    name = "docx"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name, or by first bytes and the part that only a Word file has."""
        return item.suffix == ".docx" or (item.raw.startswith(b"PK") and b"word/document.xml" in item.raw)

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The one document of the file."""
        _check_archive(item.raw)
        try:
            word = docx.Document(io.BytesIO(item.raw))
            rendering = Rendering()
            _Body(word, rendering).read(word.element.body, 0)
            about = _metadata(word)
        except SourceError:
            raise
        except Exception as error:  # the parser fails in many ways on broken files
            raise SourceError(f"is a broken Word file ({type(error).__name__}); save it again") from error
        if not rendering.blocks:
            raise SourceError("holds no text")
        title = about.pop("title", "") or next(
            (b.span.of(rendering.text) for b in rendering.blocks if b.kind == "heading" and b.level == 1), ""
        )
        yield Document(
            id=item.key,
            title=" ".join(title.split()) or title_from_name(item.key),
            text=rendering.text,
            url=item.url,
            retrieved=item.retrieved,
            blocks=tuple(rendering.blocks),
            metadata=about,
        )


def _check_archive(raw: bytes) -> None:
    """Refuse what would fill the memory, before anything is unpacked."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError("is an old or a password-protected Word file; save it as .docx without a password")
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise SourceError("is no Word file or a damaged one; save it again") from error
    total = sum(part.file_size for part in parts)
    bomb = any(p.file_size > _MEBIBYTE and p.file_size > _RATIO * max(1, p.compress_size) for p in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if bomb or total > _LARGEST or xml > _LARGEST_XML or len(parts) > _MOST_PARTS:
        raise SourceError(
            f"would unpack to {total / _MEBIBYTE:.0f} MiB, more than a text can need; not opened"
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise SourceError("is protected by a password; save it without one")


class _Body:
    """Walks the body of a Word file in order."""

    def __init__(self, word: Any, rendering: Rendering) -> None:
        self._rendering = rendering
        self._styles = {style.style_id: style.name or "" for style in word.styles}
        self._formats = _number_formats(word)
        self._counters: dict[tuple[str, int], int] = {}

    def read(self, parent: Any, depth: int) -> None:
        """Append what `parent` holds: paragraphs, tables, and content controls around them."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl" and depth < _DEEPEST:
                self._table(element, depth)
            elif element.tag == f"{_W}sdt":
                gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                content = element.find(f"{_W}sdtContent")
                contents = gallery is not None and "contents" in (gallery.get(f"{_W}val") or "").lower()
                if content is not None and not contents and depth < _DEEPEST:
                    self.read(content, depth + 1)
            elif (
                element.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag")
                and depth < _DEEPEST
            ):
                self.read(element, depth + 1)

    def _paragraph(self, element: Any) -> None:
        text = _text(element).strip()
        style = self._style(element)
        heading = _HEADING.match(style)
        number = self._numbering(element)
        if style.lower().startswith("toc"):
            return
        if heading or style == "Title":
            self._rendering.add(
                "heading", " ".join(text.split()), level=min(6, int(heading[1])) if heading else 1
            )
        elif text and (number or style.startswith("List")):
            self._item(text, style, number)
        elif "Quote" in style:
            self._rendering.add("quotation", text)
        else:
            self._rendering.add("item" if _BULLET.match(text) and len(text) > 2 else "paragraph", text)
        for box in element.iter(f"{_W}txbxContent"):
            if next(box.iterancestors(_FALLBACK), None) is None:
                self.read(box, _DEEPEST - 1)

    def _item(self, text: str, style: str, number: tuple[str, int] | None) -> None:
        identity, level = number or (style, 0)
        ordered = self._formats.get((identity, level), "bullet") != "bullet" if number else "Number" in style
        if not ordered:
            self._rendering.add("item", f"- {text}", level=level)
            return
        self._counters[identity, level] = self._counters.get((identity, level), 0) + 1
        for deeper in [key for key in self._counters if key[0] == identity and key[1] > level]:
            del self._counters[deeper]
        self._rendering.add("item", f"{self._counters[identity, level]}. {text}", level=level)

    def _table(self, table: Any, depth: int) -> None:
        rows = [[_cell_text(cell) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
        nested = next((inner for inner in table.iter(f"{_W}tbl") if inner is not table), None) is not None
        if nested or all(len(row) < 2 for row in rows):  # it only arranges the page
            for row in table.findall(f"{_W}tr"):
                for cell in row.findall(f"{_W}tc"):
                    self.read(cell, depth + 1)
            return
        first = rows[0]
        named = len(rows) > 1 and all(first) and len(set(first)) == len(first) and max(map(len, first)) <= 60
        for row in rows[1:] if named else rows:
            pairs = zip(first if named else [""] * len(row), row, strict=False)
            self._rendering.add("row", "; ".join(f"{n.rstrip(':')}: {v}" if n else v for n, v in pairs if v))

    def _style(self, element: Any) -> str:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(style.get(f"{_W}val"), "") if style is not None else ""

    def _numbering(self, element: Any) -> tuple[str, int] | None:
        """List and depth of a paragraph that is numbered by itself, not by its style."""
        properties = element.find(f"{_W}pPr/{_W}numPr")
        identity = properties.find(f"{_W}numId") if properties is not None else None
        if identity is None or identity.get(f"{_W}val") in (None, "0"):
            return None
        level = properties.find(f"{_W}ilvl")
        depth = level.get(f"{_W}val") if level is not None else "0"
        return identity.get(f"{_W}val"), min(8, int(depth)) if depth and depth.isdigit() else 0


def _number_formats(word: Any) -> dict[tuple[str, int], str]:
    """For each list and depth: `bullet`, `decimal` and so on."""
    part = next((r.target_part for r in word.part.rels.values() if r.reltype.endswith("/numbering")), None)
    if part is None:
        return {}
    root = part.element
    levels: dict[str, dict[int, str]] = {}
    for abstract in root.findall(f"{_W}abstractNum"):
        formats = levels.setdefault(abstract.get(f"{_W}abstractNumId") or "", {})
        for level in abstract.findall(f"{_W}lvl"):
            kind, depth = level.find(f"{_W}numFmt"), level.get(f"{_W}ilvl") or ""
            if kind is not None and depth.isdigit():
                formats[int(depth)] = kind.get(f"{_W}val") or ""
    found = {}
    for number in root.findall(f"{_W}num"):
        abstract = number.find(f"{_W}abstractNumId")
        chosen = levels.get(abstract.get(f"{_W}val") or "", {}) if abstract is not None else {}
        for depth, kind in chosen.items():
            found[number.get(f"{_W}numId") or "", depth] = kind
    return found


def _text(element: Any) -> str:
    """Text of a paragraph as it is printed: insertions in, deletions and hidden runs out."""
    parts: list[str] = []
    pending = [iter(element)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif child.tag in _SILENT or child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        elif child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}cr", f"{_W}br"):
            parts.append("\n" if child.tag != f"{_W}tab" else " ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.find(f"{_W}rPr/{_W}vanish") is None:
            pending.append(iter(child))
    return re.sub(r"[^\S\n]+", " ", "".join(parts))


def _cell_text(cell: Any) -> str:
    texts = (" ".join(_text(paragraph).split()) for paragraph in cell.iter(f"{_W}p"))
    return " / ".join(text for text in texts if text)


def _metadata(word: Any) -> dict[str, str]:
    """Title, author and dates of the file's making, which are no dates of its statements."""
    core = word.core_properties
    values = {"title": core.title, "author": core.author, "subject": core.subject, "keywords": core.keywords}
    for name in ("created", "modified"):
        try:
            moment = getattr(core, name)
        except (ValueError, TypeError):
            continue
        values[name] = moment.date().isoformat() if moment else ""
    if values.get("title") == "Word Document":
        values["title"] = ""
    return {name: " ".join(value.split()) for name, value in values.items() if value}
