"""Cells of tables in Markdown, in either of its two notations, as lines of text with their links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from internbot.sources.html_trees import parse_html

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_LONGEST_CELL = 20_000  # characters
_HEADING = re.compile(r"[ \t]{0,6}(#{1,6})[ \t]+(.+?)[ \t#]*$")
_TARGET = r"\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
_IMAGE = re.compile(rf"!\[([^\[\]]*)\]{_TARGET}")
_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]{_TARGET}")
_HTML_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b.*?</summary\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*/?\s*(?:br|div|p|li|details)\b[^<>]*>", re.IGNORECASE)
_STRUCK = re.compile(r"<(?:del|s|strike)\b|~~", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_MARKS = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        lines: its text without markup, cut where the cell breaks lines.
        links: targets in order, those around pictures too.
        struck: whether it is crossed out.
    """

    lines: tuple[str, ...]
    links: tuple[str, ...]
    struck: bool

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of a Markdown file.

    Attributes:
        headings: above it, the nearest first.
        names: of the columns, as written.
        rows: source of each row and its cells.
        start: first character of the table in the file.
        end: past its last character.
    """

    headings: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    start: int
    end: int


def read_cell(source: str) -> Cell:
    """The cell whose Markdown, which may hold HTML, is `source`."""
    source = source[:_LONGEST_CELL]
    links: list[str] = []

    def keep(match: re.Match[str]) -> str:
        links.append(match[2])
        return match[1]

    text = _LINK.sub(keep, _IMAGE.sub("", source)) if "](" in source else source
    if "<" in text:
        links += _HTML_LINK.findall(text)
        text = _TAG.sub("", _BREAK.sub("\n", _SUMMARY.sub("", text)))
    text = _MARKS.sub("", _unescaped(text).replace("\\|", "|").replace("\ufe0f", ""))
    lines = tuple(line for part in text.split("\n") if (line := " ".join(part.split())))
    addresses = tuple(_unescaped(link) for link in links if link.startswith(("http://", "https://")))
    return Cell(lines, addresses, _STRUCK.search(source) is not None)


def _unescaped(text: str) -> str:
    """`text` with its entities read; only whole ones, since `&region=5` within an address is none."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def list_tables(source: str) -> Iterator[ListTable]:
    """The tables of a Markdown file in their order, those of pipes and those of HTML."""
    found = [*_piped(source), *_marked_up(source)]
    yield from sorted(found, key=lambda table: table.start)


def _piped(source: str) -> Iterator[ListTable]:
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 1
    while at < len(lines):
        if (
            "-" not in lines[at]
            or "|" not in lines[at - 1]
            or not _RULE.fullmatch(lines[at])
            or "|" not in lines[at]
        ):
            at += 1
            continue
        head, names = at - 1, tuple(cell.text for cell in _cells(lines[at - 1]))
        rows = []
        at += 1
        while at < len(lines):
            # Rows may go without the first pipe.
            if lines[at].lstrip().startswith("|") or lines[at].count("|") >= max(len(names) - 1, 1):
                rows.append((lines[at].strip(), _cells(lines[at])))
            elif lines[at].strip() or not _goes_on(lines, at + 1):
                break
            at += 1
        yield ListTable(
            _headings(lines[:head]), names, tuple(rows), starts[head], min(starts[at], len(source))
        )


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether after a blank line a row follows that is not the header of another table."""
    row = at < len(lines) and lines[at].lstrip().startswith("|")
    return row and not (at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) is not None)


def _cells(line: str) -> tuple[Cell, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(read_cell(part) for part in _CELL.split(inner))


def _headings(lines: Sequence[str]) -> tuple[str, ...]:
    """Headings that a place below `lines` stands under, the nearest first."""
    found: list[str] = []
    level = 7
    for line in reversed(lines):
        match = _HEADING.match(line)
        if match and len(match[1]) < level:
            level = len(match[1])
            found.append(read_cell(match[2]).text)
    return tuple(found)


def _marked_up(source: str) -> Iterator[ListTable]:
    for start, end in _table_bounds(source):
        tree = parse_html(re.sub(r"</\s*br\s*>", "<br>", source[start:end]))
        if tree is None:
            continue
        rows = [(_source(row), [cell for cell in row if cell.tag in ("td", "th")]) for row in tree.iter("tr")]
        if not rows or not rows[0][1] or not all(_is_head(cell) for cell in rows[0][1]):
            continue
        yield ListTable(
            _headings(source[:start].split("\n")),
            tuple(read_cell(_source(cell)).text for cell in rows[0][1]),
            tuple((text, tuple(read_cell(_source(cell)) for cell in cells)) for text, cells in rows[1:]),
            start,
            end,
        )


def _table_bounds(source: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (begin := _TABLE.search(source, at)) and (end := _TABLE_END.search(source, begin.end())):
        yield begin.start(), end.end()
        at = end.end()


def _is_head(cell: etree._Element) -> bool:
    return cell.tag == "th" or next(cell.iterancestors("thead"), None) is not None


def _source(element: etree._Element) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
