"""HTML tables as rows of text, `Header: value; Header: value`, with spanning cells repeated."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from internbot.sources.placeholders import without_marked

_WIDEST = 100  # columns, and rows that one cell may span: larger numbers are mistakes or attacks
# fmt: off
_SILENT = frozenset((
    "script", "style", "noscript", "template", "svg", "button", "input", "select", "iframe", "del", "s",
    "strike",
))
_BREAKING = frozenset((
    "br", "p", "div", "li", "tr", "td", "ul", "ol", "details", "summary",
))
# fmt: on
_BREAK = "\x1e"  # stands between the lines of a cell until they are joined


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: it holds another table, or a single column without a header."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = [_cells(row) for row in table.iter("tr")]
    return all(len(cells) < 2 for cells in rows) and next(table.iter("th"), None) is None


def table_rows(table: etree._Element, sign: str = "") -> Iterator[str]:
    """The caption and the rows of a table that is no layout, one string each.

    Args:
        table: the element.
        sign: the character that stands for a template placeholder; a cell's sentence with it is left out.
    """
    headers: list[str] = []
    in_body = False
    for caption in table.iter("caption"):
        yield _text(caption, sign)
    for cells, values in _grid(table, sign):
        if not in_body and cells and _is_header(cells):
            joined = zip(headers + [""] * len(values), values, strict=False)
            headers = [f"{above} {value}".strip() for above, value in joined]
            continue
        in_body = True
        yield _row(headers, cells, values)


def _row(headers: list[str], cells: list[etree._Element], values: list[str]) -> str:
    if len(cells) == 1 and _span(cells[0], "colspan") > 1:  # over the whole width: a label of the rows below
        headers = []
    parts = []
    for column, value in enumerate(values):
        header = headers[column].rstrip(": ") if column < len(headers) else ""
        if value:
            parts.append(f"{header}: {value}" if header else value)
    return "; ".join(parts)


def _grid(table: etree._Element, sign: str) -> Iterator[tuple[list[etree._Element], list[str]]]:
    """Each row's own cells, and its values column by column with those that span into it."""
    spanning: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells = _cells(row)
        values: list[str] = []
        for cell in cells:
            _fill(values, spanning)
            value = _text(cell, sign)
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            # A value over several columns is said once: repeated, it would only be noise.
            for extra in range(min(columns, _WIDEST - len(values))):
                if rows > 1:
                    spanning[len(values)] = (rows, value if not extra else "")
                values.append(value if not extra else "")
        _fill(values, spanning)
        spanning = {column: (left - 1, value) for column, (left, value) in spanning.items() if left > 1}
        yield cells, values


def _fill(values: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    while len(values) in spanning and len(values) < _WIDEST:
        values.append(spanning[len(values)][1])


def _is_header(cells: list[etree._Element]) -> bool:
    if any(next(cell.iterancestors("thead"), None) is not None for cell in cells):
        return True
    return all(cell.tag == "th" for cell in cells) or (len(cells) > 1 and all(_bold(cell) for cell in cells))


def _bold(cell: etree._Element) -> bool:
    whole = "".join(cell.itertext()).strip()
    bold = "".join("".join(part.itertext()) for part in cell.iter("b", "strong")).strip()
    return bool(whole) and whole == bold


def _cells(row: etree._Element) -> list[etree._Element]:
    return [child for child in row if child.tag in ("td", "th")]


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _text(cell: etree._Element, sign: str) -> str:
    parts: list[str] = []
    silent: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if silent is None and element.tag in _SILENT:
                silent = element
            if silent is None:
                parts += (_BREAK if element.tag in _BREAKING else "", element.text or "")
        else:
            if silent is element:
                silent = None
            if silent is None and element is not cell:
                parts += (_BREAK if element.tag in _BREAKING else "", element.tail or "")
    lines = [" ".join(line.split()) for line in "".join(parts).split(_BREAK)]
    kept = [text for line in lines if (text := without_marked(line, sign) if sign else line)]
    return _joined(kept)


def _joined(lines: list[str]) -> str:
    """Lines of a cell that are neither sentences nor broken in the middle of one are so many values of it."""
    text = ""
    for line in lines:
        whole = not text or text[-1] in ".!?:,;" or line[0].islower()
        text += f" {line}" if whole else f" / {line}"
    return text.strip()
