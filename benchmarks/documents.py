"""Parts of docs/benchmarks.md that a run writes, between their marks."""

from __future__ import annotations

import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PLOTS = DOCUMENT.parent / "benchmarks"
"""Where plots stand, and the results that they were drawn from."""


def parts(text: str) -> list[str]:
    """Names of the parts that a document has, in order."""
    return re.findall(r"^<!-- generated: (\S+) -->$", text, re.MULTILINE)


def replaced(text: str, name: str, body: str) -> str:
    """The document with one part written anew.

    Raises:
        KeyError: it has no such part.
    """
    begin, end = f"<!-- generated: {name} -->\n", f"<!-- end: {name} -->"
    above, found, rest = text.partition(begin)
    _, closed, below = rest.partition(end)
    if not found or not closed:
        raise KeyError(name)
    return f"{above}{begin}\n{body.strip()}\n\n{end}{below}"
