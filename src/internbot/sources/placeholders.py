"""Marks of template languages, which never reach a reader: a sentence that has one is left out whole."""

from __future__ import annotations

import re

# Printable, so that no parser drops it, and of no use in running text; one that the source lacks is taken.
_SIGNS = "⌖⍰⌇⍯⎔⏣⌬⍾⎊⏥"

_COMMENT = re.compile(
    r"<!--.*?-->|\{#(?!\w)[^\n]*?#\}|\{/\*.*?\*/\}|\{\{/\*.*?\*/\}\}"
    r"|\{%-?\s*comment\b.*?%\}.*?\{%-?\s*endcomment\s*-?%\}",
    re.DOTALL,
)
_TAG = r"\{%.{0,2000}?%\}|<%(?!=).{0,2000}?%>|<\?(?!xml).{0,5000}?\?>|\{\{[<%].{0,2000}?[>%]\}\}"
_VALUE = r"\$?\{\{.{0,500}?\}\}|<%=.{0,500}?%>"
_TAG_LINE = re.compile(rf"^[ \t]*(?:(?:{_TAG})[ \t]*)+$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(rf"{_VALUE}|{_TAG}", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]\.)+|\b(?:approx|ca|cf|dr|etc|fig|inc|mr|mrs|ms|no|prof|resp|st|vs)\.)$", re.IGNORECASE
)


def choose_sign(text: str) -> str:
    """A character that `text` does not contain, to stand for each placeholder."""
    return next((sign for sign in _SIGNS if sign not in text), _SIGNS[0])


def mark(text: str, sign: str) -> str:
    """`text` without template comments and tag lines, and with `sign` for each placeholder in it."""
    if "{" not in text and "<" not in text:
        return text
    text = _COMMENT.sub("", text)
    text = _TAG_LINE.sub("", text)
    return _MARK.sub(sign, text)


def without_marked(text: str, sign: str) -> str:
    """`text` without the sentences (or lines) that contain `sign`."""
    if sign not in text:
        return text
    kept = [piece for piece in _sentences(text) if sign not in piece]
    return "".join(kept).strip()


def _sentences(text: str) -> list[str]:
    pieces: list[str] = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[begin : match.start()]):
            continue
        pieces.append(text[begin : match.end()])
        begin = match.end()
    pieces.append(text[begin:])
    return pieces
