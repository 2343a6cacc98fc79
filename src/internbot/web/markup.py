"""Text of questions, answers and sources as HTML in which nothing but our own markup can be markup.

The chat component reads a message as Markdown with HTML in it. So a message is one line that starts with a
block tag (which Markdown passes through to the end of the line), and every punctuation mark of a foreign text
is a character reference (which neither Markdown nor HTML takes for syntax).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,;")
# Characters that turn the direction of the text after them, and could make a page say what it does not.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKER = re.compile(r" ?\[(\d{1,4})\]")
_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "strong": "strong",
    "em": "em",
}

_LONGEST_KEPT = 24

Pill = Callable[[int], str | None]
"""Gives the HTML of the mark for a citation number, or None where no such source is cited."""


def escaped(text: str) -> str:
    """`text` on one line, for use between tags or in a quoted attribute."""
    return "".join(_escape(character) for character in text)


def _escape(character: str) -> str:
    if character in _PLAIN:
        return character
    code = ord(character)
    if character.isspace():
        return " "
    if code < 32 or 127 <= code < 160 or 0xD800 <= code <= 0xDFFF or character in _TURNING:
        return ""
    return f"&#{code};" if code < 128 else character


def tag(name: str, *inner: str, **attributes: str | int | None) -> str:
    """One element. `inner` is HTML; attribute values are text and get escaped; a value of None leaves it out.

    A trailing underscore of an attribute's name is dropped, so that `class_` is possible.
    """
    given = {key.rstrip("_"): str(value) for key, value in attributes.items() if value is not None}
    written = "".join(f' {key}="{escaped(value)}"' for key, value in given.items())
    return f"<{name}{written}>{''.join(inner)}</{name}>"


def link(label: str, address: str, *, class_: str, about: str = "") -> str:
    """A link into a new tab. `label` is HTML; `about` is what it leads to, for those who only hear it."""
    leads_to = unseen(f": {about}") if about else ""
    return tag("a", label, leads_to, href=address, class_=class_, target="_blank")


def unseen(text: str) -> str:
    """Words for those who listen to the page."""
    return tag("span", escaped(text), class_="unseen")


def from_markdown(text: str, pill: Pill, *, lists: bool = True) -> str:
    """HTML of an answer's text: paragraphs, lists and emphasis; all other Markdown stays the text it is.

    Without `lists`, what stands in one is left out.
    """
    parser = MarkdownIt("zero", {"maxNesting": 12}).enable(["list", "emphasis", "newline", "escape"])
    # Joined, an escaped "\\[1\\]" of a source would look like a marker.
    parser.disable("text_join")
    tokens = parser.parse(text)
    return "".join(_elements(tokens if lists else _outside_lists(tokens), pill))


def _outside_lists(tokens: Iterable[Token]) -> Iterable[Token]:
    depth = 0
    for token in tokens:
        is_list = token.type.startswith(("bullet_list", "ordered_list"))
        depth += token.nesting if is_list else 0
        if not depth and not is_list:
            yield token


def _elements(tokens: Iterable[Token], pill: Pill) -> Iterable[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _elements(token.children or (), pill)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " " if token.type == "softbreak" else "<br>"
        elif token.nesting == 0:
            yield with_pills(token.content, pill)
        elif not token.hidden:
            name = _TAGS[token.type.removesuffix("_open").removesuffix("_close")]
            start = token.attrGet("start")
            if token.nesting < 0:
                yield f"</{name}>"
            else:
                yield f'<{name} start="{int(start)}">' if start is not None else f"<{name}>"


def with_pills(text: str, pill: Pill) -> str:
    """`text` with its `[n]` markers as citation marks; a marker that cites nothing stays text.

    A mark stands on one line with the word before it.
    """
    pieces: list[str] = []
    marks: list[str] = []
    word = ""
    end = 0
    for match in _MARKER.finditer(text):
        mark = pill(int(match[1]))
        if mark is None:
            continue
        before = text[end : match.start()]
        if before:
            pieces.append(_kept_together(word, marks))
            marks = []
            lead, space, word = before.rpartition(" ")
            pieces.append(escaped(lead + space))
        marks.append(mark)
        end = match.end()
    return "".join([*pieces, _kept_together(word, marks), escaped(text[end:])])


def _kept_together(word: str, marks: list[str]) -> str:
    if not marks:
        return ""
    outside, inside = (word, "") if len(word) > _LONGEST_KEPT else ("", word)
    return escaped(outside) + tag("span", escaped(inside), *marks, class_="kept")
