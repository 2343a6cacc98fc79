"""PDF files: their text in paragraphs, items and headings, with the page of each."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdf

from internbot.errors import SourceError
from internbot.sources.documents import BlockKind, Document, Failure, Item
from internbot.sources.markdown import title_from_name
from internbot.sources.renderings import Rendering

_LARGER = 1.15  # times the usual size of type, from which a short line is a heading
_SHORT = 0.75  # of the usual width: a line that ends a sentence within it ends its paragraph
_LONGEST_HEADING = 120
_EDGE = 2  # lines at the top and at the foot of a page among which running heads are looked for
_REPEATED = 0.5  # share of the pages on which a running head stands
_BULLET = re.compile(r"(?:[-•·*–▪◦‣●■]|\(?\d{1,2}[.)]|\([a-z]\))\s+\S")
_LONE_MARK = re.compile(r"[-•·*–▪◦‣●■]")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
_NO_TITLE = re.compile(
    r"untitled|microsoft word|document\d*$|.*\.(?:docx?|pdf|tex|odt|indd|pages)$", re.IGNORECASE
)


@dataclass(slots=True)
class _Line:
    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    after_gap: bool = False


@dataclass(slots=True)
class _Paragraph:
    kind: BlockKind
    page: int
    lines: list[_Line] = field(default_factory=list)


class PdfReader:
    """Reads PDF files; running heads, page numbers and hyphens at line ends are left out."""

    name = "pdf"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By first bytes, name or media type."""
        return b"%PDF-" in item.raw[:1_024] or item.suffix == ".pdf" or item.media_type == "application/pdf"

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The one document of the file, and a failure for each page that cannot be read."""
        reader = _open(item.raw)
        pages: list[list[_Line]] = []
        problems: list[Failure] = []
        for number in range(1, _page_count(reader) + 1):
            try:
                pages.append(_lines(reader.pages[number - 1], number))
            except Exception as error:  # the parser fails in many ways on broken pages
                pages.append([])
                problems.append(
                    Failure(f"{item.key}#page={number}", f"page {number} is broken ({_name(error)})")
                )
        rendering = Rendering()
        _render(_without_running_heads(pages), rendering)
        if not rendering.blocks:
            reason = (
                "broken pages only"
                if problems
                else "pictures of pages but no text; run text recognition (OCR) on it"
            )
            raise SourceError(f"holds {reason}")
        about = _metadata(reader)
        yield from problems
        yield Document(
            id=item.key,
            title=_title(about, rendering) or title_from_name(item.key),
            text=rendering.text,
            url=item.url,
            retrieved=item.retrieved,
            license_note=about.pop("rights", None),
            blocks=tuple(rendering.blocks),
            metadata={**about, "pages": str(len(pages))},
        )


def _open(raw: bytes) -> pypdf.PdfReader:
    if b"%PDF-" not in raw[:1_024]:
        raise SourceError("is no PDF although its name says so")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # any failure of the parser means the same
        raise SourceError(f"is a broken PDF ({_name(error)}); export it again") from error
    if locked:
        raise SourceError("is protected by a password; save it without one")
    return reader


def _page_count(reader: pypdf.PdfReader) -> int:
    try:
        return len(reader.pages)
    except Exception as error:  # any failure of the parser means the same
        raise SourceError(f"is a broken PDF ({_name(error)}); export it again") from error


def _name(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:100]


def _lines(page: Any, number: int) -> list[_Line]:
    """Lines of a page with the size and weight of their type."""
    pieces: list[tuple[str, float, bool]] = []

    def visit(text: str, _cm: Any, matrix: Any, font: Any, size: Any) -> None:
        scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        pieces.append((text, round(float(size or 0) * scale, 1), bold))

    text = page.extract_text(visitor_text=visit)
    if "".join(piece for piece, _, _ in pieces) != text:
        pieces = [(text, 0.0, False)]
    lines: list[_Line] = []
    current: list[tuple[str, float, bool]] = []
    gap = False
    for piece, size, bold in [*pieces, ("\n", 0.0, False)]:
        first, *others = piece.split("\n")
        current.append((first, size, bold))
        for part in others:
            line = _line(current, number)
            if line.text:
                line.after_gap = gap
                lines.append(line)
            gap = not line.text
            current = [(part, size, bold)]
    return lines


def _line(pieces: list[tuple[str, float, bool]], page: int) -> _Line:
    text = " ".join("".join(piece for piece, _, _ in pieces).replace("\x00", "").split())
    text = text.encode("utf-8", "ignore").decode()  # fonts may map to halves of surrogate pairs
    filled = [(len(piece), size, bold) for piece, size, bold in pieces if piece.strip()]
    size = max(filled)[1] if filled else 0.0
    return _Line(text, page, size, bool(filled) and all(bold for _, _, bold in filled))


def _without_running_heads(pages: list[list[_Line]]) -> list[_Line]:
    """Lines of all pages, without page numbers and without what stands at the edge of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({line.text.lower() for line in _edges(page)})
    filled = sum(bool(page) for page in pages)
    least = max(3, int(_REPEATED * filled) + 1)
    numbers: Counter[int] = Counter()
    for place, page in enumerate(pages):
        numbers.update({number - place for line in _edges(page) for number in _end_numbers(line.text)})
    # Where the page numbers begin, if most pages have one; lines that hold them change with the chapter.
    offset = next((n for n, count in numbers.most_common(1) if count >= least), None)
    kept = []
    for number, page in enumerate(pages):
        edges = {id(line) for line in _edges(page)}
        for line in page:
            if id(line) in edges and (
                counts[line.text.lower()] >= least
                or (filled > 1 and _PAGE_NUMBER.fullmatch(line.text))
                or (
                    offset is not None
                    and len(line.text) <= _LONGEST_HEADING
                    and number + offset in _end_numbers(line.text)
                )
            ):
                continue
            kept.append(line)
    return kept


