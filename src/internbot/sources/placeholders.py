"""Marks of template languages, which never reach a reader: a sentence that has one is left out whole."""

from __future__ import annotations

import re

# Printable, so that no parser drops it, and of no use in running text; one that the source lacks is taken.
_SIGNS = "⌖⍰⌇⍯⎔⏣⌬⍾⎊⏥"

_COMMENTS = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"\{\{?/\*"), re.compile(r"\*/\}\}?")),
    (re.compile(r"\{#(?![\w#])"), re.compile(r"#\}|(?=\n)")),
    (re.compile(r"\{%-?\s*comment\b"), re.compile(r"endcomment\s*-?%\}")),
)
# Each mark ends before the next one of its kind begins, so that unclosed ones cost no time.
_TAG = (
    r"\{%(?:(?!%\}|\{%).){0,2000}%\}|<%(?!=)(?:(?!%>|<%).){0,2000}%>|<\?(?!xml)(?:(?!\?>|<\?).){0,2000}\?>"
    r"|\{\{[<%](?:(?!\}\}|\{\{).){0,2000}[>%]\}\}"
)
_VALUE = r"\$?\{{2,3}(?:(?!\}\}|\{\{).){0,500}\}{2,3}|<%=(?:(?!%>|<%).){0,500}%>"
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
    for opening, closing in _COMMENTS:
        text = _cut(text, opening, closing)
    text = _TAG_LINE.sub("", text)
    return _MARK.sub(sign, text)


def _cut(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """`text` without what stands between the two; in time linear in its length, whatever it holds."""
    kept, begin = [], 0
    while found := opening.search(text, begin):
        end = closing.search(text, found.end())
        if end is None:
            break
        kept.append(text[begin : found.start()])
        begin = end.end()
    return "".join([*kept, text[begin:]])


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
