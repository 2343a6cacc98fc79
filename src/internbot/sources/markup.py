"""An HTML tree to plain text with its structure: headings, paragraphs, items, rows, code, quotations.

Links become their text. Pictures, scripts, forms, hidden and struck-out parts, links within the page, buttons
and sentences with a template placeholder are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from internbot.sources.documents import BlockKind
from internbot.sources.labels import LONGEST_LABEL, is_label, is_lead
from internbot.sources.placeholders import without_marked
from internbot.sources.renderings import Rendering
from internbot.sources.tables import is_layout, table_rows

# fmt: off
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "video", "audio", "object",
    "embed", "canvas", "map", "nav", "title", "meta", "link", "base", "input", "select", "button",
    "textarea", "datalist", "option", "label", "img", "picture", "source", "track", "s", "strike", "del",
    "figcaption", "dialog",
))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "meter", "output", "q", "rp", "rt", "ruby", "samp", "small", "span", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
))
# fmt: on
_BOLD = frozenset(("b", "strong"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ANCHORS = frozenset(("¶", "#", "§", "🔗", "link", "permalink"))
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_BACK = re.compile(
    r"^[←↑⬆⇧«‹↩⤴🔝]|^back to (?:the )?(?:top|contents|table|home|index|overview)\b|\b(?:edit this page)$",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BARE = frozenset(("body", "div", "td", "section", "article", "main", "font", "center"))
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?")
_RULE = re.compile(r"[ \n]*([-=_*~])\1{4,}[ \n]*")  # lines drawn with characters
_BULLET = re.compile(
    r"^(?:[-•·*–▪◦‣●] ?|\d{1,2}[.)] )(?=\S)", re.MULTILINE
)  # list items typed as plain lines


def render_html(tree: lxml_html.HtmlElement, rendering: Rendering, *, sign: str = "") -> None:
    """Append the text of `tree` to `rendering`.

    Args:
        tree: root of what is read; it is not changed.
        rendering: receives the blocks.
        sign: the character that stands for each template placeholder; empty where there are none.
    """
    _Walk(rendering, sign).run(tree)


@dataclass
class _List:
    ordered: bool
    number: int


@dataclass
class _Walk:
    """The state of one pass over a tree."""

    rendering: Rendering
    sign: str
    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""  # of the list item that has begun and has no text yet
    heading: int = 0
    quotations: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)  # target and class of the links that are open
    linked: int = 0  # characters of the buffer within links to a place of the same page
    buttons: int = 0  # characters of the buffer within any link that only leads somewhere
    anchored: int = 0  # characters of the buffer within any link
    bold: int = 0
    bold_characters: int = 0
    characters: int = 0
    dropped_navigation: bool = False  # since the last block
    real_level: int = 1  # of the nearest real heading above: a label in bold stands one below it
    details: list[int] = field(default_factory=list)

    def run(self, tree: lxml_html.HtmlElement) -> None:
        skipping: etree._Element | None = None
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._tail(element, tree)
                continue
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if self._skips(element, tag):
                    skipping = element
                    if tag not in _INLINE and (tag not in _SKIPPED or tag == "nav"):
                        self._flush()
                    self.dropped_navigation |= tag == "nav"
                else:
                    self._start(element, tag)
                    if tag not in ("pre", "table", "br") or (tag == "table" and is_layout(element)):
                        self._text(element.text, element)
                    elif tag != "br":
                        skipping = element
            else:
                self._end(tag)
                self._tail(element, tree)
        self._flush()
        self._drop_bare_heading()

    def _skips(self, element: etree._Element, tag: str) -> bool:
        if tag in _SKIPPED or not tag:
            return True
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if _HIDDEN.search(element.get("style") or ""):
            return True
        if tag == "a" and self.heading:
            text = "".join(element.itertext()).strip()
            return text.lower() in _ANCHORS
        return False

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self.buffer.append("\n")
            return
        if tag in _INLINE:
            if tag == "a":
                self.links.append(
                    (element.get("href") or "", element.get("class") or element.get("classname") or "")
                )
            self.bold += tag in _BOLD
            if tag == "q":
                self.buffer.append("“")
            return
        self._flush()
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu"):
            self.lists.append(_List(tag == "ol", _integer(element.get("start"), 1)))
        elif tag == "li":
            self._begin_item(element)
        elif tag == "blockquote":
            self.quotations += 1
        elif tag == "details":
            self.details.append(self.real_level)
        elif tag == "summary" and self.details:
            self.heading = min(6, self.details[-1] + 1)
        elif tag == "pre":
            self._code(element)
        elif tag == "table" and not is_layout(element):
            self._table(element)

    def _end(self, tag: str) -> None:
        if tag in _INLINE:
            if tag == "a" and self.links:
                self.links.pop()
            if tag in _BOLD:
                self.bold -= 1
                self._end_bold_question()
            if tag == "q":
                self.buffer.append("”")
            return
        if tag == "br":
            return
        self._flush()
        if tag in _HEADINGS or tag == "summary":
            self.heading = 0
        elif tag in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "blockquote":
            self.quotations = max(0, self.quotations - 1)
        elif tag == "details" and self.details:
            self.real_level = self.details.pop()
            self.rendering.close_sections(self.real_level + 1)

    def _end_bold_question(self) -> None:
        """A question in bold that a paragraph begins with is the heading of what follows it there."""
        if self.bold or self.heading or self.lists or self.quotations or self.links:
            return
        text = "".join(self.buffer).strip()
        if 0 < self.characters <= self.bold_characters and text.endswith("?"):
            self._flush()

    def _begin_item(self, element: etree._Element) -> None:
        current = self.lists[-1] if self.lists else _List(False, 1)
        if current.ordered:
            current.number = _integer(element.get("value"), current.number)
            self.marker = f"{current.number}. "
            current.number += 1
        else:
            self.marker = "- "

    def _tail(self, element: etree._Element, tree: etree._Element) -> None:
        if element is not tree and element.tail:
            self._text(element.tail, element.getparent())

    def _text(self, text: str | None, parent: etree._Element) -> None:
        if not text:
            return
        if "\n" in text and parent.tag in _BARE and (pieces := _BLANK_LINE.split(text))[1:]:
            # Text without markup between boxes: whoever wrote it set paragraphs apart by blank lines.
            for number, piece in enumerate(pieces):
                self.buffer.append("\n\n" if number else "")
                self._text(piece, parent)
            return
        # White space in HTML only separates words; line breaks come from <br>.
        text = " ".join(text.split()).join(
            (" " if text[0].isspace() else "", " " if text[-1].isspace() and text.strip() else "")
        )
        self.buffer.append(text)
        visible = len(text.strip())
        self.characters += visible
        if self.bold:
            self.bold_characters += visible
        if self.links:
            target, style = self.links[-1]
            self.anchored += visible
            self.linked += visible if target.startswith("#") else 0
            self.buttons += visible if _BUTTON.search(style) or _BACK.search(text.strip()) else 0

    def _flush(self) -> None:
        text = _BREAKS.sub("\n", _SPACE.sub(" ", "".join(self.buffer))).strip()
        inside, buttons, total = self.linked, self.buttons, self.characters
        label = (
            0 < total <= self.bold_characters
            and self.anchored < total
            and not self.quotations
            and is_label(text)
        )
        self.buffer.clear()
        self.linked = self.buttons = self.anchored = self.bold_characters = self.characters = 0
        if not text:
            return
        if not self.heading and total and (inside >= total or buttons >= total):
            self.dropped_navigation = True
            return
        if self.sign:
            text = without_marked(text, self.sign)
        text = _RULE.sub("\n\n", text).strip()
        if self.heading:
            self._drop_bare_heading(self.heading)
            self._add("heading", " ".join(text.split()), self.heading)
        elif self.marker or self.lists:
            self._item(text)
        elif label:
            level = min(6, self.real_level + 1)
            self._drop_bare_heading(level)
            self._add("heading", text, level)
        else:
            self._paragraphs(text)

    def _item(self, text: str) -> None:
        depth = max(0, len(self.lists) - 1)
        if self.marker and text:
            self._promote_label()
            self._add("item", self.marker + re.sub(r"^\[[ xX]\] ", "", text), depth)
            self.marker = ""
        else:
            self._paragraphs(text)

    def _paragraphs(self, text: str) -> None:
        kind: BlockKind = "quotation" if self.quotations else "paragraph"
        text = re.sub(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", "", text)
        for part in re.split(r"\n{2,}", text):
            first, _, rest = part.partition("\n")
            if rest and kind == "paragraph" and is_lead(first) and len(rest) > LONGEST_LABEL:
                self._add("heading", first, min(6, self.real_level + 1))
                part = rest
            if _BULLET.search(part):
                for line in part.split("\n"):
                    self._add("item" if _BULLET.match(line) else kind, line)
            else:
                self._add(kind, part)

    def _promote_label(self) -> None:
        """A few words above a list are its heading, also where the page does not mark them as one."""
        blocks = self.rendering.blocks
        if self.lists[:-1] or not blocks or blocks[-1].kind != "paragraph":
            return
        label = self.rendering.last
        if is_lead(label):
            self.rendering.drop_last()
            self._add("heading", label, min(6, self.real_level + 1))

    def _code(self, element: etree._Element) -> None:
        text = "".join(element.itertext()).strip("\n")
        if self.sign:
            text = "\n".join(line for line in text.split("\n") if self.sign not in line)
        self._add("code", text)

    def _table(self, element: etree._Element) -> None:
        for row in table_rows(element, self.sign):
            self._add("row", row)

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if kind == "heading" and self.heading and text:
            self.real_level = level
        before = len(self.rendering.blocks)
        self.rendering.add(kind, text, level=level)
        if len(self.rendering.blocks) > before:
            self.dropped_navigation = False

    def _drop_bare_heading(self, level: int = 0) -> None:
        """A heading above nothing but navigation ("Table of contents") goes with it."""
        blocks = self.rendering.blocks
        if self.dropped_navigation and blocks and blocks[-1].kind == "heading" and blocks[-1].level >= level:
            self.rendering.drop_last()
            self.dropped_navigation = False


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