def _edges(page: list[_Line]) -> list[_Line]:
    return page[:_EDGE] + page[max(_EDGE, len(page) - _EDGE) :]


def _end_numbers(text: str) -> set[int]:
    """Numbers that a line begins or ends with."""
    found = re.match(r"\d{1,4}(?=\s|$)", text), re.search(r"(?:^|(?<=\s))\d{1,4}$", text)
    return {int(match.group()) for match in found if match}


def _render(lines: list[_Line], rendering: Rendering) -> None:
    if not lines:
        return
    sizes = sorted(size for line in lines for size in [line.size] * len(line.text) if size)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    widths = sorted(len(line.text) for line in lines)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    larger = sorted({line.size for line in lines if usual and line.size > usual * _LARGER}, reverse=True)
    hyphenated = set(re.findall(r"\w+-\w+", "\n".join(line.text for line in lines)))
    for paragraph in _paragraphs(lines, usual, width):
        text = _joined(paragraph.lines, hyphenated)
        if paragraph.kind == "heading":
            size = paragraph.lines[0].size
            level = min(6, larger.index(size) + 1) if size in larger else min(6, len(larger) + 1)
            rendering.add("heading", text, level=level, page=paragraph.page)
        else:
            rendering.add(paragraph.kind, text, page=paragraph.page)


def _paragraphs(lines: list[_Line], usual: float, width: int) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    mark = ""
    for line in lines:
        if _LONE_MARK.fullmatch(line.text):  # a bullet that stands apart from its text
            mark = f"{line.text} "
            continue
        line.text = mark + line.text
        mark = ""
        kind = _kind(line, usual)
        if current is None or _begins(line, kind, current, width):
            if current is not None:
                yield current
            current = _Paragraph(kind, line.page)
        current.lines.append(line)
    if current is not None:
        yield current


def _kind(line: _Line, usual: float) -> BlockKind:
    if _BULLET.match(line.text) and not (usual and line.size > usual * _LARGER):
        return "item"
    emphasised = (usual and line.size > usual * _LARGER) or line.bold
    if emphasised and len(line.text) <= _LONGEST_HEADING and not re.search(r"[.,;]$", line.text):
        return "heading"
    return "paragraph"


def _begins(line: _Line, kind: BlockKind, current: _Paragraph, width: int) -> bool:
    """Whether `line` begins a new paragraph."""
    last = current.lines[-1]
    if kind == "heading" and current.kind == "heading":
        return line.size != last.size or line.page != last.page or line.after_gap
    if kind != "paragraph" or current.kind == "heading":
        return True
    if line.text[0].islower() and not _SENTENCE_END.search(last.text):
        return False  # also across a page's end
    if line.after_gap or line.page != last.page:
        return True
    return len(last.text) < _SHORT * width and bool(_SENTENCE_END.search(last.text))


def _joined(lines: list[_Line], hyphenated: set[str]) -> str:
    """Lines as one, words that were divided at a line's end put together again."""
    text = lines[0].text
    for line in lines[1:]:
        divided = re.search(r"(\w+)-$", text)
        following = re.match(r"[a-z]\w*", line.text)
        if divided and following:
            compound = f"{divided[1]}-{following[0]}" in hyphenated
            text = text + line.text if compound else text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
    return text


def _metadata(reader: pypdf.PdfReader) -> dict[str, str]:
    """What the file says about itself; dates of its making are no dates of its statements, so only kept."""
    values: dict[str, str] = {}
    try:
        information: Any = reader.metadata or {}
        for key, name in (("/Title", "title"), ("/Author", "author"), ("/CreationDate", "created")):
            value = information.get(key)
            if isinstance(value, str) and (text := " ".join(value.split())):
                values[name] = text.encode("utf-8", "ignore").decode()
        described = reader.xmp_metadata
        rights = next(iter((described.dc_rights or {}).values()), None) if described else None
        if isinstance(rights, str) and rights.strip():
            values["rights"] = " ".join(rights.split())
    except Exception:  # broken metadata is no reason to lose the text
        return values
    return values


def _title(about: dict[str, str], rendering: Rendering) -> str:
    title = about.pop("title", "")
    if title and not _NO_TITLE.match(title):
        return title
    highest = min(
        (block.level for block in rendering.blocks if block.kind == "heading" and block.page == 1), default=0
    )
    for block in rendering.blocks:
        if block.kind == "heading" and block.page == 1 and block.level == highest:
            return " ".join(block.span.of(rendering.text).split())
    return ""
