"""Text of a source as one line of a file that another program opens."""

from __future__ import annotations

import unicodedata

# A spreadsheet takes a cell that begins so for a formula; the wide forms are folded to the plain ones by some.
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
# Characters that turn the direction of what follows, and could make a cell say what it does not.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def one_line(text: str) -> str:
    """`text` without control, formatting and line-breaking characters, spaces collapsed."""
    kept = (
        "" if c in "\u200c\u200d" else c if unicodedata.category(c) not in _DROPPED else " " for c in text
    )
    return " ".join("".join(kept).split())


def cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
